import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { payroll } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { readSheet } from '../../platform/spreadsheets'
import { type TestPerson, testAreas } from '../../testing/test-county'
import {
  carryTable,
  giveCard,
  ok,
  type PayHands,
  payHands,
  type PutLine,
  putTable,
} from '../../testing/test-payroll'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let hands: PayHands
let first: TestPerson
let second: TestPerson
let tableId: string
let serial = 0

beforeAll(async () => {
  service = await startTestService()
  hands = await payHands(service)
  first = await service.person('worker', testAreas.grid, { name: '王甲' })
  second = await service.person('worker', testAreas.grid, { name: '=李㙟' })
  await giveCard(service, first, '6228480000000001111')
  await giveCard(service, second, '6228480000000002222')
})
afterAll(() => service.close())
beforeEach(() => {
  serial += 1
})

/** A period of its own for each test, all of them after the regulation's first day. */
const periodOf = (number: number) => `20${23 + Math.floor(number / 4)}-Q${(number % 4) + 1}`
const by = (person: TestPerson) => ({ token: person.token })
const put = async (lines: readonly PutLine[], to: 'sealed' | 'approved' = 'approved') => {
  tableId = await putTable(service, hands, { period: periodOf(serial), lines })
  await carryTable(service, { tableId }, hands, to)
}
const two = (): PutLine[] => [
  { person: first, amountFen: 35_000 },
  { person: first, amountFen: 14_250, lineCode: 'piece' },
  { person: second, amountFen: 50_000 },
]
const makeBatch = (commandId = newId()) =>
  service.call(payroll.makeBatch, { tableId }, { ...by(hands.centre), commandId })
const table = async () => ok(await service.call(payroll.table, { tableId }, by(hands.centre))).table
const batchOf = async (batchId: string) =>
  ok(await service.call(payroll.batch, { batchId }, by(hands.office)))
type Recorded = { state: 'paid' | 'failed' | 'repaid'; reason?: string }
const record = (batchId: string, transferIds: string[], recorded: Recorded) =>
  service.call(payroll.recordTransfers, { batchId, transferIds, ...recorded }, by(hands.centre))
const bankFile = (
  batchId: string,
  part: 'waiting' | 'failed' = 'waiting',
  encoding: 'gb18030' | 'utf8' = 'utf8',
) => service.call(payroll.bankFile, { batchId, part, encoding }, by(hands.centre))
const objectTo = (person: TestPerson, lineCode: string) =>
  service.call(
    payroll.objectToOwn,
    { tableId, month: '2026-03', lineCode, text: '少算了两条' },
    by(person),
  )
const answer = (objectionId: string, decision: 'upheld' | 'rejected') =>
  service.call(
    payroll.answerObjection,
    { objectionId, decision, answer: '已核对原始记录' },
    by(hands.office),
  )
const paidTo = async (batchId: string) =>
  (await batchOf(batchId)).transfers.map((one) => [one.workerName, one.amountFen])

/** Every row of the ledger of the table. */
const ledgerRows = async (of = tableId) => {
  const rows = await service.parts.database.prisma.ledgerEntry.findMany({
    where: { tableId: idBytes(of) },
    orderBy: { id: 'asc' },
  })
  return rows.map((row) => [row.kind, row.amountFen, row.owedFen, row.heldFen, row.cause])
}

describe('a batch', () => {
  it('pays everybody what the ledger has for him, and once', async () => {
    await put(two())
    const { batchId, totalFen } = ok(await makeBatch())
    expect(totalFen).toBe(99_250)
    expect(await paidTo(batchId)).toEqual([
      ['王甲', 49_250],
      ['=李㙟', 50_000],
    ])
    expect((await makeBatch()).error.code).toBe('nothingToPay')
    expect((await table()).balance).toMatchObject({ underWayFen: 99_250, payableFen: 0 })
  })

  it('is made once of two at the same moment, and told again for a repeat', async () => {
    await put(two())
    const answers = await Promise.all([makeBatch(), makeBatch(), makeBatch()])
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409])
    serial += 1
    await put(two())
    const commandId = newId()
    const same = await Promise.all([makeBatch(commandId), makeBatch(commandId)])
    expect(same[0]?.data).toEqual(same[1]?.data)
    expect((await table()).batches).toHaveLength(1)
    const other = await service.call(
      payroll.makeBatch,
      { tableId: newId() },
      { ...by(hands.centre), commandId },
    )
    expect(other.error.code).toBe('commandConflict')
  })

  it('leaves out who has no card, names him, and pays him when he has', async () => {
    const cardless = await service.person('worker', testAreas.grid, { name: '赵无卡' })
    await put([...two(), { person: cardless, amountFen: 20_000 }])
    const { batchId } = ok(await makeBatch())
    expect((await paidTo(batchId)).map(([name]) => name)).toEqual(['王甲', '=李㙟'])
    expect((await table()).withoutCard).toEqual(['赵无卡'])
    await giveCard(service, cardless, '6228480000000003333')
    const later = ok(await makeBatch())
    expect(await paidTo(later.batchId)).toEqual([['赵无卡', 20_000]])
  })

  it('is not made before the county has approved', async () => {
    await put(two(), 'sealed')
    expect((await makeBatch()).error.code).toBe('payTableState')
  })
})

