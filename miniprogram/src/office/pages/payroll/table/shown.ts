import type { OutputOf } from '@contract/define'
import type { table } from '@contract/payroll'

export type PayTable = OutputOf<typeof table>['table']
export type PayTableWorker = PayTable['workers'][number]
export type PayTableLine = PayTableWorker['lines'][number]

/** How far a table has come: the index of the step that is next. */
export function stepOf({ state, batches }: Pick<PayTable, 'state' | 'batches'>): number {
  const next = { prepared: 1, signed: 2, sealed: 3, returned: 0, approved: 4 }[state]
  const isPaid = batches.length > 0 && batches.every((one) => one.paidCount === one.transferCount)
  return isPaid ? 5 : next
}
