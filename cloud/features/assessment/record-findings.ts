import type * as contract from '../../contract/assessment'
import type { InputOf } from '../../contract/define'
import { Refusal } from '../../http/refusal'
import { dateOfDay, shanghaiDay } from '../../platform/clock'
import { idBytes, idText } from '../../platform/ids'
import { presentFinding } from './assessment.present'
import type { AssessmentParts, Deed, Recording } from './recording'

/** Notices of criticism, frauds and what else costs somebody something. */
export function createFindings(
  { store, months }: AssessmentParts,
  { around, workerFor, mustBeRead }: Recording,
) {
  return {
    async recordFinding(input: InputOf<typeof contract.recordFinding>, deed: Deed) {
      const { actor, nowMs, tx } = deed
      if (input.occurredOn > shanghaiDay(nowMs))
        throw new Refusal('badInput', { message: '发生日期还没有到' })
      if (input.kind === 'criticismNotice' && !input.level)
        throw new Refusal('badInput', { message: '请选择通报级别' })
      const worker = await workerFor(actor, input.accountId, input.occurredOn.slice(0, 7))
      const month = await months.firstOpenMonth(
        worker.townshipCode,
        input.occurredOn.slice(0, 7),
        tx,
      )
      await mustBeRead(worker.gridCode, month, input.kind === 'fraud' ? 'fraud' : 'findings')
      const earlier = await store.sameIncident(tx, input.accountId, input.incident)
      const row = await store.createFinding(tx, {
        id: idBytes(deed.commandId),
        accountId: idBytes(input.accountId),
        month,
        kind: input.kind,
        level: input.level ?? null,
        incident: input.incident,
        evidence: input.evidence,
        documentNumber: input.documentNumber ?? null,
        occurredOn: dateOfDay(input.occurredOn),
        recordedBy: idBytes(actor.accountId),
        recordedAt: new Date(nowMs),
      })
      const warnings = earlier > 0 ? ['此人已有一条同一事由的登记，请核对是否重复扣罚'] : []
      return {
        record: presentFinding(
          row,
          await around(actor, worker.gridCode, [worker.accountId, actor.accountId], warnings),
        ),
        worker,
      }
    },

    async withdrawFinding(
      { findingId, reason }: InputOf<typeof contract.withdrawFinding>,
      deed: Deed,
    ) {
      const row = await store.finding(deed.tx, findingId)
      if (!row) throw new Refusal('notFound')
      const worker = await workerFor(deed.actor, idText(row.accountId), row.month)
      if (await months.isFrozen(worker.townshipCode, row.month, deed.tx))
        throw new Refusal('monthFrozen')
      const withdrawn = { by: deed.actor.accountId, atMs: deed.nowMs, reason }
      const count = await store.withdrawFinding(deed.tx, findingId, withdrawn)
      if (count === 0) throw new Refusal('alreadyDecided')
      return worker
    },
  }
}
