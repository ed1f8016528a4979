import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payroll } from '../../contract'
import { idBytes } from '../../platform/ids'
import { readPdf } from '../../platform/documents/read-pdf'
import { readSheet } from '../../platform/spreadsheets'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { by, type Payments, startPayments } from '../../testing/test-payments'
import { ok, putTable } from '../../testing/test-payroll'

let pay: Payments
beforeAll(async () => {
  pay = await startPayments()
})
afterAll(() => pay.service.close())

describe('the files', () => {
  const rowsOf = async (data: unknown) =>
    (await readSheet(data as Buffer)).map((row) => row.cells.map((cell) => cell.text))

  it('tell the bank full cards and amounts in fixed columns, and who took them', async () => {
    await pay.put(pay.two())
    const { batchId } = ok(await pay.makeBatch())
    const csv = (await pay.bankFile(batchId)).data as unknown as Buffer
    expect(csv.subarray(0, 3).toString('hex')).toBe('efbbbf')
    const lines = csv.toString('utf8').replace('\ufeff', '').trim().split('\r\n')
    expect(lines[0]).toBe('序号,户名,卡号,金额,用途,业务编号')
    expect(lines[1]).toMatch(/^1,王甲,6228480000000001111,492\.50,网格员补助,[0-9a-f]{32}$/)
    // what a table program would run as a formula stays text
    expect(lines[2]).toMatch(/^2,"?'=李㙟"?,6228480000000002222,500\.00,/)
    const gb = (await pay.bankFile(batchId, 'waiting', 'gb18030')).data as unknown as Buffer
    expect(new TextDecoder('gb18030').decode(gb)).toBe(csv.toString('utf8').replace('\ufeff', ''))
    const { prisma } = pay.service.parts.database
    const taken = await prisma.auditEntry.findMany({
      where: { event: 'payment.bankFileTaken', subjectId: batchId },
    })
    expect(taken).toHaveLength(2)
    expect(JSON.stringify(taken[0]?.detail)).not.toContain('622848')
    const office = await pay.service.call(
      payroll.bankFile,
      { batchId, part: 'waiting', encoding: 'utf8' },
      by(pay.hands.office),
    )
    expect(office.error.code).toBe('notAllowed')
  })

  it('of what failed hold what failed, and what has left stands in no other', async () => {
    await pay.put(pay.two())
    const { batchId } = ok(await pay.makeBatch())
    const [one = ''] = await pay.idsIn(batchId)
    expect((await pay.bankFile(batchId, 'failed')).error.code).toBe('nothingToPay')
    ok(await pay.record(batchId, [one], { state: 'failed', reason: '卡号有误' }))
    const namesIn = async (part: 'waiting' | 'failed') =>
      (await rowsOf((await pay.bankFile(batchId, part)).data)).map((cells) => cells[1])
    expect(await namesIn('failed')).toEqual(['户名', '王甲'])
    expect(await namesIn('waiting')).toEqual(['户名', '=李㙟'])
  })

  it('show the office the batch with masked cards and the total in words', async () => {
    await pay.put(pay.two())
    const { batchId } = ok(await pay.makeBatch())
    const answered = await pay.service.call(payroll.batchSheet, { batchId }, by(pay.hands.office))
    const rows = await rowsOf(answered.data)
    const text = rows.map((cells) => cells.join('|')).join('\n')
    expect(text).toContain('****1111|492.5|')
    expect(text).toContain('共 2 人，合计 992.50 元，大写：玖佰玖拾贰元伍角整')
    expect(text).not.toContain('6228480000000001111')
  })

  it('are not handed out when they are not what the ledger says', async () => {
    await pay.put(pay.two())
    const { batchId } = ok(await pay.makeBatch())
    const [transfer] = (await pay.batchOf(batchId)).transfers
    const { prisma } = pay.service.parts.database
    await prisma.paymentTransfer.update({
      where: { id: idBytes(transfer?.transferId ?? '') },
      data: { amountFen: 49_251 },
    })
    const answers = [
      await pay.bankFile(batchId),
      await pay.service.call(payroll.batchSheet, { batchId }, by(pay.hands.office)),
    ]
    expect(answers.map((one) => [one.status, one.error.code])).toEqual([
      [409, 'ledgerDiffers'],
      [409, 'ledgerDiffers'],
    ])
    const taken = { event: 'payment.bankFileTaken', subjectId: batchId }
    expect(await prisma.auditEntry.count({ where: taken })).toBe(0)
  })

  it('of a table are not handed out when its lines are not what was signed', async () => {
    await pay.put(pay.two())
    const { prisma } = pay.service.parts.database
    await prisma.ledgerEntry.create({
      data: {
        tableId: idBytes(pay.tableId()),
        accountId: idBytes(pay.first.accountId),
        month: '2026-03',
        kind: 'due',
        amountFen: 1,
        owedFen: 1,
        heldFen: 0,
        cause: 'payTable',
        article: 'DN-10.1',
        recordedBy: idBytes(pay.hands.centre.accountId),
        recordedAt: new Date(pay.service.clock.nowMs()),
      },
    })
    for (const entry of [payroll.tableSheet, payroll.tablePdf, payroll.tablePage])
      expect(
        (await pay.service.call(entry, { tableId: pay.tableId() }, by(pay.hands.office))).error
          .code,
      ).toBe('ledgerDiffers')
  })

  it('print the table across with masked numbers, totals and three places to sign', async () => {
    await pay.put(pay.two())
    const page = await pay.service.call(
      payroll.tablePage,
      { tableId: pay.tableId() },
      by(pay.hands.signer),
    )
    const html = (page.data as unknown as Buffer).toString()
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(html).toContain('size: A4 landscape')
    expect(html).toContain('大写：玖佰玖拾贰元伍角整')
    for (const words of ['平安办甲', '政法委员乙', '县中心丙', '领款人签字', '（盖章）'])
      expect(html).toContain(words)
    for (const number of [pay.first.idNumber, pay.second.idNumber, '6228480000000001111'])
      expect(html).not.toContain(number)
    const sheet = await pay.service.call(
      payroll.tableSheet,
      { tableId: pay.tableId() },
      by(pay.hands.signer),
    )
    const pdf = await pay.service.call(
      payroll.tablePdf,
      { tableId: pay.tableId() },
      by(pay.hands.signer),
    )
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    const text = await readPdf(pdf.data as unknown as Buffer)
    const { totalInWords, checkCode } = await pay.table()
    const figures = ['350.00', '142.50', '492.50', '492.50', '500.00', '500.00', '500.00']
    const sums = ['850.00', '142.50', '992.50', '992.50', '992.50']
    expect(text.match(/-?\d+\.\d{2}/g)?.sort()).toEqual([...figures, ...sums].sort())
    for (const words of [totalInWords, checkCode, '平安办甲', '政法委员乙', '县中心丙', '（盖章）'])
      expect(text.replace(/\s/g, '')).toContain(words.replaceAll(' ', ''))
    for (const number of [pay.first.idNumber, pay.second.idNumber, '6228480000000001111'])
      expect(text).not.toContain(number)
    const { prisma } = pay.service.parts.database
    const taken = { event: 'table.exported', subjectId: pay.tableId() }
    expect(await prisma.auditEntry.count({ where: taken })).toBe(3)
    const rows = await rowsOf(sheet.data)
    expect(rows[1]?.slice(-3)).toEqual(['当月合计', '本期合计', '领款人签字'])
    expect(rows.find((cells) => cells[1] === '=李㙟')?.[2]).toMatch(/^141030\*+\d{4}$/)
  })
})

