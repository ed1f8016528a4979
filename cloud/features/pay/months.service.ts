import { addMonths } from '../../platform/clock'
import type { Transaction } from '../../platform/database'
import type { MonthsStore, TownshipMonthState } from './months.store'

/**
 * Which township's month stands where. It depends on nothing, so that check-ins, reports and
 * assessment can ask without a circle. Whoever changes a month's facts asks with his transaction:
 * the answer then holds until he is done, and a freezing that comes meanwhile waits and sees them.
 */
export interface MonthsService {
  stateOf(townshipCode: string, month: string): Promise<TownshipMonthState>
  /** Takes a township's code or a grid's. Without a transaction it waits for a freezing under way. */
  isFrozen(code: string, month: string, tx?: Transaction): Promise<boolean>
  /** The last frozen month from this one on; null: none is. */
  lastFrozen(code: string, fromMonth: string, tx?: Transaction): Promise<string | null>
  /** The month itself, or the first after it that is not frozen. */
  firstOpenMonth(townshipCode: string, fromMonth: string, tx?: Transaction): Promise<string>
}

const townshipDigits = 9

export function createMonthsService(store: MonthsStore): MonthsService {
  const townshipOf = (code: string) => code.slice(0, townshipDigits)

  async function isFrozen(code: string, month: string, tx?: Transaction): Promise<boolean> {
    const township = townshipOf(code)
    const state = await (tx
      ? store.heldState(tx, township, month)
      : store.settledState(township, month))
    return state === 'frozen'
  }

  return {
    stateOf: (code, month) => store.stateOf(townshipOf(code), month),
    isFrozen,
    lastFrozen: (code, fromMonth, tx) => store.lastFrozen(townshipOf(code), fromMonth, tx),
    async firstOpenMonth(code, fromMonth, tx) {
      let month = fromMonth
      while (await isFrozen(code, month, tx)) month = addMonths(month, 1)
      return month
    },
  }
}