describe('transfers', () => {
  it('are paid, fail with a reason and are repaid, and the ledger says the same', async () => {
    await put(two())
    const { batchId } = ok(await makeBatch())
    const [one = '', other = ''] = (await batchOf(batchId)).transfers.map((row) => row.transferId)
    ok(await record(batchId, [one], { state: 'paid' }))
    expect((await record(batchId, [other], { state: 'failed' })).error.code).toBe('reasonNeeded')
    ok(await record(batchId, [other], { state: 'failed', reason: '户名不符' }))
    // money that came back after it had been taken for paid is owed again
    ok(await record(batchId, [one], { state: 'failed', reason: '账户已销户，退回' }))
    expect((await table()).balance).toMatchObject({ paidFen: 0, underWayFen: 99_250 })
    ok(await record(batchId, [one, other], { state: 'repaid' }))
    expect((await table()).balance).toEqual({
      dueFen: 99_250,
      paidFen: 99_250,
      heldFen: 0,
      underWayFen: 0,
      payableFen: 0,
    })
    expect((await ledgerRows()).slice(3)).toEqual([
      ['paid', 49_250, -49_250, 0, 'transfer'],
      ['failed', 50_000, 0, 0, 'transfer'],
      ['failed', 49_250, 49_250, 0, 'transfer'],
      ['repaid', 49_250, -49_250, 0, 'transfer'],
      ['repaid', 50_000, -50_000, 0, 'transfer'],
    ])
    const entries = ok(
      await service.call(
        payroll.ledger,
        { tableId, accountId: second.accountId },
        by(hands.office),
      ),
    )
    expect(entries.entries.map((row) => [row.kind, row.reason, row.article, row.byName])).toEqual([
      ['due', null, 'DN-11.1a', '县中心丙'],
      ['failed', '户名不符', 'DN-10.1', '县中心丙'],
      ['repaid', null, 'DN-10.1', '县中心丙'],
    ])
  })

  it('take no state that does not follow, all of them or none', async () => {
    await put(two())
    const { batchId } = ok(await makeBatch())
    const [one = '', other = ''] = (await batchOf(batchId)).transfers.map((row) => row.transferId)
    ok(await record(batchId, [one], { state: 'paid' }))
    const before = await ledgerRows()
    const refused = await record(batchId, [one, other], { state: 'paid' })
    expect([refused.status, refused.error.code]).toEqual([409, 'transferState'])
    expect((await record(batchId, [other], { state: 'repaid' })).error.code).toBe('transferState')
    expect((await record(batchId, [newId()], { state: 'paid' })).error.code).toBe('notFound')
    expect(await ledgerRows()).toEqual(before)
  })

  it('are recorded once of several at the same moment', async () => {
    await put(two())
    const { batchId } = ok(await makeBatch())
    const ids = (await batchOf(batchId)).transfers.map((row) => row.transferId)
    const answers = await Promise.all([1, 2, 3].map(() => record(batchId, ids, { state: 'paid' })))
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409])
    expect((await table()).balance?.paidFen).toBe(99_250)
  })
})

