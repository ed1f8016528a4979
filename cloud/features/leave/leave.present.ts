import type { LeaveRow } from '../../contract/leave'
import type { LeaveRecord } from './leave.store'

export interface LeavePresent {
  workerName: string
  gridName: string
  villageName: string
  substituteName: string | null
  decidedByName: string | null
  mayDecide: boolean
  mayWithdraw: boolean
}

export function presentLeave(record: LeaveRecord, known: LeavePresent): LeaveRow {
  return {
    id: record.id,
    accountId: record.accountId,
    workerName: known.workerName,
    gridName: known.gridName,
    villageName: known.villageName,
    from: record.from,
    fromHalf: record.fromHalf,
    to: record.to,
    toHalf: record.toHalf,
    halfDays: record.halfDays,
    reason: record.reason,
    substituteName: known.substituteName,
    routeText: record.routeText,
    state: record.state,
    requestedAtMs: record.requestedAtMs,
    decidedByName: known.decidedByName,
    decidedAtMs: record.decidedAtMs,
    decisionReason: record.decisionReason,
    abilities: {
      decide: record.state === 'waiting' && known.mayDecide,
      withdraw: known.mayWithdraw,
    },
  }
}
