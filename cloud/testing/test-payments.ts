import { payroll } from '../contract'
import { idBytes, newId } from '../platform/ids'
import { testAreas, type TestPerson } from './test-county'
import {
  carryTable,
  giveCard,
  ok,
  type PayHands,
  payHands,
  type PutLine,
  putTable,
} from './test-payroll'
import { startTestService, type TestService } from './test-service'

export const by = (person: TestPerson) => ({ token: person.token })

/** A period of its own for each table, all of them after the regulation's first day. */
const periodOf = (number: number) => `20${23 + Math.floor(number / 4)}-Q${(number % 4) + 1}`

type Part = 'waiting' | 'failed'
type Encoding = 'gb18030' | 'utf8'
interface Recorded {
  state: 'paid' | 'failed' | 'repaid'
  reason?: string
}

export type Payments = Awaited<ReturnType<typeof startPayments>>

/** A service with three hands and two workers who have cards; tables are put straight in it. */
export async function startPayments() {
  const service = await startTestService()
  const hands = await payHands(service)
  const first = await service.person('worker', testAreas.grid, { name: '王甲' })
  const second = await service.person('worker', testAreas.grid, { name: '=李㙟' })
  await giveCard(service, first, '6228480000000001111')
  await giveCard(service, second, '6228480000000002222')
  return { service, hands, first, second, ...paying(service, hands, first, second) }
}

function paying(service: TestService, hands: PayHands, first: TestPerson, second: TestPerson) {
  let tableId = ''
  let serial = 0
  const batchOf = async (batchId: string) =>
    ok(await service.call(payroll.batch, { batchId }, by(hands.office)))
  return {
    /** The table put last. */
    tableId: () => tableId,
    periodNow: () => periodOf(serial),
    async put(lines: readonly PutLine[], to: 'sealed' | 'approved' = 'approved') {
      serial += 1
      tableId = await putTable(service, hands, { period: periodOf(serial), lines })
      await carryTable(service, { tableId }, hands, to)
    },
    two: (): PutLine[] => [
      { person: first, amountFen: 35_000 },
      { person: first, amountFen: 14_250, lineCode: 'piece' },
      { person: second, amountFen: 50_000 },
    ],
    approve: async () =>
      ok(
        await service.call(
          payroll.review,
          { tableId, revision: 1, decision: 'approved' },
          by(hands.centre),
        ),
      ),
    makeBatch: (commandId = newId()) =>
      service.call(payroll.makeBatch, { tableId }, { ...by(hands.centre), commandId }),
    table: async () => ok(await service.call(payroll.table, { tableId }, by(hands.centre))).table,
    batchOf,
    idsIn: async (batchId: string) =>
      (await batchOf(batchId)).transfers.map((one) => one.transferId),
    paidTo: async (batchId: string) =>
      (await batchOf(batchId)).transfers.map((one) => [one.workerName, one.amountFen]),
    record: (batchId: string, transferIds: string[], recorded: Recorded) =>
      service.call(
        payroll.recordTransfers,
        { batchId, transferIds, ...recorded },
        by(hands.centre),
      ),
    bankFile: (batchId: string, part: Part = 'waiting', encoding: Encoding = 'utf8') =>
      service.call(payroll.bankFile, { batchId, part, encoding }, by(hands.centre)),
    objectTo: (person: TestPerson, lineCode: string) =>
      service.call(
        payroll.objectToOwn,
        { tableId, month: '2026-03', lineCode, text: '少算了两条' },
        by(person),
      ),
    answer: (objectionId: string, decision: 'upheld' | 'rejected') =>
      service.call(
        payroll.answerObjection,
        { objectionId, decision, answer: '已核对原始记录' },
        by(hands.office),
      ),
    /** Every row of the ledger of the table. */
    async ledgerRows() {
      const rows = await service.parts.database.prisma.ledgerEntry.findMany({
        where: { tableId: idBytes(tableId) },
        orderBy: { id: 'asc' },
      })
      return rows.map((row) => [row.kind, row.amountFen, row.owedFen, row.heldFen, row.cause])
    },
  }
}
