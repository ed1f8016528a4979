/** Whom it is for; who that is in person is looked up when it is sent, not when it is written. */
export type NoticeAudience =
  | { kind: 'account'; accountId: string }
  /** Everybody who holds a post of this grid, area or unit that answers for matters there. */
  | { kind: 'holder'; code: string }
  /** The resident who raised the matter, where he left a way to reach him. */
  | { kind: 'resident'; matterId: string }
  /** A resident who met with it too and asked to be told what comes of it. */
  | { kind: 'supporter'; supportId: string }

export const noticeTemplates = [
  'matterArrived',
  'matterDueSoon',
  'matterOverdue',
  'matterUrged',
  'matterEmergency',
  'matterCorrection',
  'matterMoved',
  'matterReturned',
  'matterHandled',
  'matterVerified',
  'matterClosed',
  'matterMessage',
  'supportOutcome',
  'extensionAsked',
  'extensionAnswered',
  'leaveStandIn',
  'leaveStandInEnded',
  'leaveAnswered',
  'fileAnswered',
  'equipmentIssued',
] as const
export type NoticeTemplate = (typeof noticeTemplates)[number]

/** Something to be told; written with the deed, in its transaction. */
export interface NoticeDraft {
  audience: NoticeAudience
  template: NoticeTemplate
  matterId: string | null
  /** Plain words that the template puts in its places: receiptNumber, brief, place, due … */
  params: Record<string, string>
  /** Sent at any hour: emergencies and what concerns somebody's safety. */
  urgent: boolean
  createdAtMs: number
}
