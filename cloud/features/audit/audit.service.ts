import { auditEvents, type list } from '../../contract/audit'
import type { InputOf, OutputOf } from '../../contract/define'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { idText, idTextOrNull } from '../../platform/ids'
import type { StaffService } from '../staff/staff.service'
import { auditPolicy } from './audit.policy'
import type { AuditRow, AuditStore } from './audit.store'

const pageSize = 50

type Entry = OutputOf<typeof list>['entries'][number]

function labelOf(event: string): string {
  return event in auditEvents ? auditEvents[event as keyof typeof auditEvents] : '其他操作'
}

function present(row: AuditRow, names: ReadonlyMap<string, string>): Entry {
  const accountId = idTextOrNull(row.accountId)
  return {
    id: String(row.id),
    atMs: row.at.getTime(),
    accountName: accountId === null ? null : (names.get(accountId) ?? null),
    event: row.event,
    eventLabel: labelOf(row.event),
    subjectId: row.subjectId,
    areaCode: row.areaCode,
  }
}

export type AuditService = ReturnType<typeof createAuditService>

export function createAuditService({ store, staff }: { store: AuditStore; staff: StaffService }) {
  return {
    async list(input: InputOf<typeof list>, actor: Actor): Promise<OutputOf<typeof list>> {
      const { areaCode, accountId, after } = input
      const scopes = auditPolicy.scopes(actor, areaCode)
      if (scopes.length === 0) throw new Refusal('notFound')
      if (after !== undefined && !/^\d{1,18}$/.test(after)) {
        throw new Refusal('badInput', { message: '翻页位置不对，请从头查看' })
      }
      const limit = input.limit ?? pageSize
      const withoutArea = auditPolicy.seesWithoutArea(actor, areaCode)
      const before = after === undefined ? undefined : BigInt(after)
      const found = await store.list({ scopes, withoutArea, accountId, before, limit: limit + 1 })
      const page = found.slice(0, limit)
      const actors = page.flatMap((row) => (row.accountId ? [idText(row.accountId)] : []))
      const names = await staff.names(actors)
      const last = page.at(-1)
      return {
        entries: page.map((row) => present(row, names)),
        next: found.length > limit && last ? String(last.id) : null,
      }
    },
  }
}
