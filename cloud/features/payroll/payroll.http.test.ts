import { beforeEach, describe, expect, it } from 'vitest'
import { payroll } from '../../contract'
import { readSheet } from '../../platform/spreadsheets'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { createMonthMaker } from '../../testing/test-month'
import {
  carryTable,
  freezeMonth,
  giveCard,
  ok,
  type PayHands,
  payHands,
} from '../../testing/test-payroll'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let hands: PayHands
let worker: TestPerson
const { township } = testAreas
const period = '2026-Q2'

const by = (person: TestPerson) => ({ token: person.token })
const prepare = (person: TestPerson) =>
  service.call(payroll.prepare, { townshipCode: township, period }, by(person))
const tableOf = async (tableId: string, person: TestPerson = hands.office) =>
  ok(await service.call(payroll.table, { tableId }, by(person))).table

/** G-DN-095: 20/20, then 19 valid and 18 check-ins, then 31/20. */
async function quarter(): Promise<void> {
  const fill = createMonthMaker(service.parts.database, testAreas.grid)
  await fill(worker, '2026-04', { days: 20, valid: 20 })
  await fill(worker, '2026-05', { days: 18, valid: 19 })
  await fill(worker, '2026-06', { days: 20, valid: 31 })
  for (const month of ['2026-04', '2026-05', '2026-06']) await freezeMonth(service, month, hands)
}

beforeEach(async () => {
  service = await startTestService()
  service.clock.set(Date.parse('2026-07-03T09:00:00+08:00'))
  hands = await payHands(service)
  worker = await service.person('worker', testAreas.grid, { name: '王一户' })
  await giveCard(service, worker, '6228480000000001234')
  return () => service.close()
})

describe('a quarter', () => {
  it('is paid to the card to the fen, the saved-up reward not yet (G-DN-095)', async () => {
    await quarter()
    const { tableId } = ok(await prepare(hands.office))
    const table = await tableOf(tableId)
    expect(table).toMatchObject({
      totalFen: 147_250,
      totalInWords: '壹仟肆佰柒拾贰元伍角整',
      heldFen: 0,
      article: 'DN-10.1',
      state: 'prepared',
      notes: [],
    })
    const [person] = table.workers
    expect(person?.monthTotals.map((one) => one.amountFen)).toEqual([50_000, 47_250, 50_000])
    expect(person?.lines.map((line) => [line.month, line.lineCode, line.amountFen])).toEqual([
      ['2026-04', 'base', 35_000],
      ['2026-04', 'piece', 15_000],
      ['2026-05', 'base', 35_000],
      ['2026-05', 'piece', 14_250],
      ['2026-05', 'missingCheckIns', -2_000],
      ['2026-06', 'base', 35_000],
      ['2026-06', 'piece', 15_000],
    ])
    await carryTable(service, { tableId }, hands, 'approved')
    const made = ok(await service.call(payroll.makeBatch, { tableId }, by(hands.centre)))
    expect(made).toMatchObject({ transferCount: 1, totalFen: 147_250 })
    const file = ok(
      await service.call(
        payroll.bankFile,
        { batchId: made.batchId, part: 'all', encoding: 'utf8' },
        by(hands.centre),
      ),
    ) as unknown as Buffer
    const rows = (await readSheet(file)).map((row) => row.cells.map((cell) => cell.text))
    expect(rows[1]?.slice(0, 5)).toEqual([
      '1',
      '王一户',
      '6228480000000001234',
      '1472.50',
      '网格员补助',
    ])
    const batch = ok(await service.call(payroll.batch, { batchId: made.batchId }, by(hands.centre)))
    const transferIds = batch.transfers.map((one) => one.transferId)
    const paid = { batchId: made.batchId, transferIds, state: 'paid' as const }
    ok(await service.call(payroll.recordTransfers, paid, by(hands.centre)))
    expect((await tableOf(tableId)).balance).toEqual({
      dueFen: 147_250,
      paidFen: 147_250,
      heldFen: 0,
      underWayFen: 0,
      payableFen: 0,
    })
    const own = ok(await service.call(payroll.mine, {}, by(worker)))
    expect(own.tables[0]).toMatchObject({
      periodLabel: '2026 年第二季度',
      totalFen: 147_250,
      transfers: [{ amountFen: 147_250, state: 'paid' }],
    })
  })
})
