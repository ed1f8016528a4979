import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payroll } from '../../contract'
import type { InputOf } from '../../contract/define'
import { idBytes } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { type LivedInCounty, liveInCounty } from '../../testing/lived-in-county'
import { payrollLine as lineCode, payrollMonth as month } from '../../testing/lived-in-payroll'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { createMonthMaker } from '../../testing/test-month'
import { freezeMonth, type PutLine, putTable, scanFile } from '../../testing/test-payroll'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let county: LivedInCounty
/** From the next county: this one is not theirs. */
let otherCentre: TestPerson
let heldTableId: string
let payableTableId: string

beforeAll(async () => {
  service = await startTestService()
  county = await liveInCounty(service)
  otherCentre = await service.person('countyCentre', '141031')
  const { office, worker } = county.people
  const fill = createMonthMaker(service.parts.database, testAreas.grid)
  await fill(worker, '2025-10', { days: 20, valid: 20 })
  for (const name of ['2024-01', '2024-02', '2024-03', '2025-10', '2025-11', '2025-12'])
    await freezeMonth(service, name, { office })
  heldTableId = await approved('2023-Q1', [
    { person: worker, amountFen: 9_500, month, lineCode, heldCause: 'fraud' },
  ])
  payableTableId = await approved('2023-Q2', [{ person: worker, amountFen: 9_500, month }])
})
afterAll(() => service.close())

/** Approved straight in the database, its lines due and what is held set apart. */
async function approved(period: string, lines: readonly PutLine[]): Promise<string> {
  const { people } = county
  const tableId = await putTable(service, people, { period, lines })
  const { prisma } = service.parts.database
  const at = new Date(service.clock.nowMs())
  const by = { tableId: idBytes(tableId), recordedBy: idBytes(people.centre.accountId) }
  await prisma.payTable.update({ where: { id: by.tableId }, data: { state: 'approved' } })
  for (const { person, amountFen, heldCause } of lines) {
    const of = { ...by, accountId: idBytes(person.accountId), month, lineCode, amountFen }
    const entry = { ...of, cause: 'payTable', article: 'DN-10.1', recordedAt: at }
    const due = { ...entry, kind: 'due' as const, owedFen: amountFen, heldFen: 0 }
    await prisma.ledgerEntry.create({ data: due })
    const held = { ...entry, kind: 'held' as const, owedFen: 0, heldFen: amountFen }
    if (heldCause) await prisma.ledgerEntry.create({ data: { ...held, cause: heldCause } })
  }
  return tableId
}

const running = () => service
const as = (name: keyof LivedInCounty['people']) => () => county.people[name].token
const fromNextCounty = () => otherCentre.token
const at = (state: keyof LivedInCounty['payroll']['tableIds'], revision = 1) => ({
  tableId: county.payroll.tableIds[state],
  revision,
})
const line = () => ({ accountId: county.people.subject.accountId, month, lineCode })

/** Every row of the payroll's tables. */
async function rows() {
  const { prisma } = service.parts.database
  const found = await Promise.all([
    prisma.payTable.findMany(),
    prisma.payTableStep.findMany(),
    prisma.payTableLine.count(),
    prisma.payTableObjection.findMany(),
    prisma.ledgerEntry.findMany(),
    prisma.paymentBatch.findMany(),
    prisma.paymentTransfer.findMany(),
  ])
  return JSON.stringify(found, (_key, value) => (typeof value === 'bigint' ? String(value) : value))
}

describe('reading', () => {
  const tableId = () => at('approved').tableId
  const rubbish = () => ({ tableId: 'x' })
  checkEndpoint(running, {
    entry: payroll.tables,
    token: as('office'),
    valid: () => ({ year: '2026' }),
    invalid: () => ({ year: '26' }),
  })
  for (const entry of [payroll.table, payroll.tableSheet, payroll.tablePdf, payroll.tablePage])
    checkEndpoint(running, {
      entry,
      token: as('office'),
      stranger: as('otherOffice'),
      valid: () => ({ tableId: tableId() }),
      invalid: rubbish,
    })
  checkEndpoint(running, {
    entry: payroll.statementPdf,
    token: as('office'),
    stranger: as('otherOffice'),
    valid: () => ({ month, accountId: county.people.subject.accountId }),
    invalid: () => ({ month: '2026-13' }),
  })
  checkEndpoint(running, {
    entry: payroll.scan,
    token: as('office'),
    stranger: as('otherSigner'),
    valid: () => at('sealed'),
    invalid: () => ({ ...at('sealed'), revision: -1 }),
  })
  checkEndpoint(running, {
    entry: payroll.ledger,
    token: as('centre'),
    stranger: as('otherOffice'),
    valid: () => ({ tableId: tableId(), accountId: county.people.subject.accountId }),
    invalid: rubbish,
  })
  for (const entry of [payroll.batch, payroll.batchSheet])
    checkEndpoint(running, {
      entry,
      token: as('office'),
      stranger: as('otherOffice'),
      valid: () => ({ batchId: county.payroll.batchId }),
      invalid: () => ({ batchId: 'x' }),
    })
  checkEndpoint(running, {
    entry: payroll.bankFile,
    token: as('centre'),
    stranger: fromNextCounty,
    valid: () => ({
      batchId: county.payroll.batchId,
      part: 'waiting' as const,
      encoding: 'utf8' as const,
    }),
    invalid: () => ({ batchId: county.payroll.batchId, part: 'none', encoding: 'utf8' }),
  })
  it('payroll.mine: refuses nobody and who is no worker', async () => {
    expect((await service.call(payroll.mine, {})).error.code).toBe('notSignedIn')
    const office = { token: county.people.office.token }
    expect((await service.call(payroll.mine, {}, office)).error.code).toBe('notAllowed')
  })
})

