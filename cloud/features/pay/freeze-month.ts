import type { InputOf } from '../../contract/define'
import type * as contract from '../../contract/pay'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import type { PayRegulation } from '../../rules'
import type { AreasService } from '../areas/areas.service'
import type { DisciplineService } from '../discipline/discipline.service'
import type { ClosingStore } from './closing.store'
import { evaluatedOf } from './evaluated'
import { payPolicy } from './pay.policy'
import type { PayStore } from './pay.store'
import type { StoredStatement } from './statement-rows.store'
import type { MonthsReader } from './read-months'

export interface FreezeParts {
  store: PayStore
  closing: ClosingStore
  areas: AreasService
  reader: Pick<MonthsReader, 'isStale'>
  discipline: Pick<DisciplineService, 'openProposed'>
  packs: ReadonlyMap<string, PayRegulation>
}

/** The whole tree, which must come to what was shown and objected to. */
function treeOf(row: StoredStatement, packs: FreezeParts['packs']) {
  const tree = evaluatedOf(row, packs)
  const same =
    tree.totals.payFen === row.payFen &&
    tree.accrualFen === row.accrualFen &&
    tree.verdict.final === row.verdict
  if (!same) throw new Refusal('monthStale')
  return { accountId: row.accountId, tree }
}

/**
 * Makes a township's month final: from here on its statements never change. The township's month is
 * locked first, which also holds off whatever would change its facts meanwhile.
 */
export function createFreeze(parts: FreezeParts) {
  const { store, closing, areas, reader, packs, discipline } = parts
  return async function freeze(
    key: InputOf<typeof contract.freeze>,
    context: CommandContext,
  ): Promise<void> {
    const { actor, tx, nowMs } = context
    const { townshipCode, month } = key
    const township = (await areas.directory()).area(townshipCode)
    const mayFreeze = payPolicy.mayFreeze(actor, townshipCode)
    if (township?.level !== 'township' || !mayFreeze) throw new Refusal('notFound')
    const state = (await closing.lock(tx, [townshipCode], month)).get(townshipCode)
    if (state === 'frozen') throw new Refusal('monthFrozen')
    if (state !== 'proposed') throw new Refusal('monthNotComputed')
    const count = await store.openObjections(tx, townshipCode, month)
    if (count > 0) throw new Refusal('objectionsOpen', { count })
    const stored = await store.statementsOf(townshipCode, month)
    // nobody makes his own pay final (P1)
    if (stored.some((row) => row.accountId === actor.accountId)) throw new Refusal('ownCase')
    if (await reader.isStale(townshipCode, month)) throw new Refusal('monthStale')
    const trees = stored.map((row) => treeOf(row, packs))
    const frozen = await store.freezeStatements(tx, month, trees)
    if (frozen !== stored.length) throw new Refusal('monthStale')
    const treeOfAccount = new Map(trees.map(({ accountId, tree }) => [accountId, tree]))
    await discipline.openProposed(
      stored.flatMap((row) => {
        const tree = treeOfAccount.get(row.accountId)
        return tree ? [{ ...row, tree }] : []
      }),
      context,
    )
    const workerCount = stored.length
    const totalFen = stored.reduce((sum, row) => sum + row.payFen, 0)
    await closing.freeze(tx, key, { by: actor.accountId, atMs: nowMs, workerCount, totalFen })
    const detail = { statements: workerCount, totalFen }
    context.audit('month.frozen', `${townshipCode} ${month}`, townshipCode, detail)
  }
}
