import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/regulations'
import type { Change } from '../../contract/regulations'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import type { Transaction } from '../../platform/database'
import { newId } from '../../platform/ids'
import type { StaffService } from '../staff/staff.service'
import { presentChange } from './changes.present'
import type { ChangesStore, StoredChange } from './changes.store'
import { type CheckDraftParts, createCheckDraft } from './check-draft'
import { regulationsPolicy } from './regulations.policy'

export interface ChangesParts extends CheckDraftParts {
  changes: ChangesStore
  staff: Pick<StaffService, 'names'>
}

type Answer<E> = Promise<OutputOf<E>>

export type ChangesService = ReturnType<typeof createChangesService>

/** A county's changes of its regulation: one person drafts, another publishes or returns. */
export function createChangesService(parts: ChangesParts) {
  const { store, changes, staff, areas, packs, library } = parts
  const checkDraft = createCheckDraft(parts)

  async function shown(list: readonly StoredChange[], county: string, actor: Actor) {
    const people = list.flatMap((one) => [one.authorId, ...(one.decidedBy ? [one.decidedBy] : [])])
    const [names, published, directory] = await Promise.all([
      staff.names([...new Set(people)]),
      store.countyValues(county),
      areas.directory(),
    ])
    const nameOf = (id: string) => names.get(id) ?? ''
    const context = { actor, library, packs, published, directory, nameOf }
    return list.map((one) => presentChange(one, context))
  }

  /** As it stands in the command's own transaction. */
  async function after(context: CommandContext, id: string): Promise<{ change: Change }> {
    const change = await changes.change(id, context.tx)
    if (!change) throw new Refusal('notFound')
    const [own] = await shown([change], change.areaCode, context.actor)
    if (!own) throw new Refusal('notFound')
    return { change: own }
  }

  /** A change that the actor may see, for reading. */
  async function visible(id: string, actor: Actor): Promise<StoredChange> {
    const change = await changes.change(id)
    if (!change || !regulationsPolicy.mayRead(actor, change.areaCode)) throw new Refusal('notFound')
    return change
  }

  async function locked(id: string, { tx, actor }: CommandContext): Promise<StoredChange> {
    const change = await changes.lock(tx, id)
    if (!change || !regulationsPolicy.mayChange(actor, change.areaCode))
      throw new Refusal('notFound')
    return change
  }

  /** Its author's, still open, and the version that he read. */
  async function own(
    { changeId, version }: { changeId: string; version?: number },
    context: CommandContext,
  ): Promise<StoredChange> {
    const change = await locked(changeId, context)
    if (change.authorId !== context.actor.accountId) throw new Refusal('regulationNotAuthor')
    if (change.state === 'published' || change.state === 'dropped')
      throw new Refusal('alreadyDecided')
    if (version !== undefined && version !== change.version)
      throw new Refusal('regulationChangeMoved')
    return change
  }

  const orDecided = (isDone: boolean) => {
    if (!isDone) throw new Refusal('alreadyDecided')
  }

  /** Dated rows that never change again. */
  async function publish(change: StoredChange, tx: Transaction, by: string, atMs: number) {
    const { id: changeId, areaCode, regulation, documentNumber, authorId, content } = change
    const from = `${change.firstMonth}-01`
    if (content.kind === 'binding') {
      const { areaCode: area, title } = content
      const binding = { areaCode: area, regulation, startsOn: from, title, documentNumber }
      await store.addBinding(tx, { ...binding, changeId })
      return
    }
    const row = { areaCode, regulation, from, documentNumber, changeId, authorId }
    await store.addValues(
      tx,
      content.values.map(({ name, value }) => ({
        ...row,
        id: newId(),
        name,
        value,
        publisherId: by,
        publishedAtMs: atMs,
      })),
    )
  }

  return {
    visible,

    async list(actor: Actor): Answer<typeof contract.changes> {
      const county = regulationsPolicy.countyOf(actor)
      const list = await shown(await changes.list(county), county, actor)
      return { changes: list, abilities: { draft: regulationsPolicy.mayChange(actor, county) } }
    },

    async present(change: StoredChange, actor: Actor): Promise<Change> {
      const [own] = await shown([change], change.areaCode, actor)
      if (!own) throw new Refusal('notFound')
      return own
    },

    async draft(
      input: InputOf<typeof contract.draftChange>,
      context: CommandContext,
    ): Answer<typeof contract.draftChange> {
      const { actor, tx, nowMs } = context
      const areaCode = regulationsPolicy.ownCounty(actor)
      const draft = await checkDraft(areaCode, input)
      const id = newId()
      await changes.create(tx, { id, areaCode, authorId: actor.accountId, atMs: nowMs }, draft)
      const { regulation, firstMonth, content } = draft
      context.audit('regulation.drafted', id, areaCode, { regulation, firstMonth, content })
      return after(context, id)
    },

    async edit(
      input: InputOf<typeof contract.editChange>,
      context: CommandContext,
    ): Answer<typeof contract.editChange> {
      const change = await own(input, context)
      const draft = await checkDraft(change.areaCode, input)
      orDecided(await changes.edit(context.tx, change, draft, context.nowMs))
      const { regulation, firstMonth, content } = draft
      const detail = { regulation, firstMonth, content }
      context.audit('regulation.edited', change.id, change.areaCode, detail)
      return after(context, change.id)
    },

    async drop(
      input: InputOf<typeof contract.dropChange>,
      context: CommandContext,
    ): Answer<typeof contract.dropChange> {
      const change = await own(input, context)
      orDecided(await changes.drop(context.tx, change, context.nowMs))
      context.audit('regulation.dropped', change.id, change.areaCode)
      return { done: true }
    },

    async submit(
      input: InputOf<typeof contract.submitChange>,
      context: CommandContext,
    ): Answer<typeof contract.submitChange> {
      const change = await own(input, context)
      await checkDraft(change.areaCode, change)
      orDecided(await changes.submit(context.tx, change, context.nowMs))
      context.audit('regulation.submitted', change.id, change.areaCode)
      return after(context, change.id)
    },

    async decide(
      input: InputOf<typeof contract.decideChange>,
      context: CommandContext,
    ): Answer<typeof contract.decideChange> {
      const { actor, tx, nowMs: atMs } = context
      const change = await locked(input.changeId, context)
      const { id, areaCode } = change
      if (change.authorId === actor.accountId) throw new Refusal('ownCase')
      if (change.state !== 'submitted') throw new Refusal('alreadyDecided')
      if (change.version !== input.version) throw new Refusal('regulationChangeMoved')
      const { reason } = input
      if (input.decision === 'return') {
        if (!reason) throw new Refusal('reasonNeeded')
        const returned = { state: 'returned' as const, by: actor.accountId, atMs, reason }
        orDecided(await changes.decide(tx, change, returned))
        context.audit('regulation.returned', id, areaCode, { reason })
        return after(context, id)
      }
      await checkDraft(areaCode, change, tx)
      await publish(change, tx, actor.accountId, atMs)
      const published = { state: 'published' as const, by: actor.accountId, atMs, reason }
      orDecided(await changes.decide(tx, change, published))
      const { regulation, firstMonth, content, documentNumber } = change
      const detail = { regulation, firstMonth, content, documentNumber }
      context.audit('regulation.published', id, areaCode, detail)
      return after(context, id)
    },
  }
}
