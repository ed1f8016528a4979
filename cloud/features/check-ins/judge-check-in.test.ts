import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { believedTime } from '../../platform/field-time'
import { convertPosition, type Position, prepareFence } from '../../platform/geometry'
import { checkInParameters } from './check-in-parameters'
import { checkInSentence } from './check-in-sentence'
import { type CheckInFacts, judgeCheckIn, type NamedFence } from './judge-check-in'

const received = Date.parse('2026-06-15T10:00:00+08:00')
const centre: Position = { longitude: 110.75, latitude: 36.46, datum: 'wgs84', accuracyMeters: 15 }

const square: NamedFence = {
  ...prepareFence({
    outline: {
      type: 'Polygon',
      coordinates: [
        [
          [110.745, 36.456],
          [110.755, 36.456],
          [110.755, 36.464],
          [110.745, 36.464],
        ],
      ],
    },
  }),
  points: [{ longitude: 110.76, latitude: 36.46, radiusMeters: 60, name: '村委会' }],
}

const at = (place: Partial<Position>): Position => ({ ...centre, ...place })

function judge(change: Partial<CheckInFacts> = {}) {
  return judgeCheckIn({
    position: centre,
    time: { takenAtMs: received, notes: [] },
    fence: square,
    previous: null,
    deviceShared: false,
    standsIn: false,
    ...change,
  })
}

function sentence(change: Partial<CheckInFacts>, frozen = false): string {
  return checkInSentence({ ...judge(change), gridName: '阳光社区第一网格', frozen })
}

describe('where a check-in was taken', () => {
  it('is inside, counted, with the distance to the line below zero', () => {
    const judged = judge()
    expect(judged).toMatchObject({ verdict: 'inside', counted: true, notes: [], day: '2026-06-15' })
    expect(judged.distanceMeters).toBeCloseTo(-444.8, 0)
    expect(sentence({})).toBe('在阳光社区第一网格内，已计入 6月15日。')
  })

  it('is on the edge when the circle crosses the line from either side, and counts', () => {
    for (const longitude of [110.74495, 110.74505]) {
      expect(judge({ position: at({ longitude }) })).toMatchObject({
        verdict: 'edge',
        counted: true,
      })
    }
    expect(sentence({ position: at({ longitude: 110.74495 }) })).toContain(
      '在网格边缘，已计入 6月15日',
    )
  })

  it('is outside, stored and not counted, and says what can be done', () => {
    const position = at({ longitude: 110.74 })
    expect(judge({ position })).toMatchObject({ verdict: 'outside', counted: false })
    expect(sentence({ position })).toMatch(/最近处约 447 米.*没有计入.*走进网格.*补签/)
    expect(sentence({ position: at({ longitude: 110.6 }) })).toContain('13.0 公里')
  })

  it('is inside at a named point beside the outline', () => {
    const position = at({ longitude: 110.7603 })
    expect(judge({ position })).toMatchObject({
      verdict: 'inside',
      counted: true,
      pointName: '村委会',
    })
    expect(sentence({ position })).toContain('在签到点“村委会”')
  })

  it('is the same in GCJ-02', () => {
    const position = convertPosition(at({ longitude: 110.7448 }), 'gcj02')
    const judged = judge({ position })
    expect(judged.verdict).toBe('outside')
    expect(judged.distanceMeters).toBeCloseTo(
      judge({ position: at({ longitude: 110.7448 }) }).distanceMeters ?? 0,
      0,
    )
  })

  it('is unknown without a sound position, each cause with its own advice', () => {
    const none = (change: Partial<CheckInFacts>) => judge({ position: null, ...change })
    expect(none({})).toMatchObject({ verdict: 'noPosition', counted: false, distanceMeters: null })
    expect(none({ positionFailure: 'denied' }).notes).toEqual(['positionDenied'])
    expect(none({ positionFailure: 'timeout' }).notes).toEqual(['positionTimeout'])
    expect(sentence({ position: null, positionFailure: 'denied' })).toContain('允许定位')
    expect(sentence({ position: null })).toMatch(/开阔.*照片.*补签/)
    const nullIsland = at({ longitude: 0, latitude: 0 })
    expect(judge({ position: nullIsland })).toMatchObject({
      verdict: 'noPosition',
      counted: false,
      notes: ['positionUnsound'],
    })
  })

  it('cannot be told in a grid without an outline, which is the office’s to mend', () => {
    expect(judge({ fence: null })).toMatchObject({
      verdict: 'noPosition',
      counted: false,
      notes: ['outlineMissing'],
    })
    expect(sentence({ fence: null })).toContain('乡镇平安办')
  })

  it('is not on the edge everywhere for a phone that knows only its province', () => {
    const position = at({ longitude: 110.6, accuracyMeters: 300_000 })
    expect(judge({ position })).toMatchObject({
      verdict: 'outside',
      counted: false,
      notes: ['accuracyPoor'],
    })
  })
})

