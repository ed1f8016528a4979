import { describe, expect, it } from 'vitest'
import { type Fix, weakSignals } from './weak-signals'

const noon = Date.UTC(2024, 4, 6, 4)
const fix = (
  change: Partial<Fix> = {},
  place: Partial<NonNullable<Fix['position']>> = {},
): Fix => ({
  position: {
    longitude: 110.751234,
    latitude: 36.461234,
    datum: 'wgs84',
    accuracyMeters: 20,
    ...place,
  },
  takenAtMs: noon,
  receivedAtMs: noon + 800,
  deviceId: 'phone-1',
  personId: 'person-1',
  ...change,
})
const earlier = (minutes: number): Partial<Fix> => ({
  takenAtMs: noon - minutes * 60_000,
  receivedAtMs: noon - minutes * 60_000,
})

describe('weakSignals', () => {
  it('has nothing to say about an ordinary reading', () => {
    expect(weakSignals(fix(), [])).toEqual([])
    expect(weakSignals(fix(), [fix(earlier(60), { longitude: 110.7613 })])).toEqual([])
  })

  it('notes accuracy that is absent, zero or coarse', () => {
    expect(weakSignals(fix({}, { accuracyMeters: null }), [])).toEqual(['accuracyAbsent'])
    expect(weakSignals(fix({}, { accuracyMeters: 0 }), [])).toEqual(['accuracyZero'])
    expect(weakSignals(fix({}, { accuracyMeters: 201 }), [])).toEqual(['accuracyTooCoarse'])
    expect(weakSignals(fix({ position: null }), [])).toEqual([])
  })

  it('notes the very same coordinates, unless they are one cached reading', () => {
    expect(weakSignals(fix(), [fix(earlier(24 * 60))])).toEqual(['coordinatesRepeated'])
    expect(weakSignals(fix(), [fix(earlier(0.5))])).toEqual([])
    expect(
      weakSignals(fix(), [fix({ ...earlier(60), personId: 'person-2', deviceId: 'p2' })]),
    ).toEqual([])
  })

  it('notes a speed nobody travels at, in either order', () => {
    const far = { longitude: 111.5 }
    expect(weakSignals(fix(), [fix(earlier(5), far)])).toEqual(['speedImpossible'])
    expect(weakSignals(fix(), [fix(earlier(-5), far)])).toEqual(['speedImpossible'])
    expect(weakSignals(fix(), [fix(earlier(60), far)])).toEqual([])
    expect(weakSignals(fix(), [fix(earlier(0), { longitude: 110.7515 })])).toEqual([])
  })

  it('allows for the circles of both readings', () => {
    const beside = fix(earlier(0), { longitude: 110.7555, accuracyMeters: 180 })
    expect(weakSignals(fix({}, { accuracyMeters: 180 }), [beside])).toEqual([])
    expect(
      weakSignals(fix(), [{ ...beside, position: { ...fix().position!, longitude: 110.7555 } }]),
    ).toEqual(['speedImpossible'])
  })

  it('notes a clock that is off, but not a late sending', () => {
    const tenMinutes = 10 * 60_000
    expect(weakSignals(fix({ receivedAtMs: noon + tenMinutes }), [])).toEqual(['deviceClockOff'])
    expect(weakSignals(fix({ receivedAtMs: noon - tenMinutes }), [])).toEqual(['deviceClockOff'])
    expect(weakSignals(fix({ receivedAtMs: noon + tenMinutes, offline: true }), [])).toEqual([])
    expect(weakSignals(fix({ receivedAtMs: noon - tenMinutes, offline: true }), [])).toEqual([
      'deviceClockOff',
    ])
  })

  it('notes one device for two people within a day', () => {
    expect(weakSignals(fix(), [fix({ ...earlier(60), personId: 'person-2' })])).toEqual([
      'deviceShared',
    ])
    expect(weakSignals(fix(), [fix({ ...earlier(25 * 60), personId: 'person-2' })])).toEqual([])
    expect(
      weakSignals(fix({ deviceId: null }), [
        fix({ ...earlier(60), personId: 'p2', deviceId: null }),
      ]),
    ).toEqual([])
  })
})
