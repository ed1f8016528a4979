import type { Transaction } from '../../platform/database'
import type { AreasService } from '../areas/areas.service'
import type { NoticeDraft, NoticesService } from '../notices/notices.service'
import type { StaffService } from '../staff/staff.service'
import { spanText } from './ask-leave'
import type { LeaveRecord } from './leave.store'

export interface TellParts {
  areas: Pick<AreasService, 'directory'>
  staff: Pick<StaffService, 'names'>
  notices: Pick<NoticesService, 'insert'>
}

export interface Answered {
  decision: 'approved' | 'refused'
  reason: string
  nowMs: number
}

const answerText: Record<Answered['decision'], string> = {
  approved: '已同意',
  refused: '没有同意',
}

/** Who asked is told the answer; who stands in, that he does or that he need not. */
export function createTellLeave({ areas, staff, notices }: TellParts) {
  function draftFor(
    accountId: string,
    template: NoticeDraft['template'],
    params: Record<string, string>,
    createdAtMs: number,
  ): NoticeDraft {
    const audience = { kind: 'account', accountId } as const
    return { audience, template, matterId: null, params, urgent: false, createdAtMs }
  }

  async function toStandIn(
    template: 'leaveStandIn' | 'leaveStandInEnded',
    record: LeaveRecord,
    nowMs: number,
  ): Promise<NoticeDraft[]> {
    if (record.substituteId === null) return []
    const { accountId, gridCode } = record
    const [names, directory] = await Promise.all([staff.names([accountId]), areas.directory()])
    const village = directory.grid(gridCode)?.villageName ?? ''
    const params = {
      name: names.get(accountId) ?? '',
      span: spanText(record),
      place: `${village} ${directory.areaName(gridCode)}`.trim(),
      gridCode,
    }
    return [draftFor(record.substituteId, template, params, nowMs)]
  }

  return {
    async decided(tx: Transaction, record: LeaveRecord, { decision, reason, nowMs }: Answered) {
      const { accountId, gridCode } = record
      const params = { span: spanText(record), answer: answerText[decision], reason, gridCode }
      const asker = draftFor(accountId, 'leaveAnswered', params, nowMs)
      const standIn = decision === 'approved' ? await toStandIn('leaveStandIn', record, nowMs) : []
      await notices.insert(tx, [asker, ...standIn])
    },

    async withdrawn(tx: Transaction, record: LeaveRecord, nowMs: number) {
      await notices.insert(tx, await toStandIn('leaveStandInEnded', record, nowMs))
    },
  }
}
