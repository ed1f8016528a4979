import type { Change, ChangeContent } from '../../contract/regulations'
import type { Actor } from '../../http/actor'
import { monthEnd } from '../../platform/clock'
import { type PayRegulation, type Regulation, shownText } from '../../rules'
import type { Directory } from '../areas/areas.service'
import type { StoredChange } from './changes.store'
import { parametersOf, type PublishedValue, valuesOn } from './county-values'
import { regulationsPolicy } from './regulations.policy'

export interface ChangeContext {
  actor: Actor
  library: ReadonlyMap<string, Regulation>
  packs: ReadonlyMap<string, PayRegulation>
  published: readonly PublishedValue[]
  directory: Directory
  nameOf(accountId: string): string
}

const open = ['draft', 'submitted', 'returned']

/** What could be done with it now, and by whom. */
export function abilitiesOf(change: StoredChange, actor: Actor): Change['abilities'] {
  const may = regulationsPolicy.mayChange(actor, change.areaCode)
  const isAuthor = may && change.authorId === actor.accountId
  return {
    edit: isAuthor && open.includes(change.state),
    submit: isAuthor && (change.state === 'draft' || change.state === 'returned'),
    drop: isAuthor && open.includes(change.state),
    decide: may && !isAuthor && change.state === 'submitted',
  }
}

/** Each value in words beside what holds in that month without it. */
function linesOf(
  change: StoredChange,
  content: Extract<ChangeContent, { kind: 'values' }>,
  { packs, published }: ChangeContext,
): Change['lines'] {
  const pack = packs.get(change.regulation)
  if (!pack) return []
  const last = monthEnd(change.firstMonth)
  const before = change.state === 'published' ? change.decidedAtMs : null
  const rows = published.filter(
    (row) =>
      row.regulation === pack.id &&
      row.changeId !== change.id &&
      (before === null || row.publishedAtMs <= before),
  )
  const held = valuesOn(rows, last)
  const known = parametersOf(pack, last)
  return content.values.flatMap(({ name, value }) => {
    const parameter = known.get(name)
    if (!parameter) return []
    const own = [...parameter.values].reverse().find(({ from }) => from <= last)?.value
    const holds = held.find((one) => one.name === name)?.value ?? own
    return [
      {
        name,
        label: parameter.label,
        before: holds === undefined ? '没有定' : shownText(parameter, holds),
        after: shownText(parameter, value),
      },
    ]
  })
}

export function presentChange(change: StoredChange, context: ChangeContext): Change {
  const { content } = change
  const { nameOf, directory, library } = context
  const isBinding = content.kind === 'binding'
  return {
    id: change.id,
    regulation: change.regulation,
    regulationTitle: library.get(change.regulation)?.title ?? change.regulation,
    firstMonth: change.firstMonth,
    content,
    reason: change.reason,
    documentNumber: change.documentNumber,
    lines: isBinding ? [] : linesOf(change, content, context),
    areaName: directory.areaName(isBinding ? content.areaCode : change.areaCode),
    state: change.state,
    version: change.version,
    authorName: nameOf(change.authorId),
    createdAtMs: change.createdAtMs,
    submittedAtMs: change.submittedAtMs,
    decidedByName: change.decidedBy === null ? null : nameOf(change.decidedBy),
    decidedAtMs: change.decidedAtMs,
    decisionReason: change.decisionReason,
    abilities: abilitiesOf(change, context.actor),
  }
}
