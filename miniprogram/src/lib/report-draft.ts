import type { submit } from '@contract/reports'
import type { InputOf } from '@contract/define'
import { classOfReportItem } from '@contract/matter-taxonomy'
import type { DisputeKind } from '@contract/report-taxonomy'

/** What somebody has written of a report so far. */
export interface ReportDraft {
  /** Of whom he stands in for today; null: his own grid. */
  gridCode: string | null
  itemCode: string | null
  disputeKind: DisputeKind | null
  emotionFlag: boolean
  escalationFlag: boolean
  urgent: boolean
  /** 突发: everybody it concerns is told at once. */
  emergency: boolean
  /** Settled on the spot: `disposal` is its result. */
  selfHandled: boolean
  /** Of a dispute that was: was anybody hurt, was property lost? */
  injury: boolean | null
  propertyLoss: boolean | null
  text: string
  disposal: string
}

export const emptyDraft: ReportDraft = {
  gridCode: null,
  itemCode: null,
  disputeKind: null,
  emotionFlag: false,
  escalationFlag: false,
  urgent: false,
  emergency: false,
  selfHandled: false,
  injury: null,
  propertyLoss: null,
  text: '',
  disposal: '',
}

export type ReportPayload = InputOf<typeof submit>

/** Whether everybody on a matter's way may know of it; only such may be settled on the spot. */
export function isOpenItem(itemCode: string | null): boolean {
  return itemCode !== null && classOfReportItem(itemCode)?.circle === 'open'
}

/** What is sent of a draft: nothing that was not asked. */
export function reportOf(draft: ReportDraft, itemCode: string) {
  const { disputeKind, emotionFlag, escalationFlag, urgent, emergency } = draft
  const disposal = draft.disposal.trim()
  const isDispute = itemCode === '5-1'
  const answers = {
    injury: isDispute && draft.injury === true,
    propertyLoss: isDispute && draft.propertyLoss === true,
  }
  return {
    itemCode,
    emotionFlag,
    escalationFlag,
    urgent,
    text: draft.text,
    ...(draft.gridCode ? { gridCode: draft.gridCode } : {}),
    ...(emergency ? { emergency } : {}),
    ...(draft.selfHandled && isOpenItem(itemCode) ? { selfHandled: answers } : {}),
    ...(disputeKind ? { disputeKind } : {}),
    ...(disposal ? { disposal } : {}),
  }
}

/** The form as it was when this was sent. */
export function draftOf(sent: ReportPayload): ReportDraft {
  const isDispute = sent.itemCode === '5-1'
  return {
    gridCode: sent.gridCode ?? null,
    itemCode: sent.itemCode,
    disputeKind: sent.disputeKind ?? null,
    emotionFlag: sent.emotionFlag,
    escalationFlag: sent.escalationFlag,
    urgent: sent.urgent,
    emergency: sent.emergency ?? false,
    selfHandled: sent.selfHandled !== undefined,
    injury: isDispute ? (sent.selfHandled?.injury ?? null) : null,
    propertyLoss: isDispute ? (sent.selfHandled?.propertyLoss ?? null) : null,
    text: sent.text,
    disposal: sent.disposal ?? '',
  }
}