describe('a disputed line', () => {
  it('is set apart while the rest is paid, and paid with the next batch when it stands', async () => {
    await put(two(), 'sealed')
    const { objectionId } = ok(await objectTo(first, 'piece'))
    const decision = { tableId, revision: 1, decision: 'approved' as const }
    ok(await service.call(payroll.review, decision, by(hands.centre)))
    const batch = ok(await makeBatch())
    expect(await paidTo(batch.batchId)).toEqual([
      ['王甲', 35_000],
      ['=李㙟', 50_000],
    ])
    expect((await table()).balance).toMatchObject({ heldFen: 14_250, payableFen: 0 })
    ok(await answer(objectionId, 'rejected'))
    expect((await table()).balance).toMatchObject({ heldFen: 0, payableFen: 14_250 })
    const next = ok(await makeBatch())
    expect(await paidTo(next.batchId)).toEqual([['王甲', 14_250]])
    expect((await answer(objectionId, 'upheld')).error.code).toBe('alreadyDecided')
  })

  it('of the county is paid as the county recognises it once the township agrees', async () => {
    await put(two(), 'sealed')
    const line = { accountId: first.accountId, month: '2026-03', lineCode: 'piece' }
    const raised = { tableId, ...line, text: '两条重复', recognisedFen: 12_750 }
    const objection = ok(await service.call(payroll.raiseObjection, raised, by(hands.centre)))
    const twice = await service.call(payroll.raiseObjection, raised, by(hands.centre))
    expect(twice.error.code).toBe('alreadyDecided')
    const decision = { tableId, revision: 1, decision: 'approved' as const }
    ok(await service.call(payroll.review, decision, by(hands.centre)))
    ok(await makeBatch())
    ok(await answer(objection.objectionId, 'upheld'))
    const next = ok(await makeBatch())
    expect(await paidTo(next.batchId)).toEqual([['王甲', 12_750]])
    expect((await table()).balance).toMatchObject({ dueFen: 97_750, heldFen: 0 })
  })

  it('may be raised after the approval too, until it is in a batch', async () => {
    await put(two())
    ok(await objectTo(first, 'base'))
    expect((await ledgerRows()).at(-1)).toEqual(['held', 35_000, 0, 35_000, 'objection'])
    const { batchId } = ok(await makeBatch())
    expect(await paidTo(batchId)).toContainEqual(['王甲', 14_250])
    const late = await objectTo(second, 'base')
    expect([late.error.code, late.error.message]).toEqual([
      'payTableState',
      '补助表现在是“复审通过，已进入发放批次”，不能这样办理，请刷新查看',
    ])
  })

  it('that is a deduction pays nothing out before it is answered', async () => {
    await put(
      [...two(), { person: second, amountFen: -2_000, lineCode: 'missingCheckIns' }],
      'sealed',
    )
    ok(await objectTo(second, 'missingCheckIns'))
    const decision = { tableId, revision: 1, decision: 'approved' as const }
    ok(await service.call(payroll.review, decision, by(hands.centre)))
    const { batchId } = ok(await makeBatch())
    expect(await paidTo(batchId)).toContainEqual(['=李㙟', 48_000])
  })

  it('that the county would deduct more keeps back what it would deduct', async () => {
    const deduction = { person: second, amountFen: -2_000, lineCode: 'missingCheckIns' }
    await put([...two(), deduction], 'sealed')
    const line = { accountId: second.accountId, month: '2026-03', lineCode: 'missingCheckIns' }
    const raised = { tableId, ...line, text: '应扣三次', recognisedFen: -3_000 }
    const objection = ok(await service.call(payroll.raiseObjection, raised, by(hands.centre)))
    const decision = { tableId, revision: 1, decision: 'approved' as const }
    ok(await service.call(payroll.review, decision, by(hands.centre)))
    const { batchId } = ok(await makeBatch())
    expect(await paidTo(batchId)).toContainEqual(['=李㙟', 47_000])
    ok(await answer(objection.objectionId, 'upheld'))
    expect((await makeBatch()).error.code).toBe('nothingToPay')
    expect((await table()).balance).toMatchObject({
      dueFen: 96_250,
      heldFen: 0,
      underWayFen: 96_250,
    })
  })

  it('is not raised by somebody else, nor on a line that is not there', async () => {
    await put(two(), 'sealed')
    const stranger = await service.person('worker', testAreas.grid)
    expect((await objectTo(stranger, 'base')).error.code).toBe('notFound')
    expect((await objectTo(first, 'bonus')).error.code).toBe('badInput')
  })
})

