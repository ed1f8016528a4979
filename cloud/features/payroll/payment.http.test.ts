import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payroll } from '../../contract'
import { newId } from '../../platform/ids'
import { testAreas } from '../../testing/test-county'
import { by, type Payments, startPayments } from '../../testing/test-payments'
import { giveCard, ok, type PutLine } from '../../testing/test-payroll'

let pay: Payments
beforeAll(async () => {
  pay = await startPayments()
})
afterAll(() => pay.service.close())

describe('a batch', () => {
  it('pays everybody what the ledger has for him, and once', async () => {
    await pay.put(pay.two())
    const { batchId, totalFen } = ok(await pay.makeBatch())
    expect(totalFen).toBe(99_250)
    expect(await pay.paidTo(batchId)).toEqual([
      ['王甲', 49_250],
      ['=李㙟', 50_000],
    ])
    expect((await pay.makeBatch()).error.code).toBe('nothingToPay')
    expect((await pay.table()).balance).toMatchObject({ underWayFen: 99_250, payableFen: 0 })
  })

  it('is made once of two at the same moment, and told again for a repeat', async () => {
    await pay.put(pay.two())
    const answers = await Promise.all([pay.makeBatch(), pay.makeBatch(), pay.makeBatch()])
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409])
    await pay.put(pay.two())
    const commandId = newId()
    const same = await Promise.all([pay.makeBatch(commandId), pay.makeBatch(commandId)])
    expect(same[0]?.data).toEqual(same[1]?.data)
    expect((await pay.table()).batches).toHaveLength(1)
    const other = await pay.service.call(
      payroll.makeBatch,
      { tableId: newId() },
      { ...by(pay.hands.centre), commandId },
    )
    expect(other.error.code).toBe('commandConflict')
  })

  it('leaves out who has no card, names him, and pays him when he has', async () => {
    const cardless = await pay.service.person('worker', testAreas.grid, { name: '赵无卡' })
    await pay.put([...pay.two(), { person: cardless, amountFen: 20_000 }])
    const { batchId } = ok(await pay.makeBatch())
    expect((await pay.paidTo(batchId)).map(([name]) => name)).toEqual(['王甲', '=李㙟'])
    expect((await pay.table()).withoutCard).toEqual(['赵无卡'])
    await giveCard(pay.service, cardless, '6228480000000003333')
    const later = ok(await pay.makeBatch())
    expect(await pay.paidTo(later.batchId)).toEqual([['赵无卡', 20_000]])
  })

  it('is not made before the county has approved', async () => {
    await pay.put(pay.two(), 'sealed')
    expect((await pay.makeBatch()).error.code).toBe('payTableState')
  })
})