describe('the ledger', () => {
  it('lets nothing be changed or taken out', async () => {
    await pay.put(pay.two())
    const before = await pay.ledgerRows()
    const { pool } = pay.service.parts.database
    for (const name of ['ledger_entry', 'pay_table_line', 'pay_table_step', 'pay_table_revision']) {
      const where = 'WHERE tableId = ?'
      const id = Buffer.from(idBytes(pay.tableId()))
      await expect(
        pool.query(`UPDATE ${name} SET tableId = tableId ${where}`, [id]),
        name,
      ).rejects.toThrow('only ever added to')
      await expect(pool.query(`DELETE FROM ${name} ${where}`, [id]), name).rejects.toThrow(
        'only ever added to',
      )
    }
    expect(await pay.ledgerRows()).toEqual(before)
    expect(before).toHaveLength(3)
  })

  it('takes no entry whose sign does not fit its kind', async () => {
    await pay.put(pay.two())
    const { pool } = pay.service.parts.database
    const wrong = pool.query(
      `INSERT INTO ledger_entry (tableId, accountId, month, kind, amountFen, owedFen, heldFen,
         cause, article, recordedBy, recordedAt)
       VALUES (?, ?, '2026-03', 'paid', 100, 100, 0, 'transfer', 'DN-10.1', ?, NOW(3))`,
      [pay.tableId(), pay.first.accountId, pay.hands.centre.accountId].map((id) =>
        Buffer.from(idBytes(id)),
      ),
    )
    await expect(wrong).rejects.toThrow('ledger_entry_signs')
  })

  it('knows one table a township and period', async () => {
    await pay.put(pay.two())
    const again = putTable(pay.service, pay.hands, { period: pay.periodNow(), lines: pay.two() })
    await expect(again).rejects.toThrow(/unique|Unique|P2002/i)
  })

  it('of a month are for the worker himself and who may read it, each noted; for nobody else', async () => {
    const { service, hands, first, second } = pay
    const month = '2026-01'
    const take = (person: TestPerson, accountId?: string) =>
      service.call(payroll.statementPdf, { month, ...(accountId ? { accountId } : {}) }, by(person))
    const head = await service.person('gridHead', testAreas.grid)
    const fromNextCounty = await service.person('countyCentre', '141031')
    for (const person of [second, head, fromNextCounty])
      expect((await take(person, first.accountId)).error.code).toBe('notFound')
    const own = await take(first)
    expect(own.headers.get('content-type')).toBe('application/pdf')
    const text = (await readPdf(own.data as unknown as Buffer)).replace(/\s/g, '')
    for (const words of ['网格员绩效单2026年1月王甲', '大写：', '核对码', '第1页，共'])
      expect(text).toContain(words)
    expect(text).not.toContain(first.idNumber)
    // the same letters for whoever may read it: what is on paper can be compared
    const seen = await take(hands.office, first.accountId)
    expect((await readPdf(seen.data as unknown as Buffer)).replace(/\s/g, '')).toBe(text)
    const { prisma } = service.parts.database
    const taken = { event: 'statement.exported', subjectId: first.accountId }
    expect(await prisma.auditEntry.findMany({ where: taken })).toMatchObject([
      { detail: { month } },
      { detail: { month } },
    ])
  })
})