describe('the table', () => {
  checkEndpoint(running, {
    entry: payroll.prepare,
    token: as('office'),
    stranger: as('otherOffice'),
    valid: () => ({ townshipCode: testAreas.township, period: '2024-Q1' }),
    invalid: () => ({ townshipCode: testAreas.township, period: '2024-Q5' }),
    other: () => ({ townshipCode: testAreas.township, period: '2024-Q2' }),
    effect: rows,
  })
  checkEndpoint(running, {
    entry: payroll.sign,
    token: as('signer'),
    stranger: as('otherSigner'),
    valid: () => at('prepared'),
    invalid: () => at('prepared', 0),
    other: () => at('sealed'),
    effect: rows,
  })
  checkEndpoint(running, {
    entry: payroll.attachScan,
    token: as('office'),
    stranger: as('otherOffice'),
    valid: () => ({ ...at('signed'), file: scanFile() }) as InputOf<typeof payroll.attachScan>,
    invalid: () => ({ ...at('signed', 0), file: scanFile() }),
    other: () => ({ ...at('sealed'), file: scanFile() }) as InputOf<typeof payroll.attachScan>,
    effect: rows,
  })
  checkEndpoint(running, {
    entry: payroll.revise,
    token: as('office'),
    stranger: as('otherOffice'),
    valid: () => ({ ...at('returned'), correction: '已重新核对' }),
    invalid: () => ({ ...at('returned'), correction: ' ' }),
    other: () => ({ ...at('returned'), correction: '别的' }),
    effect: rows,
  })
})

describe('objections and the review', () => {
  const raised = (text = '重复') => ({
    tableId: at('sealed').tableId,
    ...line(),
    text,
    recognisedFen: 30_000,
  })
  checkEndpoint(running, {
    entry: payroll.raiseObjection,
    token: as('centre'),
    stranger: fromNextCounty,
    valid: raised,
    invalid: () => ({ ...raised(), recognisedFen: 0.5 }),
    other: () => raised('别的'),
    effect: rows,
  })
  const own = (text = '少算了') => ({
    ...at('prepared'),
    month,
    lineCode,
    text,
    revision: undefined,
  })
  checkEndpoint(running, {
    entry: payroll.objectToOwn,
    token: as('subject'),
    stranger: as('otherWorker'),
    valid: own,
    invalid: () => ({ ...own(), month: '2026-13' }),
    other: () => own('别的'),
    effect: rows,
  })
  const answered = (answer = '已核对') => ({
    objectionId: county.payroll.tableObjectionId,
    decision: 'rejected' as const,
    answer,
  })
  checkEndpoint(running, {
    entry: payroll.answerObjection,
    token: as('office'),
    stranger: as('otherOffice'),
    valid: answered,
    invalid: () => ({ ...answered(), decision: 'maybe' }),
    other: () => answered('别的'),
    effect: rows,
  })
  checkEndpoint(running, {
    entry: payroll.review,
    token: as('centre'),
    stranger: fromNextCounty,
    valid: () => ({ ...at('sealed'), decision: 'returned' as const, reason: '盖章不清' }),
    invalid: () => ({ ...at('sealed'), decision: 'maybe' }),
    other: () => ({ ...at('sealed'), decision: 'approved' as const }),
    effect: rows,
  })
})

describe('money', () => {
  const held = (reason = '查明属实') => ({
    tableId: heldTableId,
    accountId: county.people.worker.accountId,
    month,
    lineCode,
    decision: 'released' as const,
    reason,
  })
  checkEndpoint(running, {
    entry: payroll.decideHeld,
    token: as('centre'),
    stranger: fromNextCounty,
    valid: held,
    invalid: () => ({ ...held(), decision: 'maybe' }),
    other: () => held('别的'),
    effect: rows,
  })
  checkEndpoint(running, {
    entry: payroll.makeBatch,
    token: as('centre'),
    stranger: fromNextCounty,
    valid: () => ({ tableId: payableTableId }),
    invalid: () => ({ tableId: 'x' }),
    other: () => ({ tableId: heldTableId }),
    effect: rows,
  })
  const recorded = (state: 'paid' | 'failed' = 'paid') => ({
    batchId: county.payroll.batchId,
    transferIds: [county.payroll.transferId],
    state,
    reason: '银行回执',
  })
  checkEndpoint(running, {
    entry: payroll.recordTransfers,
    token: as('centre'),
    stranger: fromNextCounty,
    valid: recorded,
    invalid: () => ({ ...recorded(), transferIds: [] }),
    other: () => recorded('failed'),
    effect: rows,
  })
})
