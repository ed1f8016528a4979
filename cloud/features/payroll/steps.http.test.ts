import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { payroll } from '../../contract'
import type { InputOf } from '../../contract/define'
import { dateOfDay } from '../../platform/clock'
import { idBytes, newId } from '../../platform/ids'
import { type TestPerson, testAreas } from '../../testing/test-county'
import {
  carryTable,
  ok,
  type PayHands,
  payHands,
  putTable,
  scanFile,
} from '../../testing/test-payroll'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let hands: PayHands
let worker: TestPerson
let tableId: string
let serial = 0

beforeAll(async () => {
  service = await startTestService()
  hands = await payHands(service)
  worker = await service.person('worker', testAreas.grid)
})
afterAll(() => service.close())
beforeEach(async () => {
  serial += 1
  const period = periodOf(serial)
  tableId = await putTable(service, hands, {
    period,
    lines: [{ person: worker, amountFen: 35_000 }],
  })
})

/** A period of its own for each test, all of them after the regulation's first day. */
const periodOf = (number: number) => `20${23 + Math.floor(number / 4)}-Q${(number % 4) + 1}`
const by = (person: TestPerson) => ({ token: person.token })
const key = () => ({ tableId, revision: 1 })
const sign = (person: TestPerson) => service.call(payroll.sign, key(), by(person))
const attach = (person: TestPerson, file = scanFile()) =>
  service.call(
    payroll.attachScan,
    { ...key(), file } as InputOf<typeof payroll.attachScan>,
    by(person),
  )
const review = (person: TestPerson, decision: 'approved' | 'returned', reason?: string) =>
  service.call(payroll.review, { ...key(), decision, reason }, by(person))
const stateNow = async () =>
  ok(await service.call(payroll.table, { tableId }, by(hands.office))).table

/** Gives somebody another post besides his own. */
async function alsoPost(
  person: TestPerson,
  role: 'townshipOffice' | 'townshipSigner' | 'countyCentre',
) {
  await service.parts.database.prisma.post.create({
    data: {
      id: idBytes(newId()),
      accountId: idBytes(person.accountId),
      role,
      scopeCode: role === 'countyCentre' ? testAreas.county : testAreas.township,
      workerKind: null,
      startsOn: dateOfDay('2022-01-01'),
      createdAt: new Date(service.clock.nowMs()),
    },
  })
}

describe('the way of a table', () => {
  it('goes prepared, signed, sealed, approved, with who did it and when', async () => {
    await carryTable(service, { tableId }, hands, 'approved')
    const table = await stateNow()
    expect(table.steps.map((step) => [step.kind, step.byName])).toEqual([
      ['prepared', '平安办甲'],
      ['signed', '政法委员乙'],
      ['sealed', '平安办甲'],
      ['approved', '县中心丙'],
    ])
    expect(table.hasScan).toBe(true)
    const scan = await service.call(payroll.scan, key(), by(hands.centre))
    expect(scan.headers.get('content-type')).toBe('image/jpeg')
    const { prisma } = service.parts.database
    const audited = await prisma.auditEntry.findMany({ where: { subjectId: tableId } })
    expect(audited.map((row) => row.event)).toEqual([
      'payTable.signed',
      'payTable.sealed',
      'payTable.approved',
    ])
  })

  it('takes no step before the one it follows, and none twice', async () => {
    const early = [await attach(hands.office), await review(hands.centre, 'approved')]
    expect(early.map((one) => one.error.code)).toEqual(['payTableState', 'payTableState'])
    ok(await sign(hands.signer))
    const again = await sign(hands.signer)
    expect([again.status, again.error.message]).toEqual([
      409,
      '补助表现在是“待传盖章件”，不能这样办理，请刷新查看',
    ])
    const older = await service.call(payroll.sign, { tableId, revision: 2 }, by(hands.signer))
    expect(older.error.code).toBe('payTableState')
  })

  it('is returned with a reason, never without', async () => {
    await carryTable(service, { tableId }, hands, 'sealed')
    expect((await review(hands.centre, 'returned')).error.code).toBe('reasonNeeded')
    ok(await review(hands.centre, 'returned', '盖章看不清'))
    expect((await stateNow()).steps.at(-1)).toMatchObject({
      kind: 'returned',
      reason: '盖章看不清',
    })
    expect((await stateNow()).abilities).toMatchObject({ revise: true, sign: false })
  })

  it('is signed once of two at the same moment', async () => {
    const other = await service.person('townshipSigner', testAreas.township)
    const answers = await Promise.all([sign(hands.signer), sign(other)])
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
  })
})

