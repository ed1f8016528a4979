import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pay, regulations, scoreboards } from '../../contract'
import { daning2022 } from '../../regulations'
import { idBytes } from '../../platform/ids'
import { closedMonth } from '../../testing/test-closing'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { createMonthMaker } from '../../testing/test-month'
import { priceDraft, publishedChange, submittedChange } from '../../testing/test-regulations'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let author: TestPerson
let publisher: TestPerson
let office: TestPerson
let rural: TestPerson
const { township } = testAreas
const [april, may, june] = ['2026-04', '2026-05', '2026-06']

const close = (month: string) =>
  closedMonth(service, { month, townshipCode: township, token: office.token })
const payOf = async (month: string) => {
  const input = { month, accountId: rural.accountId }
  const { data } = await service.call(pay.statementDetail, input, { token: office.token })
  return data
}
const decide = (input: { changeId: string; version: number }, person: TestPerson) =>
  service.call(
    regulations.decideChange,
    { ...input, decision: 'publish', reason: null },
    { token: person.token },
  )

beforeAll(async () => {
  service = await startTestService()
  author = await service.person('countyPolicy', testAreas.county, { name: '起草人' })
  publisher = await service.person('countyPolicy', testAreas.county, { name: '公布人' })
  office = await service.person('townshipOffice', township)
  rural = await service.person('worker', testAreas.grid, { name: '甲农村' })
  const fill = createMonthMaker(service.parts.database, testAreas.grid)
  for (const month of [april, may, june]) await fill(rural, month, { days: 20, valid: 20 })
  await close(april)
  await close(may)
  const frozen = { townshipCode: township, month: april }
  const answer = await service.call(pay.freeze, frozen, { token: office.token })
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
})
afterAll(() => service.close())

describe('before anything is published', () => {
  it('a month is computed by the text alone, and its facts carry no value of the county', async () => {
    expect((await payOf(may)).statement.totals.payFen).toBe(35_000 + 20 * 750)
    const row = await service.parts.database.prisma.statement.findFirstOrThrow({
      where: { month: may },
    })
    expect(row.facts).not.toHaveProperty('countyValues')
  })

  it('a change for a frozen month is refused and names the first month that is open', async () => {
    const answer = await service.call(regulations.draftChange, priceDraft(april), {
      token: author.token,
    })
    expect(answer.error.code).toBe('regulationMonthFrozen')
    expect(answer.error.message).toContain('2026年4月 已经定案')
    expect(answer.error.message).toContain('从 2026年5月 或以后')
    const earlier = await service.call(regulations.draftChange, priceDraft('2026-03'), {
      token: author.token,
    })
    expect(earlier.error.code).toBe('regulationMonthFrozen')
  })

  it.each([
    ['pieceRate.rural', 'viel'],
    ['pieceRate.rural', -1],
    ['checkInQuota', 1.5],
    ['pieceCapAtPool', 'perhaps'],
    ['quotaKinds', 'rural'],
    ['beyondQuotaPrice', ['rewardOnly']],
    ['firstCountedMonth', 'June'],
    ['baseShare', 101],
    ['hazardUnit', 'perHazard'],
    ['noSuchParameter', 1],
  ])('%s cannot be %j', async (name, value) => {
    const draft = priceDraft(june)
    const input = { ...draft, content: { kind: 'values' as const, values: [{ name, value }] } }
    const answer = await service.call(regulations.draftChange, input, { token: author.token })
    expect([answer.status, answer.error.code]).toEqual([422, 'regulationValueRefused'])
    expect(answer.error.message).toMatch(/[\u4e00-\u9fff]/)
  })
})

