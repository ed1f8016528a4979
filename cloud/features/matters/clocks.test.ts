import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  matterClass,
  matterClassCodes,
  type MatterLevel,
  matterLevels,
} from '../../contract/matter-taxonomy'
import { clockHours, clockNames } from './clock-hours'
import { addWorkingMs, clockLabel, clockSentence, dueAtOf, workingMsBetween } from './clocks'
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
  it('cost next to nothing', () => {
    const started = performance.now()
    for (let count = 0; count < 20_000; count += 1) {
      dueAtOf('handle', ordinary, at('2026-11-27 16:30') + count * 61_000)
    }
    expect(performance.now() - started).toBeLessThan(2_000)
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
