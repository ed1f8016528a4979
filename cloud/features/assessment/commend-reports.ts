import type * as contract from '../../contract/assessment'
import type { InputOf } from '../../contract/define'
import { Refusal } from '../../http/refusal'
import { dateOfDay, shanghaiMonth } from '../../platform/clock'
import { idBytes } from '../../platform/ids'
import { presentCommendation } from './assessment.present'
import type { AssessmentParts, Deed, Recording } from './recording'

/** A valid report that an office commended by notice. */
export function createCommendations(
  { store, months }: AssessmentParts,
  { around, mustBeRead, validReport }: Recording,
) {
  return {
    async recordCommendation(input: InputOf<typeof contract.recordCommendation>, deed: Deed) {
      const { worker } = await validReport(deed.actor, input.reportId)
      const others = await store.commendationsOf(deed.tx, input.reportId)
      if (
        others.some(
          (one) => one.level === input.level && one.documentNumber === input.documentNumber,
        )
      ) {
        throw new Refusal('alreadyDecided')
      }
      const month = await months.firstOpenMonth(
        worker.townshipCode,
        shanghaiMonth(deed.nowMs),
        deed.tx,
      )
      await mustBeRead(worker.gridCode, month, 'commendations')
      const row = await store.createCommendation(deed.tx, {
        id: idBytes(deed.commandId),
        accountId: idBytes(worker.accountId),
        reportId: idBytes(input.reportId),
        month,
        level: input.level,
        documentNumber: input.documentNumber,
        evidence: input.evidence,
        noticedOn: dateOfDay(input.noticedOn),
        recordedBy: idBytes(deed.actor.accountId),
        recordedAt: new Date(deed.nowMs),
      })
      const warnings = others.length > 0 ? ['这条信息已受过表扬，按最高级别计奖，只补差额'] : []
      const ids = [worker.accountId, deed.actor.accountId]
      return {
        record: presentCommendation(row, await around(deed.actor, worker.gridCode, ids, warnings)),
        worker,
      }
    },
  }
}