describe('transfers', () => {
  it('are paid, fail with a reason and are repaid, and the ledger says the same', async () => {
    await pay.put(pay.two())
    const { batchId } = ok(await pay.makeBatch())
    const [one = '', other = ''] = await pay.idsIn(batchId)
    ok(await pay.record(batchId, [one], { state: 'paid' }))
    expect((await pay.record(batchId, [other], { state: 'failed' })).error.code).toBe(
      'reasonNeeded',
    )
    ok(await pay.record(batchId, [other], { state: 'failed', reason: '户名不符' }))
    // money that came back after it had been taken for paid is owed again
    ok(await pay.record(batchId, [one], { state: 'failed', reason: '账户已销户，退回' }))
    expect((await pay.table()).balance).toMatchObject({ paidFen: 0, underWayFen: 99_250 })
    ok(await pay.record(batchId, [one, other], { state: 'repaid' }))
    expect((await pay.table()).balance).toEqual({
      dueFen: 99_250,
      paidFen: 99_250,
      heldFen: 0,
      underWayFen: 0,
      payableFen: 0,
    })
    expect((await pay.ledgerRows()).slice(3)).toEqual([
      ['paid', 49_250, -49_250, 0, 'transfer'],
      ['failed', 50_000, 0, 0, 'transfer'],
      ['failed', 49_250, 49_250, 0, 'transfer'],
      ['repaid', 49_250, -49_250, 0, 'transfer'],
      ['repaid', 50_000, -50_000, 0, 'transfer'],
    ])
    const entries = ok(
      await pay.service.call(
        payroll.ledger,
        { tableId: pay.tableId(), accountId: pay.second.accountId },
        by(pay.hands.office),
      ),
    )
    expect(entries.entries.map((row) => [row.kind, row.reason, row.article, row.byName])).toEqual([
      ['due', null, 'DN-11.1a', '县中心丙'],
      ['failed', '户名不符', 'DN-10.1', '县中心丙'],
      ['repaid', null, 'DN-10.1', '县中心丙'],
    ])
  })

  it('take no state that does not follow, all of them or none', async () => {
    await pay.put(pay.two())
    const { batchId } = ok(await pay.makeBatch())
    const [one = '', other = ''] = await pay.idsIn(batchId)
    ok(await pay.record(batchId, [one], { state: 'paid' }))
    const before = await pay.ledgerRows()
    const refused = await pay.record(batchId, [one, other], { state: 'paid' })
    expect([refused.status, refused.error.code]).toEqual([409, 'transferState'])
    expect((await pay.record(batchId, [other], { state: 'repaid' })).error.code).toBe(
      'transferState',
    )
    expect((await pay.record(batchId, [newId()], { state: 'paid' })).error.code).toBe('notFound')
    expect(await pay.ledgerRows()).toEqual(before)
  })

  it('are recorded once of several at the same moment', async () => {
    await pay.put(pay.two())
    const { batchId } = ok(await pay.makeBatch())
    const ids = await pay.idsIn(batchId)
    const answers = await Promise.all(
      [1, 2, 3].map(() => pay.record(batchId, ids, { state: 'paid' })),
    )
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409])
    expect((await pay.table()).balance?.paidFen).toBe(99_250)
  })
})

