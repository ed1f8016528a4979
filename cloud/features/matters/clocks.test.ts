import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  matterClass,
  matterClassCodes,
  type MatterLevel,
  matterLevels,
} from '../../contract/matter-taxonomy'
import { type ClockName, clockNames } from '../../contract/clocks'
import { clockHours } from './clock-hours'
import { buildClockBook } from './clock-values.service'
import type { ClockValue } from './clock-values.store'
import {
  addWorkingMs,
  clockLabel,
  clockRule,
  clockSentence as sentenceBy,
  dueAtOf as dueBy,
  productClocks,
  type Timed,
  workingMsBetween,
} from './clocks'
import { isOfficeTime } from './working-time'

const hour = 3_600_000
/** An instant written as Shanghai's clock shows it. */
const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`)
const shown = (ms: number): string =>
  new Date(ms + 8 * hour).toISOString().slice(0, 16).replace('T', ' ')
const later = (from: string, hours: number): string => shown(addWorkingMs(at(from), hours * hour))
const between = (from: string, to: string): number => workingMsBetween(at(from), at(to)) / hour

describe('working time', () => {
  it('leaves out lunch and night', () => {
    expect(later('2026-11-30 11:00', 2)).toBe('2026-11-30 15:00')
    expect(later('2026-11-30 17:00', 1)).toBe('2026-12-01 09:00')
    expect(between('2026-11-30 12:00', '2026-11-30 14:00')).toBe(0)
    expect(between('2026-11-30 00:00', '2026-12-01 00:00')).toBe(7)
    expect(later('2026-11-30 22:10', 1)).toBe('2026-12-01 09:30')
  })
  it('ends with a session that uses it up, not with the next', () => {
    expect(later('2026-11-30 08:30', 3.5)).toBe('2026-11-30 12:00')
    expect(later('2026-11-30 08:30', 7)).toBe('2026-11-30 17:30')
    expect(later('2026-11-27 15:00', 2.5)).toBe('2026-11-27 17:30')
  })
  it('leaves out a weekend', () => {
    expect(later('2026-11-27 16:30', 2)).toBe('2026-11-30 09:30')
    expect(between('2026-11-27 17:30', '2026-11-30 08:30')).toBe(0)
  })
  it('leaves out the October holidays and counts the Saturday that makes up for them', () => {
    expect(later('2026-09-30 17:00', 1)).toBe('2026-10-08 09:00')
    expect(between('2026-10-10 00:00', '2026-10-11 00:00')).toBe(7)
    // Friday the 9th, Saturday the 10th, then Monday the 12th
    expect(later('2026-10-09 08:30', 14.5)).toBe('2026-10-12 09:00')
  })
  it('goes back as it goes on', () => {
    expect(between('2026-11-30 09:30', '2026-11-27 16:30')).toBe(-2)
    expect(later('2026-11-30 09:30', -2)).toBe('2026-11-27 16:30')
    // the last instant that lies so far back: lunch before 14:00 belongs to the session after it
    expect(later('2026-11-30 15:00', -1)).toBe('2026-11-30 14:00')
    expect(later('2026-11-30 23:00', 0)).toBe('2026-11-30 23:00')
  })
  it('counts nothing before its first day', () => {
    expect(between('1999-05-06 10:00', '2022-01-01 00:00')).toBe(0)
    expect(shown(addWorkingMs(at('2022-01-04 09:00'), -100 * hour))).toBe('2022-01-01 00:00')
  })

  const instant = fc.integer({ min: at('2022-01-01 00:00'), max: at('2040-01-01 00:00') })
  const span = fc.integer({ min: -400 * hour, max: 2_000 * hour })
  it('measures back exactly what was added', () => {
    fc.assert(
      fc.property(instant, span, (fromMs, workingMs) => {
        fc.pre(workingMs > 0 || fromMs > at('2023-01-01 00:00'))
        expect(workingMsBetween(fromMs, addWorkingMs(fromMs, workingMs))).toBe(workingMs)
      }),
    )
  })
  it('comes back to an instant within office time by adding what was measured', () => {
    fc.assert(
      fc.property(instant, instant, (fromMs, toMs) => {
        fc.pre(isOfficeTime(fromMs) && isOfficeTime(toMs))
        expect(addWorkingMs(fromMs, workingMsBetween(fromMs, toMs))).toBe(toMs)
      }),
    )
  })
  it('adds up over any instant between, and turns its sign with the direction', () => {
    fc.assert(
      fc.property(instant, instant, instant, (one, two, three) => {
        expect(workingMsBetween(one, two) + workingMsBetween(two, three)).toBe(
          workingMsBetween(one, three),
        )
        expect(workingMsBetween(one, two) + workingMsBetween(two, one)).toBe(0)
      }),
    )
  })
  it('agrees with counting minute by minute', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 12 * 24 * 60 }), (from, minutes) => {
        const fromMs = Math.floor(from / 60_000) * 60_000
        let counted = 0
        for (let minute = 0; minute < minutes; minute += 1) {
          if (isOfficeTime(fromMs + minute * 60_000)) counted += 1
        }
        expect(workingMsBetween(fromMs, fromMs + minutes * 60_000)).toBe(counted * 60_000)
      }),
      { numRuns: 10 },
    )
  })
  it('refuses what no calendar reaches', () => {
    expect(() => addWorkingMs(at('2099-12-01 09:00'), 10_000 * hour)).toThrow('2100')
  })
})

const gridCode = '141030100001A001'
const timedOf = (kind: Omit<Timed, 'gridCode'>): Timed => ({ ...kind, gridCode })
const dueAtOf = (clock: ClockName, kind: Omit<Timed, 'gridCode'>, fromMs: number) =>
  dueBy(clock, timedOf(kind), fromMs, productClocks)
const clockSentence = (clock: ClockName, kind: Omit<Timed, 'gridCode'>, fromMs: number) =>
  sentenceBy(clock, timedOf(kind), fromMs, productClocks)

describe('clocks', () => {
  const ordinary = { classCode: 'other', level: 'ordinary' } as const
  const facility = { classCode: 'facility', level: 'ordinary' } as const

  it('run in office time', () => {
    expect(shown(dueAtOf('accept', ordinary, at('2026-11-27 16:30')))).toBe('2026-11-30 16:30')
    expect(shown(dueAtOf('handle', ordinary, at('2026-11-27 16:30')))).toBe('2026-12-04 16:30')
  })
  it('give a class its own time', () => {
    expect(shown(dueAtOf('handle', facility, at('2026-11-27 16:30')))).toBe('2026-12-08 16:30')
  })
  it('do not wait for the morning in an emergency', () => {
    const emergency = { classCode: 'hazard', level: 'emergency' } as const
    const night = at('2026-10-03 23:50')
    expect(shown(dueAtOf('accept', emergency, night))).toBe('2026-10-04 00:20')
    expect(workingMsBetween(night, night + hour, 'emergency')).toBe(hour)
    expect(addWorkingMs(night, hour, 'emergency')).toBe(night + hour)
  })
  it('say how long and by what', () => {
    const day = at('2026-11-27 16:30')
    expect(clockSentence('handle', ordinary, day)).toBe(
      '处置时限 5 个工作日（系统默认值，2022年1月1日起，办法没有写明）',
    )
    expect(clockSentence('accept', { classCode: 'other', level: 'urgent' }, day)).toContain(
      '受理时限 2 个工作小时（',
    )
    expect(clockSentence('accept', { classCode: 'other', level: 'emergency' }, day)).toContain(
      '受理时限 30 分钟（',
    )
    expect(clockSentence('handle', { classCode: 'hazard', level: 'emergency' }, day)).toContain(
      '处置时限 12 小时（不分昼夜）（',
    )
  })
  it('end after they begin, for every class and level', () => {
    const from = at('2026-11-30 09:00')
    for (const clock of clockNames) {
      for (const classCode of matterClassCodes) {
        for (const level of matterLevels) {
          expect(dueAtOf(clock, { classCode, level }, from)).toBeGreaterThan(from)
        }
      }
    }
  })
})

describe('a county’s own clocks', () => {
  const set = (
    startsOn: string,
    minutes: number | null,
    more: Partial<ClockValue> = {},
  ): ClockValue => ({
    countyCode: '141030',
    clock: 'handle',
    classCode: 'facility',
    level: 'ordinary',
    minutes,
    startsOn,
    basis: '县综治办〔2026〕3号',
    setBy: '',
    setAtMs: 0,
    ...more,
  })
  const { countyClocks } = buildClockBook([
    set('2026-11-30', 7 * 60),
    set('2026-12-10', 14 * 60, { setAtMs: 1 }),
    set('2026-12-10', 21 * 60, { setAtMs: 2 }),
    set('2027-01-01', null),
  ])
  const facility = { classCode: 'facility', level: 'ordinary', gridCode } as const
  const hoursOn = (day: string, timed: Timed = facility, clock: ClockName = 'handle') =>
    clockRule(clock, timed, at(`${day} 09:00`), countyClocks).hours

  it('hold from their day on, the last said of a day before the others', () => {
    expect(hoursOn('2026-11-29')).toBe(49)
    expect(hoursOn('2026-11-30')).toBe(7)
    expect(hoursOn('2026-12-09')).toBe(7)
    expect(hoursOn('2026-12-10')).toBe(21)
  })
  it('give way to the product’s own again', () => {
    expect(hoursOn('2027-01-01')).toBe(49)
  })
  it('are nothing to another county, class, level or clock', () => {
    expect(hoursOn('2026-12-01', { ...facility, gridCode: '141031100001A001' })).toBe(49)
    expect(hoursOn('2026-12-01', { ...facility, classCode: 'sanitation' })).toBe(14)
    expect(hoursOn('2026-12-01', { ...facility, level: 'urgent' })).toBe(21)
    expect(hoursOn('2026-12-01', facility, 'accept')).toBe(7)
    expect(hoursOn('2026-12-10', facility, 'accept')).toBe(7)
  })
  it('say since when and by what', () => {
    expect(sentenceBy('handle', facility, at('2026-12-10 09:00'), countyClocks)).toBe(
      '处置时限 3 个工作日（本县自定，2026年12月10日起：县综治办〔2026〕3号）',
    )
  })
})

describe('the table in the documents', () => {
  const architecture = readFileSync(
    new URL('../../../docs/architecture.md', import.meta.url),
    'utf8',
  )
  const section = architecture.split('\n## ').find((part) => part.startsWith('A matter’s clocks'))
  const written = (section ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )

  it('is as it is in the code', () => {
    const cells = (hours: Record<MatterLevel, number>) =>
      matterLevels.map((level) => String(hours[level]))
    const rows = clockNames.flatMap((clock) =>
      clockHours[clock].flatMap(({ from, source, hours, classes }) => [
        [`\`${clock}\` ${clockLabel[clock]}`, '其他各类', ...cells(hours), source, from],
        ...matterClassCodes.flatMap((code) => {
          const own = classes[code]
          const label = matterClass(code).label
          return own
            ? [[`\`${clock}\` ${clockLabel[clock]}`, label, ...cells(own), source, from]]
            : []
        }),
      ]),
    )
    expect(written).toEqual(rows)
  })
})
