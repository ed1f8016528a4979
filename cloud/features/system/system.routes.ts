import { system } from '../../contract'
import { timeTicketPurpose } from '../../platform/field-time'
import { type Route, serve } from '../../http/serve'
import { signTicket } from '../../platform/crypto'
import type { Database } from '../../platform/database'

export function systemRoutes(database: Database, signingKey: Uint8Array): Route[] {
  return [
    serve(system.health, async (_input, { nowMs }) => {
      await database.pool.query('SELECT 1')
      return { ok: true, nowMs }
    }),
    serve(system.time, async (_input, { nowMs }) => ({
      nowMs,
      ticket: signTicket({ issuedAtMs: nowMs }, signingKey, timeTicketPurpose),
    })),
  ]
}
