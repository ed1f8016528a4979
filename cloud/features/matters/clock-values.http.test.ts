import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clocks, matters } from '../../contract'
import type { InputOf } from '../../contract/define'
import { addDays, dayMs, shanghaiDay } from '../../platform/clock'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let centre: TestPerson
let office: TestPerson
let elsewhere: TestPerson
let worker: TestPerson

const { county, township, grid } = testAreas

beforeAll(async () => {
  service = await startTestService()
  centre = await service.person('countyCentre', county)
  office = await service.person('townshipOffice', township)
  elsewhere = await service.person('countyCentre', '141031')
  worker = await service.person('worker', grid)
})
afterAll(() => service.close())

const today = () => shanghaiDay(service.clock.nowMs())
const tomorrow = () => addDays(today(), 1)

type Set = InputOf<typeof clocks.set>
const given = (changed: Partial<Set> = {}): Set => ({
  countyCode: county,
  startsOn: tomorrow(),
  basis: '县综治办〔2026〕3号',
  values: [{ clock: 'accept', classCode: 'facility', level: 'ordinary', minutes: 60 }],
  ...changed,
})

const listed = async (person: TestPerson, input: Partial<InputOf<typeof clocks.list>> = {}) =>
  (await service.call(clocks.list, { clock: 'accept', ...input }, { token: person.token })).data

async function raise(classCode: 'facility' | 'sanitation' = 'facility') {
  const answer = await service.call(
    matters.raise,
    {
      gridCode: grid,
      classCode,
      level: 'ordinary',
      text: '路灯不亮',
      position: null,
      photoIds: [],
    },
    { token: worker.token },
  )
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return detailOf(answer.data.matterId)
}

async function detailOf(matterId: string) {
  const { data } = await service.call(matters.detail, { matterId }, { token: office.token })
  const { id, clock, raisedAtMs } = data.matter
  return {
    id,
    leftMs: (clock?.dueAtMs ?? 0) - raisedAtMs,
    dueAtMs: clock?.dueAtMs,
    text: data.clockText,
  }
}

describe('the list of clocks', () => {
  checkEndpoint(() => service, {
    entry: clocks.list,
    token: () => worker.token,
    stranger: () => elsewhere.token,
    valid: () => ({ areaCode: township, clock: 'accept' as const }),
    invalid: () => ({ clock: 'sleep' }),
  })
})

describe('setting clocks', () => {
  checkEndpoint(() => service, {
    entry: clocks.set,
    token: () => centre.token,
    stranger: () => elsewhere.token,
    valid: () =>
      given({ values: [{ clock: 'archive', classCode: 'other', level: 'urgent', minutes: 60 }] }),
    invalid: () => given({ values: [] }),
    other: () =>
      given({ values: [{ clock: 'archive', classCode: 'other', level: 'urgent', minutes: 90 }] }),
  })

  const refusedFor = async (changed: Partial<Set>, person = centre) =>
    (await service.call(clocks.set, given(changed), { token: person.token })).error

  it('is the county centre’s alone', async () => {
    expect((await refusedFor({}, office)).code).toBe('notAllowed')
    expect((await listed(office)).maySet).toBe(false)
    expect((await listed(centre)).maySet).toBe(true)
  })

  it('begins on a day that has not begun, and not years ahead', async () => {
    expect((await refusedFor({ startsOn: today() })).message).toContain('最早从明天起')
    expect((await refusedFor({ startsOn: addDays(today(), -3) })).code).toBe('badInput')
    expect((await refusedFor({ startsOn: addDays(today(), 500) })).message).toContain('太远')
    const [value] = given().values
    if (!value) throw new Error('a value is given')
    expect((await refusedFor({ values: [value, value] })).message).toContain('写了两次')
    expect((await refusedFor({ values: [{ ...value, minutes: 0 }] })).code).toBe('badInput')
  })

  it('holds for clocks that start from its day on; those that run keep theirs', async () => {
    const running = await raise()
    expect(running.text).toContain('系统默认值')
    const answer = await service.call(clocks.set, given(), { token: centre.token })
    expect(answer.status, JSON.stringify(answer.error)).toBe(200)
    const before = await listed(office)
    const lengthOf = ({ rows }: typeof before) =>
      rows.find((row) => row.classCode === 'facility')?.lengths[0]
    expect(lengthOf(before)).toMatchObject({ isDefault: true, minutes: 7 * 60, basis: null })
    expect(before.coming.filter((one) => one.clock === 'accept')).toMatchObject([
      { classCode: 'facility', level: 'ordinary', minutes: 60, text: '1 个工作小时' },
    ])
    expect((await raise()).text).toContain('系统默认值')

    service.clock.advance(dayMs)
    expect(lengthOf(await listed(office))).toMatchObject({
      isDefault: false,
      minutes: 60,
      startsOn: today(),
      basis: '县综治办〔2026〕3号',
    })
    const started = await raise()
    expect(started.text).toMatch(/受理时限 1 个工作小时（本县自定，.*县综治办〔2026〕3号）/)
    expect((await raise('sanitation')).text).toContain('系统默认值')
    const still = await detailOf(running.id)
    expect([still.dueAtMs, still.text]).toEqual([running.dueAtMs, running.text])
  })

  it('goes back to the product’s own', async () => {
    const value = { clock: 'accept', classCode: 'facility', level: 'ordinary' } as const
    await service.call(clocks.set, given({ values: [{ ...value, minutes: null }] }), {
      token: centre.token,
    })
    service.clock.advance(dayMs)
    expect((await raise()).text).toContain('系统默认值')
  })
})
