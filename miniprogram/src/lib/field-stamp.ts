import type { fieldStamp } from '@contract/primitives'
import type * as z from 'zod/mini'
import { deviceNowMs } from './clock'
import { deviceId } from './id'
import { serverTimeTicket } from './server-time'

/** What every record taken in the field carries: which device, when by its clock, and its newest ticket. */
export function newFieldStamp(atMs = deviceNowMs()): z.infer<typeof fieldStamp> {
  return { deviceId: deviceId(), deviceTakenAtMs: atMs, ticket: serverTimeTicket() }
}
