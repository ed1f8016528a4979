/** What the ledger grants somebody in a month: due, less what is set apart; fen. */
export interface Granted {
  accountId: string
  month: string
  amountFen: number
}

export interface MonthPart {
  month: string
  amountFen: number
}

export interface Allotment {
  accountId: string
  amountFen: number
  parts: MonthPart[]
}

/**
 * What can be paid now: of everybody what the ledger grants him, less what earlier batches took. A
 * month may be below zero; who comes out below zero over all is paid nothing and keeps the balance.
 */
export function allot(granted: readonly Granted[], taken: readonly Allotment[]): Allotment[] {
  const people = new Map<string, Map<string, number>>()
  const add = (accountId: string, month: string, amountFen: number) => {
    const months = people.get(accountId) ?? new Map<string, number>()
    months.set(month, (months.get(month) ?? 0) + amountFen)
    people.set(accountId, months)
  }
  for (const one of granted) add(one.accountId, one.month, one.amountFen)
  for (const one of taken)
    for (const part of one.parts) add(one.accountId, part.month, -part.amountFen)
  return [...people]
    .map(([accountId, months]) => {
      const parts = [...months]
        .filter(([, amountFen]) => amountFen !== 0)
        .map(([month, amountFen]) => ({ month, amountFen }))
        .sort((a, b) => (a.month < b.month ? -1 : 1))
      return {
        accountId,
        amountFen: parts.reduce((total, part) => total + part.amountFen, 0),
        parts,
      }
    })
    .filter((one) => one.amountFen > 0)
}