describe('three different people', () => {
  it('who prepared it signs it not, though he holds that post as well', async () => {
    await alsoPost(hands.office, 'townshipSigner')
    const answer = await sign(hands.office)
    expect([answer.status, answer.error.code]).toEqual([403, 'sameHand'])
    const shown = ok(await service.call(payroll.table, { tableId }, by(hands.office))).table
    expect(shown.abilities.sign).toBe(false)
    expect(shown.blocked).toContain('三个不同的人')
  })

  it('who prepared, signed or sealed it reviews and pays it not', async () => {
    const { township } = testAreas
    const all = await Promise.all(
      (['townshipOffice', 'townshipSigner', 'townshipOffice'] as const).map((role) =>
        service.person(role, township),
      ),
    )
    const [preparer, signer, sealer] = all as [TestPerson, TestPerson, TestPerson]
    const lines = [{ person: worker, amountFen: 35_000 }]
    tableId = await putTable(service, { office: preparer }, { period: '2022-Q4', lines })
    ok(await sign(signer))
    ok(await attach(sealer))
    for (const person of all) await alsoPost(person, 'countyCentre')
    for (const person of all) expect((await review(person, 'approved')).error.code).toBe('sameHand')
    ok(await review(hands.centre, 'approved'))
    for (const person of all) {
      const batch = await service.call(payroll.makeBatch, { tableId }, by(person))
      expect(batch.error.code).toBe('sameHand')
    }
  })

  it('who signed it prepares no revision of it', async () => {
    const signer = await service.person('townshipSigner', testAreas.township)
    await carryTable(service, { tableId }, { ...hands, signer }, 'sealed')
    ok(await review(hands.centre, 'returned', '漏了一人'))
    await alsoPost(signer, 'townshipOffice')
    const revised = await service.call(payroll.revise, { ...key(), correction: '已补' }, by(signer))
    expect(revised.error.code).toBe('sameHand')
  })

  it('nobody takes part in a table that pays him', async () => {
    await alsoPost(worker, 'townshipSigner')
    expect((await sign(worker)).error.code).toBe('ownCase')
    const table = ok(await service.call(payroll.table, { tableId }, by(worker))).table
    expect(table.blocked).toContain('您本人')
  })
})

describe('the scan', () => {
  const pdf = (body = '') =>
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R${body}>>endobj\n` +
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n' +
    'trailer<</Root 1 0 R/Size 4>>\n%%EOF\n'
  const file = (content: string, name: string) => new File([content], name)

  it('is a photo or a PDF by its content, whatever it is called', async () => {
    ok(await sign(hands.signer))
    const tries = [
      [file('不是扫描件', '盖章件.pdf'), 'scanTypeNotAllowed'],
      [file('<svg xmlns="http://www.w3.org/2000/svg"/>', '盖章件.png'), 'scanTypeNotAllowed'],
      [file('RIFF\u0000\u0000\u0000\u0000WEBPVP8 ', '盖章件.jpg'), 'scanTypeNotAllowed'],
      [file('%PDF-1.4\n', '盖章件.pdf'), 'scanUnreadable'],
      [file(`%PDF-1.4\n${'x'.repeat(2_000)}%%EOF`, '盖章件.pdf'), 'scanUnreadable'],
      [file(pdf('/OpenAction<</S/JavaScript/JS(app.alert(1))>>'), '盖章件.pdf'), 'scanUnreadable'],
    ] as const
    for (const [scan, code] of tries)
      expect((await attach(hands.office, scan)).error?.code, scan.name).toBe(code)
    expect((await stateNow()).state).toBe('signed')
    ok(await attach(hands.office, file(pdf(), '扫描.bin')))
    const kept = await service.call(payroll.scan, key(), by(hands.signer))
    expect(kept.headers.get('content-type')).toBe('application/pdf')
    expect((kept.data as unknown as Buffer).toString()).toBe(pdf())
  })
})
