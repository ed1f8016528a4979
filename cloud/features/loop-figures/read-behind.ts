import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/loop-figures'
import { matterClass } from '../../contract/matter-taxonomy'
import { id } from '../../contract/primitives'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { AreasService } from '../areas/areas.service'
import type { BehindFiguresStore, MatterBehind } from './behind-figures.store'
import type { Sight } from './loop-figures.store'

export interface ReadBehindParts {
  behind: BehindFiguresStore
  areas: Pick<AreasService, 'directory'>
  areaSight(actor: Actor, code: string): Sight
}

const usualLimit = 50

/** '<milliseconds>.<id>' of the last matter of a page. */
function readPlace(text: string | undefined) {
  if (text === undefined) return null
  const [, digits, matterId] = /^(\d{1,15})\.(.{36})$/.exec(text) ?? []
  const read = id.safeParse(matterId)
  if (digits === undefined || !read.success) {
    throw new Refusal('badInput', { message: '翻页标记不对，请从头查看' })
  }
  return { receivedAtMs: Number(digits), id: read.data }
}

function presentBehind(
  matter: MatterBehind,
  gridName: string,
): OutputOf<typeof contract.matters>['matters'][number] {
  return {
    id: matter.id,
    receiptNumber: matter.receiptNumber,
    classLabel: matterClass(matter.classCode).label,
    level: matter.level,
    state: matter.state,
    restricted: matter.circle !== 'open',
    gridName,
    receivedAtMs: matter.receivedAtMs,
    handledAtMs: matter.handledAtMs,
    overdue: matter.overdue,
  }
}

/** The matters that a number is made of. */
export function createReadBehind({ behind, areas, areaSight }: ReadBehindParts) {
  return async function matters(
    input: InputOf<typeof contract.matters>,
    actor: Actor,
    nowMs: number,
  ): Promise<OutputOf<typeof contract.matters>> {
    const { code, month, kind, after, limit = usualLimit } = input
    const sight = areaSight(actor, code)
    const directory = await areas.directory()
    if (!directory.area(code) && !directory.grid(code)) throw new Refusal('notFound')
    const place = readPlace(after)
    const asked = { sight, month, kind, nowMs, after: place, limit: limit + 1 }
    const found = await behind.matters(asked)
    const shown = found.slice(0, limit)
    const last = found.length > limit ? shown.at(-1) : undefined
    return {
      matters: shown.map((matter) => presentBehind(matter, directory.areaName(matter.gridCode))),
      next: last ? `${last.receivedAtMs}.${last.id}` : null,
    }
  }
}