describe('what waits for a decision', () => {
  const heldLines = (): PutLine[] => [
    ...two(),
    { person: second, amountFen: 9_500, lineCode: 'yearEndHeld', heldCause: 'fraud' },
  ]
  const decide = (decision: 'released' | 'refused') =>
    service.call(
      payroll.decideHeld,
      {
        tableId,
        accountId: second.accountId,
        month: '2026-03',
        lineCode: 'yearEndHeld',
        decision,
        reason: '查明与本人无关',
      },
      by(hands.centre),
    )

  it('is in no batch before it is decided, then paid (G-DN-104)', async () => {
    await put(heldLines())
    const { batchId } = ok(await makeBatch())
    expect(await paidTo(batchId)).toContainEqual(['=李㙟', 50_000])
    expect((await table()).held).toMatchObject([{ amountFen: 9_500, state: 'waiting' }])
    ok(await decide('released'))
    expect((await decide('refused')).error.code).toBe('alreadyDecided')
    const next = ok(await makeBatch())
    expect(await paidTo(next.batchId)).toEqual([['=李㙟', 9_500]])
  })

  it('or is not owed any more, with the reason in the ledger', async () => {
    await put(heldLines())
    ok(await makeBatch())
    ok(await decide('refused'))
    expect((await makeBatch()).error.code).toBe('nothingToPay')
    const shown = await table()
    expect(shown.balance).toMatchObject({ dueFen: 99_250, heldFen: 0, payableFen: 0 })
    expect(shown.held).toMatchObject([{ state: 'refused', reason: '查明与本人无关' }])
  })
})

describe('the files', () => {
  const rowsOf = async (data: unknown) =>
    (await readSheet(data as Buffer)).map((row) => row.cells.map((cell) => cell.text))

  it('tell the bank full cards and amounts in fixed columns, and who took them', async () => {
    await put(two())
    const { batchId } = ok(await makeBatch())
    const csv = (await bankFile(batchId)).data as unknown as Buffer
    expect(csv.subarray(0, 3).toString('hex')).toBe('efbbbf')
    const lines = csv.toString('utf8').replace('\ufeff', '').trim().split('\r\n')
    expect(lines[0]).toBe('序号,户名,卡号,金额,用途,业务编号')
    expect(lines[1]).toMatch(/^1,王甲,6228480000000001111,492\.50,网格员补助,[0-9a-f]{32}$/)
    // what a table program would run as a formula stays text
    expect(lines[2]).toMatch(/^2,"?'=李㙟"?,6228480000000002222,500\.00,/)
    const gb = (await bankFile(batchId, 'waiting', 'gb18030')).data as unknown as Buffer
    expect(new TextDecoder('gb18030').decode(gb)).toBe(csv.toString('utf8').replace('\ufeff', ''))
    const { prisma } = service.parts.database
    const taken = await prisma.auditEntry.findMany({
      where: { event: 'payment.bankFileTaken', subjectId: batchId },
    })
    expect(taken).toHaveLength(2)
    expect(JSON.stringify(taken[0]?.detail)).not.toContain('622848')
    const office = await service.call(
      payroll.bankFile,
      { batchId, part: 'waiting', encoding: 'utf8' },
      by(hands.office),
    )
    expect(office.error.code).toBe('notAllowed')
  })

  it('of what failed hold what failed, and what has left stands in no other', async () => {
    await put(two())
    const { batchId } = ok(await makeBatch())
    const [one = ''] = (await batchOf(batchId)).transfers.map((row) => row.transferId)
    expect((await bankFile(batchId, 'failed')).error.code).toBe('nothingToPay')
    ok(await record(batchId, [one], { state: 'failed', reason: '卡号有误' }))
    const namesIn = async (part: 'waiting' | 'failed') =>
      (await rowsOf((await bankFile(batchId, part)).data)).map((cells) => cells[1])
    expect(await namesIn('failed')).toEqual(['户名', '王甲'])
    expect(await namesIn('waiting')).toEqual(['户名', "'=李㙟"])
  })

  it('show the office the batch with masked cards and the total in words', async () => {
    await put(two())
    const { batchId } = ok(await makeBatch())
    const answered = await service.call(payroll.batchSheet, { batchId }, by(hands.office))
    const rows = await rowsOf(answered.data)
    const text = rows.map((cells) => cells.join('|')).join('\n')
    expect(text).toContain('****1111|492.5|')
    expect(text).toContain('共 2 人，合计 992.50 元，大写：玖佰玖拾贰元伍角整')
    expect(text).not.toContain('6228480000000001111')
  })

  it('are not handed out when they are not what the ledger says', async () => {
    await put(two())
    const { batchId } = ok(await makeBatch())
    const [transfer] = (await batchOf(batchId)).transfers
    const { prisma } = service.parts.database
    await prisma.paymentTransfer.update({
      where: { id: idBytes(transfer?.transferId ?? '') },
      data: { amountFen: 49_251 },
    })
    const answers = [
      await bankFile(batchId),
      await service.call(payroll.batchSheet, { batchId }, by(hands.office)),
    ]
    expect(answers.map((one) => [one.status, one.error.code])).toEqual([
      [409, 'ledgerDiffers'],
      [409, 'ledgerDiffers'],
    ])
    const taken = { event: 'payment.bankFileTaken', subjectId: batchId }
    expect(await prisma.auditEntry.count({ where: taken })).toBe(0)
  })

  it('of a table are not handed out when its lines are not what was signed', async () => {
    await put(two())
    const { prisma } = service.parts.database
    await prisma.ledgerEntry.create({
      data: {
        tableId: idBytes(tableId),
        accountId: idBytes(first.accountId),
        month: '2026-03',
        kind: 'due',
        amountFen: 1,
        owedFen: 1,
        heldFen: 0,
        cause: 'payTable',
        article: 'DN-10.1',
        recordedBy: idBytes(hands.centre.accountId),
        recordedAt: new Date(service.clock.nowMs()),
      },
    })
    for (const entry of [payroll.tableSheet, payroll.tablePage])
      expect((await service.call(entry, { tableId }, by(hands.office))).error.code).toBe(
        'ledgerDiffers',
      )
  })

  it('print the table across with masked numbers, totals and three places to sign', async () => {
    await put(two())
    const page = await service.call(payroll.tablePage, { tableId }, by(hands.signer))
    const html = (page.data as unknown as Buffer).toString()
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(html).toContain('size: A4 landscape')
    expect(html).toContain('大写：玖佰玖拾贰元伍角整')
    for (const words of ['平安办甲', '政法委员乙', '县中心丙', '领款人签字', '（盖章）'])
      expect(html).toContain(words)
    for (const number of [first.idNumber, second.idNumber, '6228480000000001111'])
      expect(html).not.toContain(number)
    const sheet = await service.call(payroll.tableSheet, { tableId }, by(hands.signer))
    const rows = await rowsOf(sheet.data)
    expect(rows[1]?.slice(-3)).toEqual(['当月合计', '本期合计', '领款人签字'])
    expect(rows.find((cells) => cells[1] === '=李㙟')?.[2]).toMatch(/^141030\*+\d{4}$/)
  })
})

