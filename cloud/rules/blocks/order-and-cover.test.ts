import { describe, expect, it } from 'vitest'
import { naming, number } from './blocks-for-tests'
import { elapsed } from './elapsed'
import { routine } from './routine'
import { shiftCoverage } from './shift-coverage'
import { missingBefore, stageOrder } from './stage-order'

describe('stages', () => {
  const stages = new Map([
    ['a', '一'],
    ['b', '二'],
    ['c', '三'],
  ])
  const order = stageOrder(naming, stages)

  it('follow each other', () => {
    expect(order([])).toMatchObject({ next: 'a', early: [], backwards: [] })
    expect(order([{ stage: 'a' }, { stage: 'b' }])).toMatchObject({ next: 'c', early: [] })
    expect(order([{ stage: 'a' }, { stage: 'b' }, { stage: 'c' }]).next).toBeNull()
  })

  it('tell what came too early, or before what stands before it', () => {
    expect(order([{ stage: 'a' }, { stage: 'c' }])).toMatchObject({ next: 'b', early: ['c'] })
    const dated = order([
      { stage: 'a', at: '2021-06-02' },
      { stage: 'b', at: '2021-06-01' },
      { stage: 'c', at: '2021-06-02' },
    ])
    expect(dated.backwards).toEqual(['b'])
    expect(dated.reasons.map(({ met }) => met)).toEqual([true, false, true])
    expect(order([{ stage: 'a', at: '2021-06-01' }, { stage: 'b' }]).backwards).toEqual([])
  })

  it('name what is missing before one', () => {
    expect(missingBefore(stages, [{ stage: 'a' }], 'c')).toEqual(['b'])
    expect(missingBefore(stages, [{ stage: 'a' }], 'b')).toEqual([])
    expect(missingBefore(stages, [], 'a')).toEqual([])
  })
})

describe('shifts', () => {
  const cover = shiftCoverage(naming, number('hours', 24, 'hours', '24 小时'))
  const shift = (from: string, to: string) => ({ from, to })

  it('tell the stretches without anybody', () => {
    const day = [shift('00:00', '08:00'), shift('08:00', '16:00'), shift('16:00', '23:00')]
    expect(cover(day)).toMatchObject({
      gaps: ['23:00-24:00'],
      gap: { value: 60 },
      covered: { value: 1380 },
    })
    expect(cover([...day, shift('23:00', '24:00')]).gaps).toEqual([])
    expect(cover([shift('08:00', '16:00')]).gaps).toEqual(['00:00-08:00', '16:00-24:00'])
  })

  it('run over midnight, and overlap without counting twice', () => {
    expect(cover([shift('20:00', '08:00'), shift('07:00', '20:00')]).gap.value).toBe(0)
    // from eight to eight is a whole day
    expect(cover([shift('08:00', '08:00')]).gap.value).toBe(0)
  })
})

it('measures a time, and judges it only where a limit is set', () => {
  const [from, to] = ['2021-06-30T23:50', '2021-07-01T00:20']
  expect(elapsed(naming, null)(from, to)).toMatchObject({ late: null, figure: { value: 30 } })
  const limit = (minutes: number) => number('limit', minutes, 'count', `${minutes} 分钟`)
  expect(elapsed(naming, limit(30))(from, to).late).toBe(false)
  expect(elapsed(naming, limit(29))(from, to)).toMatchObject({
    late: true,
    figure: {
      sentence: '2021-06-30T23:50 到 2021-07-01T00:20，超过 29 分钟，用时 30 分钟',
    },
  })
})

it('asks for records of each week and of the month', () => {
  const due = routine(
    { week: { ...naming, code: 'week' }, month: { ...naming, code: 'month' } },
    {
      perWeek: number('perWeek', 1, 'count', '1 次'),
      perMonth: number('perMonth', 1, 'count', '1 次'),
    },
  )
  const fridays = ['2021-06-04', '2021-06-11', '2021-06-18', '2021-06-25']
  expect(due('2021-06', fridays, ['2021-06-01']).outcome).toBe('met')
  const late = due('2021-06', fridays.slice(1), ['2021-07-01'])
  expect(late.outcome).toBe('notMet')
  expect(late.figures.map(({ value }) => value)).toEqual([3, 0])
  expect(late.sentence).toContain('2021-05-31 起的一周没有做够')
})
