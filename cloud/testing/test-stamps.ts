import type * as z from 'zod/mini'
import type { fieldStamp } from '../contract/primitives'
import { signTicket } from '../platform/crypto'
import { timeTicketPurpose } from '../platform/field-time'
import type { TestService } from './test-service'

type Stamp = z.infer<typeof fieldStamp>

/** Of a phone that had asked the service a minute before it took the record, and whose clock is right. */
export function stampAt(service: Pick<TestService, 'parts'>, takenAtMs: number): Stamp {
  const issuedAtMs = takenAtMs - 60_000
  const ticket = signTicket({ issuedAtMs }, service.parts.keys.signing, timeTicketPurpose)
  return { deviceId: 'phone-9', deviceTakenAtMs: takenAtMs, ticket }
}