describe('a disputed line', () => {
  it('is set apart while the rest is paid, and paid with the next batch when it stands', async () => {
    await pay.put(pay.two(), 'sealed')
    const { objectionId } = ok(await pay.objectTo(pay.first, 'piece'))
    await pay.approve()
    const batch = ok(await pay.makeBatch())
    expect(await pay.paidTo(batch.batchId)).toEqual([
      ['王甲', 35_000],
      ['=李㙟', 50_000],
    ])
    expect((await pay.table()).balance).toMatchObject({ heldFen: 14_250, payableFen: 0 })
    ok(await pay.answer(objectionId, 'rejected'))
    expect((await pay.table()).balance).toMatchObject({ heldFen: 0, payableFen: 14_250 })
    const next = ok(await pay.makeBatch())
    expect(await pay.paidTo(next.batchId)).toEqual([['王甲', 14_250]])
    expect((await pay.answer(objectionId, 'upheld')).error.code).toBe('alreadyDecided')
  })

  it('of the county is paid as the county recognises it once the township agrees', async () => {
    await pay.put(pay.two(), 'sealed')
    const line = { accountId: pay.first.accountId, month: '2026-03', lineCode: 'piece' }
    const raised = { tableId: pay.tableId(), ...line, text: '两条重复', recognisedFen: 12_750 }
    const objection = ok(
      await pay.service.call(payroll.raiseObjection, raised, by(pay.hands.centre)),
    )
    const twice = await pay.service.call(payroll.raiseObjection, raised, by(pay.hands.centre))
    expect(twice.error.code).toBe('alreadyDecided')
    await pay.approve()
    ok(await pay.makeBatch())
    ok(await pay.answer(objection.objectionId, 'upheld'))
    const next = ok(await pay.makeBatch())
    expect(await pay.paidTo(next.batchId)).toEqual([['王甲', 12_750]])
    expect((await pay.table()).balance).toMatchObject({ dueFen: 97_750, heldFen: 0 })
  })

  it('may be raised after the approval too, until it is in a batch', async () => {
    await pay.put(pay.two())
    ok(await pay.objectTo(pay.first, 'base'))
    expect((await pay.ledgerRows()).at(-1)).toEqual(['held', 35_000, 0, 35_000, 'objection'])
    const { batchId } = ok(await pay.makeBatch())
    expect(await pay.paidTo(batchId)).toContainEqual(['王甲', 14_250])
    const late = await pay.objectTo(pay.second, 'base')
    expect([late.error.code, late.error.message]).toEqual([
      'payTableState',
      '补助表现在是“复审通过，已进入发放批次”，不能这样办理，请刷新查看',
    ])
  })

  it('that is a deduction pays nothing out before it is answered', async () => {
    await pay.put(
      [...pay.two(), { person: pay.second, amountFen: -2_000, lineCode: 'missingCheckIns' }],
      'sealed',
    )
    ok(await pay.objectTo(pay.second, 'missingCheckIns'))
    await pay.approve()
    const { batchId } = ok(await pay.makeBatch())
    expect(await pay.paidTo(batchId)).toContainEqual(['=李㙟', 48_000])
  })

  it('that the county would deduct more keeps back what it would deduct', async () => {
    const deduction = { person: pay.second, amountFen: -2_000, lineCode: 'missingCheckIns' }
    await pay.put([...pay.two(), deduction], 'sealed')
    const line = { accountId: pay.second.accountId, month: '2026-03', lineCode: 'missingCheckIns' }
    const raised = { tableId: pay.tableId(), ...line, text: '应扣三次', recognisedFen: -3_000 }
    const objection = ok(
      await pay.service.call(payroll.raiseObjection, raised, by(pay.hands.centre)),
    )
    await pay.approve()
    const { batchId } = ok(await pay.makeBatch())
    expect(await pay.paidTo(batchId)).toContainEqual(['=李㙟', 47_000])
    ok(await pay.answer(objection.objectionId, 'upheld'))
    expect((await pay.makeBatch()).error.code).toBe('nothingToPay')
    expect((await pay.table()).balance).toMatchObject({
      dueFen: 96_250,
      heldFen: 0,
      underWayFen: 96_250,
    })
  })

  it('is not raised by somebody else, nor on a line that is not there', async () => {
    await pay.put(pay.two(), 'sealed')
    const stranger = await pay.service.person('worker', testAreas.grid)
    expect((await pay.objectTo(stranger, 'base')).error.code).toBe('notFound')
    expect((await pay.objectTo(pay.first, 'bonus')).error.code).toBe('badInput')
  })
})

describe('what waits for a decision', () => {
  const heldLines = (): PutLine[] => [
    ...pay.two(),
    { person: pay.second, amountFen: 9_500, lineCode: 'yearEndHeld', heldCause: 'fraud' },
  ]
  const decide = (decision: 'released' | 'refused') =>
    pay.service.call(
      payroll.decideHeld,
      {
        tableId: pay.tableId(),
        accountId: pay.second.accountId,
        month: '2026-03',
        lineCode: 'yearEndHeld',
        decision,
        reason: '查明与本人无关',
      },
      by(pay.hands.centre),
    )

  it('is in no batch before it is decided, then paid (G-DN-104)', async () => {
    await pay.put(heldLines())
    const { batchId } = ok(await pay.makeBatch())
    expect(await pay.paidTo(batchId)).toContainEqual(['=李㙟', 50_000])
    expect((await pay.table()).held).toMatchObject([{ amountFen: 9_500, state: 'waiting' }])
    ok(await decide('released'))
    expect((await decide('refused')).error.code).toBe('alreadyDecided')
    const next = ok(await pay.makeBatch())
    expect(await pay.paidTo(next.batchId)).toEqual([['=李㙟', 9_500]])
  })

  it('or is not owed any more, with the reason in the ledger', async () => {
    await pay.put(heldLines())
    ok(await pay.makeBatch())
    ok(await decide('refused'))
    expect((await pay.makeBatch()).error.code).toBe('nothingToPay')
    const shown = await pay.table()
    expect(shown.balance).toMatchObject({ dueFen: 99_250, heldFen: 0, payableFen: 0 })
    expect(shown.held).toMatchObject([{ state: 'refused', reason: '查明与本人无关' }])
  })
})
