import type { GridMonthCounts, MonthCountsStore } from './month-counts.store'

export type { GridMonthCounts } from './month-counts.store'

/** For the pay feature: the loop's matters of a township in a month, by grid. */
export interface MonthCountsService {
  inMonth(townshipCode: string, month: string): Promise<Map<string, GridMonthCounts>>
}

export function createMonthCounts(store: MonthCountsStore): MonthCountsService {
  return { inMonth: store.ofTownship }
}
