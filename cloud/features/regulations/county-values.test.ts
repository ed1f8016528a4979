import { describe, expect, it } from 'vitest'
import { daning2022 } from '../../regulations'
import { boundRegulation } from './bound-regulation'
import {
  checkedValue,
  isReplaced,
  parametersOf,
  type PublishedValue,
  valuesOn,
} from './county-values'

const row = (own: Partial<PublishedValue>): PublishedValue => ({
  id: '1',
  changeId: 'change',
  regulation: daning2022.id,
  name: 'pieceRate.rural',
  from: '2026-05-01',
  value: 800,
  documentNumber: '1 号',
  authorId: 'author',
  publisherId: 'publisher',
  publishedAtMs: 1,
  ...own,
})

describe('what a county has set on a day', () => {
  const rows = [
    row({}),
    row({ id: '2', from: '2026-07-01', value: 900, publishedAtMs: 2 }),
    row({ id: '3', name: 'baseShare', value: 60, publishedAtMs: 3 }),
  ]

  it('is of each parameter the newest value, and nothing of a later month', () => {
    expect(valuesOn(rows, '2026-04-30')).toEqual([])
    expect(valuesOn(rows, '2026-06-30')).toEqual([
      { name: 'baseShare', from: '2026-05-01', value: 60 },
      { name: 'pieceRate.rural', from: '2026-05-01', value: 800 },
    ])
    expect(valuesOn(rows, '2026-07-31').at(-1)).toMatchObject({ value: 900 })
  })

  it('takes the later publication for one month, whatever order the rows come in', () => {
    const first = row({})
    const later = row({ id: '9', value: 850, publishedAtMs: 5 })
    for (const both of [
      [first, later],
      [later, first],
    ])
      expect(valuesOn(both, '2026-05-31')).toMatchObject([{ value: 850 }])
    expect([first, later].map((one) => isReplaced(one, [first, later]))).toEqual([true, false])
  })

  it('goes by the id where two were published in the same moment', () => {
    expect(
      valuesOn([row({ id: 'b', value: 1 }), row({ id: 'a', value: 2 })], '2026-05-31'),
    ).toEqual([{ name: 'pieceRate.rural', from: '2026-05-01', value: 1 }])
  })

  it('published later for an earlier month holds until the later value begins', () => {
    const both = [row({ from: '2026-07-01', value: 900 }), row({ id: '2', publishedAtMs: 9 })]
    expect(valuesOn(both, '2026-06-30')).toMatchObject([{ value: 800 }])
    expect(valuesOn(both, '2026-07-31')).toMatchObject([{ value: 900 }])
  })
})

describe('a value that is to be set', () => {
  const parameters = parametersOf(daning2022, '2026-05-31')
  const checked = (name: string, value: unknown) => {
    const parameter = parameters.get(name)
    if (!parameter) throw new Error(name)
    return checkedValue(parameter, value)
  }

  it('is stored exactly: money in fen, yes and no as such', () => {
    expect(checked('pieceRate.rural', '8.05')).toEqual({ ok: true, value: 805 })
    expect(checked('pieceRate.rural', 805)).toEqual({ ok: true, value: 805 })
    expect(checked('pieceCapAtPool', 'true')).toEqual({ ok: true, value: true })
    expect(checked('quotaKinds', ['rural'])).toEqual({ ok: true, value: ['rural'] })
    expect(checked('firstCountedMonth', '2026-09')).toEqual({ ok: true, value: '2026-09' })
  })

  it('is refused with the choices there are', () => {
    expect(checked('beyondQuotaPrice', 'both')).toMatchObject({
      ok: false,
      message: expect.stringContaining('可取：只给超额奖励、单价和超额奖励都给'),
    })
  })
})

describe('a pack as it binds a place', () => {
  const countyValues = [
    { name: 'checkInQuota', from: '2026-05-01', value: 22 },
    { name: 'major.most', from: '2026-05-01', value: 40_000 },
    { name: 'leaverAccrual', from: '2026-05-01', value: 'forfeited' },
    { name: 'leastAge', from: '2026-05-01', value: 21 },
  ]
  const bound = boundRegulation(daning2022, countyValues, '2022-05-06')

  it('answers every question by the county’s values, and is else the pack', () => {
    expect(bound.title).toBe(daning2022.title)
    expect(bound.packVersion).toBe(daning2022.packVersion)
    expect(bound.quotas('rural', '2026-05').checkIns).toMatchObject({ value: 22 })
    expect(bound.parameter('checkInQuota', '2026-05')).toMatchObject({ setByCounty: true })
    const major = { grade: 'major' as const, amountFen: 35_000, on: '2026-05-10' }
    expect(daning2022.validateMajorReportAmount(major)).toMatchObject({ code: 'amountOutOfRange' })
    expect(bound.validateMajorReportAmount(major)).toBeNull()
    const young = { bornOn: '2006-01-01', appliedOn: '2026-05-10' }
    expect(daning2022.checkEligibility(young).outcome).toBe('eligible')
    expect(bound.checkEligibility(young).outcome).toBe('refused')
    const year = {
      year: '2026',
      months: [{ month: '2026-06', accrualFen: 500 }],
      leftOn: '2026-06-30',
    }
    expect(daning2022.settleAccrual(year).payableFen).toBe(500)
    expect(bound.settleAccrual(year).payableFen).toBe(0)
  })

  it('holds before the county’s first month as the text has it', () => {
    expect(bound.quotas('rural', '2026-04').checkIns).toMatchObject({ value: 20 })
  })
})
