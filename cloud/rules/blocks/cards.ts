export type Card = 'none' | 'yellow' | 'red'

export interface CardRule {
  /** Months below what is asked, in a row, that bring the yellow and the red card. */
  yellowFrom: number
  redFrom: number
}

/** The card of a month by how many months in a row, this one included, were below what is asked. */
export function cardOf({ yellowFrom, redFrom }: CardRule, monthsInARow: number): Card {
  if (monthsInARow >= redFrom) return 'red'
  return monthsInARow >= yellowFrom ? 'yellow' : 'none'
}
