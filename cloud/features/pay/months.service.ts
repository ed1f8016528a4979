import { addMonths } from '../../platform/clock'
import type { MonthsStore, TownshipMonthState } from './months.store'

/**
 * Which township's month stands where. It depends on nothing, so that check-ins, reports and
 * assessment can ask without a circle.
 */
export interface MonthsService {
  stateOf(townshipCode: string, month: string): Promise<TownshipMonthState>
  /** Takes a township's code or a grid's. */
  isFrozen(code: string, month: string): Promise<boolean>
  /** The month itself, or the first after it that is not frozen. */
  firstOpenMonth(townshipCode: string, fromMonth: string): Promise<string>
}

const townshipDigits = 9

export function createMonthsService(store: MonthsStore): MonthsService {
  const townshipOf = (code: string) => code.slice(0, townshipDigits)
  return {
    stateOf: (code, month) => store.stateOf(townshipOf(code), month),
    isFrozen: async (code, month) => (await store.stateOf(townshipOf(code), month)) === 'frozen',
    async firstOpenMonth(code, fromMonth) {
      const frozen = new Set(await store.frozenMonths(townshipOf(code), fromMonth))
      let month = fromMonth
      while (frozen.has(month)) month = addMonths(month, 1)
      return month
    },
  }
}
