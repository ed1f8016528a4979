import { verifyTicket } from '../crypto'

/** Purpose of the tickets every answer carries: the server's time, signed. */
export const timeTicketPurpose = 'server-time'

const minuteMs = 60_000
/** From how many hours on a record counts as sent late: noted, and kept all the same (A-X-04). */
export const lateHours = 72

/** How far a device's clock may be off before it is no longer believed. */
const believedOffsetMs = 5 * minuteMs
/** A record that arrives later than this after it was taken was taken offline. */
const offlineAfterMs = 2 * minuteMs

export type FieldTimeNote = 'offline' | 'late' | 'clockOff' | 'noTicket'

export interface FieldTimeInput {
  deviceTakenAtMs: number
  /** The newest server time the device held when it took the record; null: none, or not ours. */
  ticket: { issuedAtMs: number } | null
  receivedAtMs: number
  /** From how many hours on a record counts as sent late. */
  lateHours: number
}

export interface FieldTime {
  takenAtMs: number
  notes: FieldTimeNote[]
}

/**
 * When a record was taken, as far as it can be known. A ticket proves that it was not before the
 * ticket was issued, our own clock that it was not after it arrived; a device's clock is believed
 * in between, and outside by five minutes at most. Without a ticket an old time cannot be proved.
 */
export function believedTime(input: FieldTimeInput): FieldTime {
  const { deviceTakenAtMs, receivedAtMs, lateHours } = input
  const ticket =
    input.ticket && input.ticket.issuedAtMs <= receivedAtMs + believedOffsetMs ? input.ticket : null
  const notBeforeMs = ticket ? ticket.issuedAtMs : receivedAtMs
  const believed =
    deviceTakenAtMs >= notBeforeMs - believedOffsetMs &&
    deviceTakenAtMs <= receivedAtMs + believedOffsetMs
  if (!believed) return { takenAtMs: receivedAtMs, notes: [ticket ? 'clockOff' : 'noTicket'] }
  const earliestMs = ticket ? ticket.issuedAtMs : deviceTakenAtMs
  const takenAtMs = Math.min(Math.max(deviceTakenAtMs, earliestMs), receivedAtMs)
  const notes: FieldTimeNote[] = []
  const waitedMs = receivedAtMs - takenAtMs
  if (waitedMs > offlineAfterMs) notes.push('offline')
  if (waitedMs > lateHours * 60 * minuteMs) notes.push('late')
  return { takenAtMs, notes }
}

export interface FieldStamp {
  deviceTakenAtMs: number
  ticket: string | null
}

/**
 * `believedTime` of a stamp as it came; a ticket that is not ours counts as none. Without a stamp it
 * was done when it arrived.
 */
export function fieldTimeOf(
  stamp: FieldStamp | undefined,
  known: { receivedAtMs: number; lateHours: number; signingKey: Uint8Array },
): FieldTime {
  if (!stamp) return { takenAtMs: known.receivedAtMs, notes: [] }
  const read = stamp.ticket ? verifyTicket(stamp.ticket, known.signingKey, timeTicketPurpose) : null
  return believedTime({
    deviceTakenAtMs: stamp.deviceTakenAtMs,
    ticket: read?.ok ? read.payload : null,
    receivedAtMs: known.receivedAtMs,
    lateHours: known.lateHours,
  })
}
