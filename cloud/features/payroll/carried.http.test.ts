import { beforeEach, describe, expect, it } from 'vitest'
import { payroll } from '../../contract'
import { idBytes } from '../../platform/ids'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { createMonthMaker } from '../../testing/test-month'
import {
  carryTable,
  freezeMonth,
  giveCard,
  ok,
  type PayHands,
  payHands,
  putTable,
} from '../../testing/test-payroll'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let hands: PayHands
let worker: TestPerson
let earlierId: string
const { township } = testAreas
const months = ['2026-04', '2026-05', '2026-06']
const by = (person: TestPerson) => ({ token: person.token })

/** What the earlier table still owes the worker; below zero he owes it. */
const owed = async () => {
  const rows = await service.parts.database.prisma.ledgerEntry.findMany({
    where: { tableId: idBytes(earlierId), accountId: idBytes(worker.accountId) },
  })
  return rows.reduce((sum, row) => sum + row.owedFen, 0)
}

/** The county recognises less of a line of the first quarter than its deductions take. */
async function firstQuarterBelowZero(): Promise<void> {
  const month = '2026-03'
  earlierId = await putTable(service, hands, {
    lines: [
      { person: worker, month, amountFen: 35_000 },
      { person: worker, month, amountFen: -30_000, lineCode: 'disobeyed' },
    ],
  })
  await carryTable(service, { tableId: earlierId }, hands, 'sealed')
  const line = { tableId: earlierId, accountId: worker.accountId, month, lineCode: 'base' }
  const objected = ok(
    await service.call(
      payroll.raiseObjection,
      { ...line, text: '只在岗十天', recognisedFen: 10_000 },
      by(hands.centre),
    ),
  )
  const decision = { tableId: earlierId, revision: 1, decision: 'approved' as const }
  ok(await service.call(payroll.review, decision, by(hands.centre)))
  const answer = { objectionId: objected.objectionId, decision: 'upheld' as const, answer: '属实' }
  ok(await service.call(payroll.answerObjection, answer, by(hands.office)))
  expect(await owed()).toBe(-20_000)
}

const prepare = async () =>
  ok(
    await service.call(
      payroll.prepare,
      { townshipCode: township, period: '2026-Q2' },
      by(hands.office),
    ),
  ).tableId
const tableOf = async (tableId: string) =>
  ok(await service.call(payroll.table, { tableId }, by(hands.office))).table

beforeEach(async () => {
  service = await startTestService()
  service.clock.set(Date.parse('2026-07-03T09:00:00+08:00'))
  hands = await payHands(service)
  worker = await service.person('worker', testAreas.grid, { name: '王一户' })
  await giveCard(service, worker, '6228480000000001234')
  await firstQuarterBelowZero()
  const fill = createMonthMaker(service.parts.database, testAreas.grid)
  for (const month of months) {
    await fill(worker, month, { days: 20, valid: 20 })
    await freezeMonth(service, month, hands)
  }
  return () => service.close()
})

describe('a balance below zero', () => {
  it('is taken back by the next table as its own line, once, to the fen', async () => {
    const tableId = await prepare()
    const table = await tableOf(tableId)
    const lines = table.workers[0]?.lines ?? []
    expect(lines.filter((line) => line.lineCode.startsWith('carried.'))).toMatchObject([
      { lineCode: 'carried.2026-Q1', kind: 'deduction', amountFen: -20_000, month: '2026-06' },
    ])
    expect(table.totalFen).toBe(3 * 50_000 - 20_000)
    expect(table.notes).toEqual(['王一户：2026 年第一季度多发 200.00 元，本次扣回 200.00 元'])
    await carryTable(service, { tableId }, hands, 'approved')
    expect(await owed()).toBe(0)
    const batch = ok(await service.call(payroll.makeBatch, { tableId }, by(hands.centre)))
    expect(batch).toMatchObject({ transferCount: 1, totalFen: 130_000 })
    // the earlier table pays nothing for it, and says where it went
    const again = await service.call(payroll.makeBatch, { tableId: earlierId }, by(hands.centre))
    expect(again.error.code).toBe('nothingToPay')
    const own = ok(await service.call(payroll.mine, {}, by(worker)))
    expect(own.tables.map((one) => one.balance?.payableFen)).toEqual([0, 0])
  })

  it('that changed meanwhile makes the table outdated; its next revision reckons anew', async () => {
    const tableId = await prepare()
    await carryTable(service, { tableId }, hands, 'sealed')
    // a later decision gave back half of it
    await service.parts.database.prisma.ledgerEntry.create({
      data: {
        tableId: idBytes(earlierId),
        accountId: idBytes(worker.accountId),
        month: '2026-03',
        kind: 'due',
        amountFen: 10_000,
        owedFen: 10_000,
        heldFen: 0,
        lineCode: 'review.base',
        cause: 'review',
        article: 'DN-10.1',
        recordedBy: idBytes(hands.centre.accountId),
        recordedAt: new Date(service.clock.nowMs()),
      },
    })
    const key = { tableId, revision: 1 }
    const approved = await service.call(
      payroll.review,
      { ...key, decision: 'approved' },
      by(hands.centre),
    )
    expect(approved.error.code).toBe('payTableOutdated')
    expect(await owed()).toBe(-10_000)
    const returned = { ...key, decision: 'returned' as const, reason: '扣回数变了，请重做' }
    ok(await service.call(payroll.review, returned, by(hands.centre)))
    ok(await service.call(payroll.revise, { ...key, correction: '按现在的余额' }, by(hands.office)))
    expect((await tableOf(tableId)).totalFen).toBe(3 * 50_000 - 10_000)
    await carryTable(service, { tableId, revision: 2 }, hands, 'approved')
    expect(await owed()).toBe(0)
  })
})
