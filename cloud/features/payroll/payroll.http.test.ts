import { beforeEach, describe, expect, it } from 'vitest'
import { assessment, payroll } from '../../contract'
import { idBytes } from '../../platform/ids'
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
        { batchId: made.batchId, part: 'waiting', encoding: 'utf8' },
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

  it('is not made while a month of it is not frozen, and says which', async () => {
    const fill = createMonthMaker(service.parts.database, testAreas.grid)
    await fill(worker, '2026-04', { days: 20, valid: 20 })
    await freezeMonth(service, '2026-04', hands)
    const refused = await prepare(hands.office)
    expect([refused.status, refused.error.code]).toEqual([409, 'monthsNotFrozen'])
    expect(refused.error.message).toBe(
      '东河镇 2026 年 5 月、东河镇 2026 年 6 月 还没有定案，全部定案后才能制表',
    )
    const { rows } = ok(await service.call(payroll.tables, { year: '2026' }, by(hands.office)))
    expect(
      rows.map((row) => [row.period, row.unfrozenMonths.length, row.abilities.prepare]),
    ).toEqual([
      ['2026-Q1', 3, false],
      ['2026-Q2', 2, false],
      ['2026-Q3', 3, false],
    ])
    const byMonth = { townshipCode: township, period: '2026-04' }
    const month = await service.call(payroll.prepare, byMonth, by(hands.office))
    expect(month.error.message).toContain('按办法这里按季度制表')
  })

  it('has one table: of two at once, and of later ones, the first stays', async () => {
    await quarter()
    const answers = await Promise.all([prepare(hands.office), prepare(hands.office)])
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
    expect((await prepare(hands.office)).error.code).toBe('alreadyDecided')
    const { prisma } = service.parts.database
    expect(await prisma.payTable.count()).toBe(1)
    expect(await prisma.payTableLine.count()).toBe(7)
  })

  it('returned by the county is made anew with what it recognises, the first left as it was', async () => {
    await quarter()
    const { tableId } = ok(await prepare(hands.office))
    await carryTable(service, { tableId }, hands, 'sealed')
    const line = { accountId: worker.accountId, month: '2026-05', lineCode: 'piece' }
    const raised = { tableId, ...line, text: '有两条重复', recognisedFen: 12_750 }
    const { objectionId } = ok(await service.call(payroll.raiseObjection, raised, by(hands.centre)))
    const agreed = { objectionId, decision: 'upheld' as const, answer: '同意按县里认定' }
    ok(await service.call(payroll.answerObjection, agreed, by(hands.office)))
    const decided = { tableId, revision: 1 }
    const approve = { ...decided, decision: 'approved' as const }
    const outdated = await service.call(payroll.review, approve, by(hands.centre))
    expect(outdated.error.code).toBe('payTableOutdated')
    const back = { ...decided, decision: 'returned' as const, reason: '请按认定改表' }
    ok(await service.call(payroll.review, back, by(hands.centre)))
    const again = { ...decided, correction: '王一户五月按复审认定' }
    const revised = ok(await service.call(payroll.revise, again, by(hands.office)))
    expect(revised).toMatchObject({ state: 'prepared', revision: 2 })
    const table = await tableOf(tableId)
    expect(table).toMatchObject({ totalFen: 145_750, correction: '王一户五月按复审认定' })
    expect(table.workers[0]?.lines.find((one) => one.kind === 'review')).toMatchObject({
      lineCode: 'review.piece',
      amountFen: -1_500,
      article: 'DN-10.1',
    })
    const first = ok(await service.call(payroll.table, { tableId, revision: 1 }, by(hands.office)))
    expect(first.table).toMatchObject({ totalFen: 147_250, currentRevision: 2 })
    expect(Object.values(first.table.abilities).some(Boolean)).toBe(false)
    await carryTable(service, { tableId, revision: 2 }, hands, 'approved')
    const batch = ok(await service.call(payroll.makeBatch, { tableId }, by(hands.centre)))
    expect(batch.totalFen).toBe(145_750)
  })
})