describe('weak signals', () => {
  const earlier = (minutes: number, place: Partial<Position>) => ({
    position: at(place),
    takenAtMs: received - minutes * 60_000,
  })

  it('are noted and decide nothing', () => {
    const absent: Position = { longitude: 110.75, latitude: 36.46, datum: 'wgs84' }
    expect(judge({ position: absent })).toMatchObject({ counted: true, notes: ['accuracyAbsent'] })
    expect(judge({ position: at({ accuracyMeters: 0 }) }).notes).toEqual(['accuracyZero'])
    expect(judge({ previous: earlier(60, {}) })).toMatchObject({
      counted: true,
      notes: ['exactRepeat'],
    })
    expect(judge({ previous: earlier(5, { longitude: 111.2 }) }).notes).toEqual(['impossibleSpeed'])
    expect(judge({ previous: earlier(60, { longitude: 111.2 }) }).notes).toEqual([])
    expect(judge({ deviceShared: true })).toMatchObject({ counted: true, notes: ['sharedDevice'] })
  })
})

describe('the day a check-in belongs to', () => {
  const day = (takenAt: string, receivedAt: string, ticketAt: string | null) =>
    judge({
      time: believedTime({
        deviceTakenAtMs: Date.parse(takenAt),
        ticket: ticketAt === null ? null : { issuedAtMs: Date.parse(ticketAt) },
        receivedAtMs: Date.parse(receivedAt),
        lateHours: checkInParameters.lateHours.value,
      }),
    })

  it('changes at midnight in Shanghai, and so may the month (G-DN-044)', () => {
    const [before, after] = ['2022-06-30T23:59:59+08:00', '2022-07-01T00:00:00+08:00']
    expect(day(before, before, null).day).toBe('2022-06-30')
    expect(day(after, after, null).day).toBe('2022-07-01')
    expect(day(before, after, null)).toMatchObject({ day: '2022-06-30', notes: [] })
  })

  it('is that of the taking when a ticket bounds it, however late it is sent', () => {
    const judged = day(
      '2026-06-10T08:00:00+08:00',
      '2026-06-15T10:00:00+08:00',
      '2026-06-10T07:00:00+08:00',
    )
    expect(judged).toMatchObject({ day: '2026-06-10', counted: true, notes: ['offline', 'late'] })
    const text = checkInSentence({ ...judged, gridName: '第一网格', frozen: true })
    expect(text).toMatch(/已计入 6月10日.*72 小时.*6月已经定案/)
  })

  it('is that of the receipt when nothing bounds it or the clock is off', () => {
    const [taken, arrived] = ['2026-06-10T08:00:00+08:00', '2026-06-15T10:00:00+08:00']
    expect(day(taken, arrived, null)).toMatchObject({ day: '2026-06-15', notes: ['noTicket'] })
    expect(day(taken, arrived, '2026-06-15T09:00:00+08:00')).toMatchObject({
      day: '2026-06-15',
      counted: true,
      notes: ['clockOff'],
    })
  })
})

it('always says what it came to, for any position whatever', () => {
  const coordinate = fc.double({ noNaN: true, min: -180, max: 180 })
  const place = fc.record({
    longitude: coordinate,
    latitude: fc.double({ noNaN: true, min: -90, max: 90 }),
    datum: fc.constantFrom('wgs84' as const, 'gcj02' as const),
    accuracyMeters: fc.option(fc.double({ noNaN: true, min: 0, max: 1e6 }), { nil: null }),
  })
  fc.assert(
    fc.property(fc.option(place), fc.option(place), (position, previous) => {
      const facts = {
        position,
        previous: previous && { position: previous, takenAtMs: received - 1 },
      }
      const judged = judge(facts)
      expect(judged.counted).toBe(judged.verdict === 'inside' || judged.verdict === 'edge')
      expect(judged.notes.join().length).toBeLessThanOrEqual(255)
      expect(sentence(facts)).toMatch(judged.counted ? /已计入/ : /没有计入.*补签/)
      const { distanceMeters } = judged
      if (judged.verdict === 'inside') expect(distanceMeters).toBeLessThanOrEqual(0)
      if (judged.verdict === 'outside') expect(distanceMeters).toBeGreaterThanOrEqual(0)
    }),
  )
})
