import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signTicket } from '../crypto'
import { believedTime, fieldTimeOf, timeTicketPurpose } from './field-time'

const received = Date.parse('2026-06-15T10:00:00+08:00')
const minutes = (count: number) => count * 60_000
const hours = (count: number) => minutes(60 * count)

function at(beforeMs: number, ticketBeforeMs: number | null) {
  return believedTime({
    deviceTakenAtMs: received - beforeMs,
    ticket: ticketBeforeMs === null ? null : { issuedAtMs: received - ticketBeforeMs },
    receivedAtMs: received,
    lateHours: 72,
  })
}

describe('the time a record was taken', () => {
  it('is the device’s own at once, with or without a ticket', () => {
    expect(at(1_000, minutes(1))).toEqual({ takenAtMs: received - 1_000, notes: [] })
    expect(at(1_000, null)).toEqual({ takenAtMs: received - 1_000, notes: [] })
  })
  it('is the device’s own hours later when the ticket is older', () => {
    expect(at(hours(5), hours(6))).toEqual({ takenAtMs: received - hours(5), notes: ['offline'] })
  })
  it('is noted as late beyond the limit, and kept', () => {
    expect(at(hours(72), hours(80)).notes).toEqual(['offline'])
    expect(at(hours(72) + 1, hours(80))).toEqual({
      takenAtMs: received - hours(72) - 1,
      notes: ['offline', 'late'],
    })
  })
  it('is when it arrived when the device says it was before the ticket', () => {
    expect(at(hours(2), hours(1))).toEqual({ takenAtMs: received, notes: ['clockOff'] })
    expect(at(hours(1) + minutes(5), hours(1))).toEqual({
      takenAtMs: received - hours(1),
      notes: ['offline'],
    })
    expect(at(hours(1) + minutes(5) + 1, hours(1)).notes).toEqual(['clockOff'])
  })
  it('is when it arrived when the device’s clock runs ahead', () => {
    expect(at(-minutes(5), hours(1))).toEqual({ takenAtMs: received, notes: [] })
    expect(at(-minutes(5) - 1, hours(1))).toEqual({ takenAtMs: received, notes: ['clockOff'] })
  })
  it('is when it arrived when nothing proves an older time', () => {
    expect(at(minutes(5), null)).toEqual({ takenAtMs: received - minutes(5), notes: ['offline'] })
    expect(at(minutes(5) + 1, null)).toEqual({ takenAtMs: received, notes: ['noTicket'] })
  })
  it('never lies before the ticket or after the arrival', () => {
    const offset = fc.integer({ min: -hours(200), max: hours(200) })
    fc.assert(
      fc.property(offset, fc.option(fc.integer({ min: 0, max: hours(200) })), (taken, ticket) => {
        const { takenAtMs } = at(taken, ticket)
        expect(takenAtMs).toBeLessThanOrEqual(received)
        if (ticket !== null) expect(takenAtMs).toBeGreaterThanOrEqual(received - ticket)
      }),
    )
  })
  it('takes a foreign ticket for none', () => {
    const key = new Uint8Array(32).fill(1)
    const known = { receivedAtMs: received, lateHours: 72, signingKey: key }
    const signed = (by: Uint8Array) => ({
      deviceTakenAtMs: received - hours(3),
      ticket: signTicket({ issuedAtMs: received - hours(4) }, by, timeTicketPurpose),
    })
    expect(fieldTimeOf(signed(key), known).notes).toEqual(['offline'])
    expect(fieldTimeOf(signed(new Uint8Array(32).fill(2)), known).notes).toEqual(['noTicket'])
    expect(fieldTimeOf({ deviceTakenAtMs: received, ticket: null }, known).notes).toEqual([])
  })
})