describe('the ledger', () => {
  it('lets nothing be changed or taken out', async () => {
    await put(two())
    const before = await ledgerRows()
    const { pool } = service.parts.database
    for (const name of ['ledger_entry', 'pay_table_line', 'pay_table_step', 'pay_table_revision']) {
      const where = 'WHERE tableId = ?'
      const id = Buffer.from(idBytes(tableId))
      await expect(
        pool.query(`UPDATE ${name} SET tableId = tableId ${where}`, [id]),
        name,
      ).rejects.toThrow('only ever added to')
      await expect(pool.query(`DELETE FROM ${name} ${where}`, [id]), name).rejects.toThrow(
        'only ever added to',
      )
    }
    expect(await ledgerRows()).toEqual(before)
    expect(before).toHaveLength(3)
  })

  it('takes no entry whose sign does not fit its kind', async () => {
    await put(two())
    const { pool } = service.parts.database
    const wrong = pool.query(
      `INSERT INTO ledger_entry (tableId, accountId, month, kind, amountFen, owedFen, heldFen,
         cause, article, recordedBy, recordedAt)
       VALUES (?, ?, '2026-03', 'paid', 100, 100, 0, 'transfer', 'DN-10.1', ?, NOW(3))`,
      [tableId, first.accountId, hands.centre.accountId].map((id) => Buffer.from(idBytes(id))),
    )
    await expect(wrong).rejects.toThrow('ledger_entry_signs')
  })

  it('knows one table a township and period', async () => {
    await put(two())
    const again = putTable(service, hands, { period: periodOf(serial), lines: two() })
    await expect(again).rejects.toThrow(/unique|Unique|P2002/i)
  })
})