describe('publication', () => {
  it('is not the author’s; of two at once one publishes, the other is told', async () => {
    const third = await service.person('countyPolicy', testAreas.county)
    const { id: changeId, version } = await submittedChange(service, author, priceDraft(may))
    const own = await decide({ changeId, version }, author)
    expect([own.status, own.error.code]).toEqual([403, 'ownCase'])
    const answers = await Promise.all(
      [publisher, third].map((person) => decide({ changeId, version }, person)),
    )
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
    expect(answers.find((one) => one.status === 409)?.error.code).toBe('alreadyDecided')
    const { prisma } = service.parts.database
    expect(await prisma.countyValue.count()).toBe(1)
    const audited = await prisma.auditEntry.findMany({ where: { event: 'regulation.published' } })
    expect(audited).toHaveLength(1)
    expect(audited[0]?.detail).toMatchObject({ documentNumber: '大政发〔2026〕8 号' })
  })

  it('makes the proposed month stale, and freezing it is refused until it is computed again', async () => {
    const { data } = await service.call(pay.months, { month: may }, { token: office.token })
    expect(data.months.find((one) => one.townshipCode === township)).toMatchObject({ stale: true })
    const key = { townshipCode: township, month: may }
    const answer = await service.call(pay.freeze, key, { token: office.token })
    expect(answer.error.code).toBe('monthStale')
  })

  it('changes the next closing by exactly the price, and no earlier month', async () => {
    await close(may)
    const { statement } = await payOf(may)
    expect(statement.totals.payFen).toBe(35_000 + 20 * 800)
    const text = JSON.stringify(statement)
    expect(text).toContain('"validFrom":"2026-05-01"')
    expect(text).toContain('"setByCounty":true')
    expect((await payOf(april)).statement.totals.payFen).toBe(35_000 + 20 * 750)
  })

  it('can be reproduced from the stored facts alone', async () => {
    const row = await service.parts.database.prisma.statement.findFirstOrThrow({
      where: { accountId: idBytes(rural.accountId), month: may },
    })
    expect(row.facts).toMatchObject({
      countyValues: [{ name: 'pieceRate.rural', from: '2026-05-01', value: 800 }],
    })
    const again = daning2022.evaluate(row.facts)
    expect(again).toMatchObject({ ok: true, result: { totals: { payFen: row.payFen } } })
  })

  it('is in the estimate of the open month', async () => {
    expect((await payOf(june)).statement.totals.payFen).toBe(35_000 + 20 * 800)
  })

  it('adds a later value for the same month, which takes the place of the first', async () => {
    await publishedChange(service, { author, publisher }, priceDraft(may, '8.50'))
    await close(may)
    expect((await payOf(may)).statement.totals.payFen).toBe(35_000 + 20 * 850)
    expect(await service.parts.database.prisma.countyValue.count()).toBe(2)
    const { data } = await service.call(regulations.book, {}, { token: author.token })
    const own = data.parameters.find((one) => one.name === 'pieceRate.rural')
    expect(own).toMatchObject({ valueText: '8.50 元', validFrom: '2026-05-01', setByCounty: true })
    expect(own?.history.map((one) => [one.from, one.text, one.replaced])).toEqual([
      ['2022-05-06', '7.50 元', false],
      ['2026-05-01', '8.00 元', true],
      ['2026-05-01', '8.50 元', false],
    ])
    expect(own?.history.at(-1)).toMatchObject({ authorName: '起草人', publisherName: '公布人' })
  })

  it('of a later month leaves the month before as it is, not even stale', async () => {
    await publishedChange(service, { author, publisher }, priceDraft(june, '9.00'))
    const { data } = await service.call(pay.months, { month: may }, { token: office.token })
    expect(data.months.find((one) => one.townshipCode === township)).toMatchObject({ stale: false })
    expect((await payOf(june)).statement.totals.payFen).toBe(35_000 + 20 * 900)
  })

  it('sets the quota that is asked of everybody, on the scoreboard too', async () => {
    const board = async () => {
      const input = { areaCode: township, month: june }
      const { data } = await service.call(scoreboards.workers, input, { token: office.token })
      return data.workers.map((one) => one.payFen)
    }
    // nothing was counted of the open month yet: only the missing check-ins tell
    expect(await board()).toEqual([35_000 - 20 * 1_000])
    const draft = priceDraft(june)
    const values = [{ name: 'checkInQuota', value: 22 }]
    const input = { ...draft, content: { kind: 'values' as const, values } }
    await publishedChange(service, { author, publisher }, input)
    const detail = await payOf(june)
    expect(await board()).toEqual([35_000 - 22 * 1_000])
    expect(detail.evidence.missedDays).toBe(2)
    expect(detail.statement.totals.payFen).toBe(35_000 + 20 * 900 - 2 * 1_000)
  })

  it('is refused once the month was frozen meanwhile, however long the draft had waited', async () => {
    const change = await submittedChange(service, author, priceDraft(may, '8.80'))
    await close(may)
    const key = { townshipCode: township, month: may }
    expect((await service.call(pay.freeze, key, { token: office.token })).status).toBe(200)
    const answer = await decide({ changeId: change.id, version: change.version }, publisher)
    expect(answer.error.code).toBe('regulationMonthFrozen')
    expect((await payOf(may)).statement.totals.payFen).toBe(35_000 + 20 * 850)
  })

  it('and a freezing at the same moment never leave a frozen month by another law', async () => {
    service.clock.set(Date.parse('2026-08-10T10:00:00+08:00'))
    await close(june)
    const draft = priceDraft(june, '9.50')
    const change = await submittedChange(service, author, draft)
    const [published, frozen] = await Promise.all([
      decide({ changeId: change.id, version: change.version }, publisher),
      service.call(pay.freeze, { townshipCode: township, month: june }, { token: office.token }),
    ])
    expect([published.status, frozen.status].filter((status) => status === 200)).toHaveLength(1)
    const law = published.status === 200 ? 950 : 900
    if (frozen.status !== 200) {
      expect(frozen.error.code).toBe('monthStale')
      await close(june)
    } else expect(published.error.code).toBe('regulationMonthFrozen')
    expect((await payOf(june)).statement.totals.payFen).toBe(35_000 + 20 * law - 2_000)
  })
})

