import type { InputOf } from '../../contract/define'
import type * as contract from '../../contract/pay'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import type { Regulation } from '../../rules'
import type { AreasService } from '../areas/areas.service'
import type { ClosingStore } from './closing.store'
import { evaluatedOf } from './evaluated'
import { payPolicy } from './pay.policy'
import type { PayStore } from './pay.store'
import type { MonthsReader } from './read-months'

export interface FreezeParts {
  store: PayStore
  closing: ClosingStore
  areas: AreasService
  reader: Pick<MonthsReader, 'isStale'>
  packs: ReadonlyMap<string, Regulation>
}

/**
 * Makes a township's month final: from here on its statements never change. The township's month is
 * locked first, which also holds off judgements that would change its facts meanwhile.
 */
export function createFreeze({ store, closing, areas, reader, packs }: FreezeParts) {
  return async function freeze({ townshipCode, month }: InputOf<typeof contract.freeze>, context: CommandContext): Promise<void> {
    const { actor, tx, nowMs } = context
    const township = (await areas.directory()).area(townshipCode)
    if (!township || !payPolicy.mayFreeze(actor, townshipCode)) throw new Refusal('notFound')
    const state = await closing.lock(tx, townshipCode, month)
    if (state === 'frozen') throw new Refusal('monthFrozen')
    if (state !== 'proposed') throw new Refusal('monthNotComputed')
    const count = await store.openObjections(tx, townshipCode, month)
    if (count > 0) throw new Refusal('objectionsOpen', { count })
    const stored = await store.statementsOf(townshipCode, month)
    // nobody makes his own pay final (P1)
    if (stored.some((row) => row.accountId === actor.accountId)) throw new Refusal('ownCase')
    if (await reader.isStale(townshipCode, month)) throw new Refusal('monthStale')
    await store.freezeStatements(
      tx,
      month,
      stored.map((row) => ({ accountId: row.accountId, tree: evaluatedOf(row, packs) })),
    )
    await closing.freeze(tx, townshipCode, month, actor.accountId, nowMs)
    context.audit('month.frozen', `${townshipCode} ${month}`, townshipCode, { statements: stored.length })
  }
}
