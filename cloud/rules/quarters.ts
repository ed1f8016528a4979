import { addMonths, yearOf } from './months'

const monthsInQuarter = 3
const quartersInYear = 4

/** Last months of the quarters of a month's calendar year. */
export function quarterEnds(month: string): string[] {
  return Array.from({ length: quartersInYear }, (_, index) =>
    addMonths(`${yearOf(month)}-01`, index * monthsInQuarter + monthsInQuarter - 1),
  )
}

/** Months of the quarter that ends with a month. */
export function quarterMonths(lastMonth: string): string[] {
  return Array.from({ length: monthsInQuarter }, (_, index) =>
    addMonths(lastMonth, index + 1 - monthsInQuarter),
  )
}

/** The twelve months that end with a month. */
export function yearMonths(lastMonth: string): string[] {
  const count = monthsInQuarter * quartersInYear
  return Array.from({ length: count }, (_, index) => addMonths(lastMonth, index + 1 - count))
}