describe('a township', () => {
  it('is paid as one sum, in figures and in words (G-DN-097, G-DN-098)', async () => {
    const kinds = { rural: 10, communityPartTime: 4, communityFullTime: 2 } as const
    const fill = createMonthMaker(service.parts.database, testAreas.grid)
    const { prisma } = service.parts.database
    await prisma.post.deleteMany({ where: { accountId: idBytes(worker.accountId) } })
    for (const [workerKind, count] of Object.entries(kinds) as [keyof typeof kinds, number][]) {
      for (let index = 0; index < count; index += 1) {
        const inApril = { workerKind, startsOn: '2026-04-01', endsOn: '2026-04-30' }
        const person = await service.person('worker', testAreas.grid, inApril)
        await fill(person, '2026-04', { days: 20, valid: 20 })
      }
    }
    for (const month of ['2026-04', '2026-05', '2026-06']) await freezeMonth(service, month, hands)
    const { tableId } = ok(await prepare(hands.office))
    expect(await tableOf(tableId)).toMatchObject({
      totalFen: 1_226_200,
      totalInWords: '壹万贰仟贰佰陆拾贰元整',
    })
    const page = await service.call(payroll.tablePage, { tableId }, by(hands.signer))
    expect((page.data as unknown as Buffer).toString()).toContain(
      '合计 12262.00 元，大写：壹万贰仟贰佰陆拾贰元整',
    )
  })
})

describe('the last quarter', () => {
  it('pays what was saved up, to leavers as well, and holds it after a fraud (G-DN-103, 104)', async () => {
    service.clock.set(Date.parse('2026-01-04T09:00:00+08:00'))
    const { prisma } = service.parts.database
    await prisma.post.deleteMany({ where: { accountId: idBytes(worker.accountId) } })
    const until = { startsOn: '2025-08-01', endsOn: '2025-09-30' }
    const leaver = await service.person('worker', testAreas.grid, { name: '钱已走', ...until })
    const cheat = await service.person('worker', testAreas.grid, { name: '孙虚报', ...until })
    const fill = createMonthMaker(service.parts.database, testAreas.grid)
    for (const person of [leaver, cheat]) {
      await giveCard(service, person, '6228480000000005555')
      await fill(person, '2025-08', { days: 20, valid: 30 })
      await fill(person, '2025-09', { days: 20, valid: 29 })
    }
    const finding = {
      accountId: cheat.accountId,
      kind: 'fraud' as const,
      incident: '编造上报信息',
      evidence: '实地核查记录',
      occurredOn: '2025-09-20',
    }
    ok(await service.call(assessment.recordFinding, finding, by(hands.office)))
    const early = await service.call(
      payroll.prepare,
      { townshipCode: township, period: '2025-Q4' },
      by(hands.office),
    )
    expect(early.error.code).toBe('monthsNotFrozen')
    for (const month of ['08', '09', '10', '11', '12'])
      await freezeMonth(service, `2025-${month}`, hands)
    const key = { townshipCode: township, period: '2025-Q4' }
    const { tableId } = ok(await service.call(payroll.prepare, key, by(hands.office)))
    const table = await tableOf(tableId)
    expect([table.totalFen, table.heldFen]).toEqual([9_500, 9_500])
    expect(table.held).toMatchObject([{ workerName: '孙虚报', amountFen: 9_500, state: 'waiting' }])
    expect(table.notes).toEqual(['孙虚报：年底超额奖励（暂存） 95.00 元暂存，待县综治中心决定'])
    await carryTable(service, { tableId }, hands, 'approved')
    const made = ok(await service.call(payroll.makeBatch, { tableId }, by(hands.centre)))
    const batch = ok(await service.call(payroll.batch, { batchId: made.batchId }, by(hands.centre)))
    expect(batch.transfers.map((one) => [one.workerName, one.amountFen])).toEqual([
      ['钱已走', 9_500],
    ])
  })
})
