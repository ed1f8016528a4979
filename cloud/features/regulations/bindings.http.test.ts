import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pay, regulations } from '../../contract'
import type { InputOf } from '../../contract/define'
import { payRegulations, regulations as library } from '../../regulations'
import { closedMonth } from '../../testing/test-closing'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { publishedChange, submittedChange } from '../../testing/test-regulations'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let author: TestPerson
let publisher: TestPerson
let rural: TestPerson
const { county, township } = testAreas

type Draft = InputOf<typeof regulations.draftChange>
const bindingDraft = (
  areaCode: string,
  firstMonth: string,
  own: Partial<Draft> & { title?: string } = {},
): Draft => ({
  regulation: own.regulation ?? 'daning-2022',
  firstMonth,
  content: { kind: 'binding', areaCode, title: own.title ?? null },
  reason: '重新制定办法',
  documentNumber: '试政发〔2026〕1 号',
})
const draft = (input: Draft) =>
  service.call(regulations.draftChange, input, { token: author.token })
const read = async () =>
  (await service.call(regulations.bindings, {}, { token: author.token })).data

beforeAll(async () => {
  service = await startTestService()
  author = await service.person('countyPolicy', county)
  publisher = await service.person('countyPolicy', county)
  rural = await service.person('worker', testAreas.grid)
})
afterAll(() => service.close())

describe('which regulation binds', () => {
  it('is told of the county and each township, from when, with the packs of the build', async () => {
    const data = await read()
    expect(data.county).toEqual({ code: county, name: '试验县' })
    expect(data.bindings).toMatchObject([
      { areaCode: county, regulation: 'daning-2022', startsOn: '2022-05-06' },
    ])
    expect(data.townships).toMatchObject([
      { name: '东河镇', startsOn: '2022-05-06', problem: null },
      { name: '西山乡', startsOn: '2022-05-06', problem: null },
    ])
    expect(data.packs.filter((one) => one.pays).map((one) => one.regulation)).toEqual([
      ...payRegulations.keys(),
    ])
    expect(data.packs).toHaveLength(library.size)
    for (const pack of data.packs) expect(pack.pays).toBe(pack.reason === null)
  })

  it('is bound by two people from a month on, under the county’s own name', async () => {
    const title = '试验县网格员考核办法'
    await publishedChange(
      service,
      { author, publisher },
      bindingDraft(county, '2026-07', { title }),
    )
    expect((await read()).bindings).toMatchObject([
      { startsOn: '2022-05-06' },
      { startsOn: '2026-07-01', title, documentNumber: '试政发〔2026〕1 号' },
    ])
    const on = async (day: string) =>
      (await service.call(regulations.book, { on: day }, { token: rural.token })).data.title
    expect(await on('2026-06-30')).not.toBe(title)
    expect(await on('2026-07-01')).toBe(title)
  })

  it('of a township goes before the county’s from its day on', async () => {
    const own = bindingDraft(township, '2026-06', { title: '东河镇试行办法' })
    await publishedChange(service, { author, publisher }, own)
    const { townships } = await read()
    expect(townships).toMatchObject([
      { name: '东河镇', title: '东河镇试行办法', startsOn: '2026-06-01' },
      { name: '西山乡', startsOn: '2022-05-06' },
    ])
  })

  it('is not bound twice from one month, nor by two who publish at once', async () => {
    const again = await draft(bindingDraft(county, '2026-07'))
    expect([again.status, again.error.code]).toEqual([409, 'regulationBindingExists'])
    const both = [
      await submittedChange(service, author, bindingDraft(county, '2026-10')),
      await submittedChange(service, author, bindingDraft(county, '2026-10')),
    ]
    const answers = await Promise.all(
      both.map(({ id: changeId, version }) =>
        service.call(
          regulations.decideChange,
          { changeId, version, decision: 'publish', reason: null },
          { token: publisher.token },
        ),
      ),
    )
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
    const { bindings } = await read()
    expect(bindings.filter((one) => one.startsOn === '2026-10-01')).toHaveLength(1)
  })

  it('is refused before the text is in force, over a frozen month, or outside the county', async () => {
    const early = await draft(bindingDraft(county, '2022-04'))
    expect(early.error.code).toBe('regulationValueRefused')
    expect(early.error.message).toContain('2022-05-06')
    const outside = await draft(bindingDraft('141031', '2026-09'))
    expect(outside.error.code).toBe('regulationUnknown')
    const village = await draft(bindingDraft(testAreas.village, '2026-09'))
    expect(village.error.code).toBe('regulationUnknown')
    const office = await service.person('townshipOffice', township)
    const key = { townshipCode: township, month: '2026-05' }
    await closedMonth(service, { ...key, token: office.token })
    await service.call(pay.freeze, key, { token: office.token })
    const frozen = await draft(bindingDraft(county, '2026-05'))
    expect(frozen.error.code).toBe('regulationMonthFrozen')
    // the other township has no frozen month: it may still be bound from May
    const free = await draft(bindingDraft(testAreas.otherTownship, '2026-05'))
    expect(free.status, JSON.stringify(free.error)).toBe(200)
  })

  it('is refused of a regulation that no pack is', async () => {
    const unknown = await draft(bindingDraft(county, '2026-09', { regulation: 'nowhere-2020' }))
    expect(unknown.error.code).toBe('regulationUnknown')
  })

  it('is missing where nothing binds, and the closing names the day', async () => {
    const { prisma } = service.parts.database
    await prisma.regulationBinding.deleteMany()
    const { townships } = await read()
    for (const one of townships) expect(one.problem).toContain('没有适用于')
    const close = { month: '2026-04', townshipCodes: [township] }
    const office = await service.person('townshipOffice', township)
    const answer = await service.call(pay.close, close, { token: office.token })
    expect(answer.error.code).toBe('regulationUnbound')
  })
})

describe('the book of any pack', () => {
  it('names first what the text leaves open, with what cannot be computed until it is set', async () => {
    for (const pack of library.values()) {
      const { data, status } = await service.call(
        regulations.book,
        { regulation: pack.id },
        { token: author.token },
      )
      expect(status, pack.id).toBe(200)
      expect(data).toMatchObject({ regulation: pack.id, pays: payRegulations.has(pack.id) })
      expect(data.articles.length).toBeGreaterThan(10)
      for (const one of data.unset) expect(one.consequence).toMatch(/^定之前不能按.+计算：.+/)
      for (const one of data.parameters) expect(one.history.length).toBeGreaterThan(0)
    }
  })
})