describe('a draft', () => {
  const september = '2026-09'

  it('is edited and dropped by its author alone; an edit takes it back from who would publish', async () => {
    const change = await submittedChange(service, author, priceDraft(september))
    const edit = { ...priceDraft(september, '9.90'), changeId: change.id, version: change.version }
    const other = await service.call(regulations.editChange, edit, { token: publisher.token })
    expect([other.status, other.error.code]).toEqual([403, 'regulationNotAuthor'])
    const own = await service.call(regulations.editChange, edit, { token: author.token })
    expect(own.data.change).toMatchObject({ state: 'draft', version: change.version + 1 })
    expect(own.data.change.lines).toEqual([
      expect.objectContaining({ label: '农村网格员每条单价', after: '9.90 元' }),
    ])
    const late = await decide({ changeId: change.id, version: change.version }, publisher)
    expect(late.error.code).toBe('alreadyDecided')
    const again = await service.call(regulations.editChange, edit, { token: author.token })
    expect(again.error.code).toBe('regulationChangeMoved')
    const drop = { changeId: change.id }
    const stranger = await service.call(regulations.dropChange, drop, { token: publisher.token })
    expect(stranger.error.code).toBe('regulationNotAuthor')
    const dropped = await service.call(regulations.dropChange, drop, { token: author.token })
    expect(dropped.status).toBe(200)
    const twice = await service.call(regulations.dropChange, drop, { token: author.token })
    expect(twice.error.code).toBe('alreadyDecided')
  })

  it('that was edited after it was read is not published by mistake', async () => {
    const change = await submittedChange(service, author, priceDraft(september))
    const edit = { ...priceDraft(september, '1.00'), changeId: change.id, version: change.version }
    await service.call(regulations.editChange, edit, { token: author.token })
    const submit = { changeId: change.id, version: change.version + 1 }
    await service.call(regulations.submitChange, submit, { token: author.token })
    const answer = await decide({ changeId: change.id, version: change.version }, publisher)
    expect([answer.status, answer.error.code]).toEqual([409, 'regulationChangeMoved'])
  })

  it('is returned with a reason, corrected, and published', async () => {
    const change = await submittedChange(service, author, priceDraft(september))
    const key = { changeId: change.id, version: change.version, decision: 'return' as const }
    const bare = await service.call(
      regulations.decideChange,
      { ...key, reason: null },
      { token: publisher.token },
    )
    expect(bare.error.code).toBe('reasonNeeded')
    const told = await service.call(
      regulations.decideChange,
      { ...key, reason: '先试算' },
      { token: publisher.token },
    )
    expect(told.data.change).toMatchObject({ state: 'returned', decisionReason: '先试算' })
    const back = { changeId: change.id, version: change.version }
    const again = await service.call(regulations.submitChange, back, { token: author.token })
    expect(again.data.change.state).toBe('submitted')
    expect((await decide(back, publisher)).data.change.state).toBe('published')
  })

  it('of another county is not found', async () => {
    const change = await submittedChange(service, author, priceDraft(september))
    const foreign = await service.person('countyPolicy', '141031')
    const key = { changeId: change.id, version: change.version }
    expect((await decide(key, foreign)).error.code).toBe('notFound')
    const read = { changeId: change.id }
    const answer = await service.call(regulations.changeDetail, read, { token: foreign.token })
    expect(answer.error.code).toBe('notFound')
    const list = await service.call(regulations.changes, {}, { token: foreign.token })
    expect(list.data.changes).toEqual([])
  })

  it('is read by the county centre, which cannot change it', async () => {
    const centre = await service.person('countyCentre', testAreas.county)
    const list = await service.call(regulations.changes, {}, { token: centre.token })
    expect(list.data.changes.length).toBeGreaterThan(3)
    expect(list.data.abilities.draft).toBe(false)
    const answer = await service.call(regulations.draftChange, priceDraft(september), {
      token: centre.token,
    })
    expect(answer.error.code).toBe('notAllowed')
  })
})
