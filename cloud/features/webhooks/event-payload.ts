import {
  type MatterClassCode,
  type MatterMove,
  matterClass,
  matterMoveLabel,
  type MatterState,
  matterStateWords,
  openMatterStates,
} from '../../contract/matter-taxonomy'
import type { WebhookEvent } from '../../contract/webhooks'

/** An event of a matter that a webhook may be told of. */
export interface TellableEvent {
  eventId: string
  matterId: string
  number: number
  move: MatterMove
  fromState: MatterState | null
  toState: MatterState
  atMs: number
  receiptNumber: string
  classCode: MatterClassCode
  gridCode: string
}

/** States in which the way is over for the one who raised it. */
export const overStates: readonly MatterState[] = ['closed', 'ended']

export function typeOf({ move, fromState, toState }: TellableEvent): WebhookEvent {
  if (move === 'raise') return 'matter.raised'
  return overStates.includes(toState) && fromState !== toState ? 'matter.closed' : 'matter.moved'
}

/**
 * What is sent: what happened, where it now stands, and where to read the rest. No words of
 * anybody and no exact place: those are read at `url`, as far as they are public when it is read.
 */
export function payloadOf(event: TellableEvent, publicUrl: string): string {
  return JSON.stringify({
    type: typeOf(event),
    timestamp: new Date(event.atMs).toISOString(),
    data: {
      service_request_id: event.receiptNumber,
      number: event.number,
      move: event.move,
      move_label: matterMoveLabel[event.move],
      status: openMatterStates.includes(event.toState) ? 'open' : 'closed',
      state: event.toState,
      state_words: matterStateWords[event.toState],
      service_code: event.classCode,
      service_name: matterClass(event.classCode).label,
      jurisdiction_id: event.gridCode.slice(0, 6),
      address_id: event.gridCode,
      url: `${publicUrl}/open311/v2/requests/${event.receiptNumber}.json`,
    },
  })
}
