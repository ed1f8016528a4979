import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accounts } from '../contract'
import type { Endpoint } from '../contract/define'
import { contractEntries } from '../http/completeness'
import { readSheet } from '../platform/spreadsheets'
import { castNames, type LivedInCounty, liveInCounty } from './lived-in-county'
import { rawCall } from './raw-calls'
import { type Sample, sampleInputs } from './sample-inputs'
import { startTestService, type TestService } from './test-service'

let service: TestService
let county: LivedInCounty
let samples: Record<string, Sample>
let numbers: string[]

beforeAll(async () => {
  service = await startTestService()
  county = await liveInCounty(service)
  samples = sampleInputs(county)
  numbers = Object.values(county.people).flatMap(({ phone, idNumber }) => [phone, idNumber])
  numbers.push(...county.bankCards)
})
afterAll(() => service.close())

/** What a person sees in the answer; a workbook as the text of its cells. */
async function textOf(bytes: Buffer): Promise<string> {
  if (bytes.subarray(0, 2).toString() !== 'PK') return bytes.toString('utf8')
  return JSON.stringify(await readSheet(bytes))
}

const reads: readonly Endpoint[] = contractEntries().filter(
  (entry) => entry.kind === 'query' || entry.kind === 'download',
)

/** Downloads that are there to tell numbers in full, to those alone who may do it. */
const telling = new Map([['payroll.bankFile', 'centre']])

describe.each(castNames)('to %s', (viewer) => {
  it('no answer tells a number of a person in full', async () => {
    let answered = 0
    for (const entry of reads) {
      const { input } = samples[entry.name] as Sample
      if (telling.get(entry.name) === viewer) continue
      const { token } = county.people[viewer]
      const answer = await rawCall(service, entry, input, token)
      if (answer.status === 200) answered += 1
      const text = await textOf(answer.bytes)
      for (const number of numbers) expect(text, entry.name).not.toContain(number)
    }
    expect(answered).toBeGreaterThan(5)
  })
})

describe('numbers in full', () => {
  it('are told by revealing one, which leaves a trace, and nowhere else', async () => {
    const { centre, office, subject } = county.people
    const wanted = { accountId: subject.accountId, item: 'phone' as const, purpose: '发放补助' }
    const told = await service.call(accounts.reveal, wanted, { token: centre.token })
    expect(told.data.value).toBe(subject.phone)
    const refused = await service.call(accounts.reveal, wanted, { token: office.token })
    expect(refused.error.code).toBe('notAllowed')
    const { prisma } = service.parts.database
    expect(await prisma.auditEntry.count({ where: { event: 'account.revealed' } })).toBe(1)
  })

  it('are told to the bank, which leaves a trace as well', async () => {
    const { input } = samples['payroll.bankFile'] as Sample
    const entry = reads.find((one) => one.name === 'payroll.bankFile') as Endpoint
    const answer = await rawCall(service, entry, input, county.people.centre.token)
    expect(county.bankCards.filter((card) => answer.text.includes(card))).toHaveLength(1)
    const { prisma } = service.parts.database
    expect(await prisma.auditEntry.count({ where: { event: 'payment.bankFileTaken' } })).toBe(1)
  })

  it('stand in no audit row and no stored answer', async () => {
    const { prisma } = service.parts.database
    const rows = [await prisma.auditEntry.findMany(), await prisma.command.findMany()]
    const text = JSON.stringify(rows, (_key, value) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    for (const number of numbers) expect(text).not.toContain(number)
  })
})
