import { type CheckInRow, type MonthProgress, noteLabel } from '../../contract/check-ins'
import type { OutputOf } from '../../contract/define'
import type * as contract from '../../contract/check-ins'
import { checkInSentence } from './check-in-sentence'
import type { CorrectionRecord } from './check-ins.store'
import type { CheckInRecord } from './take-check-in.store'

export type CorrectionRow = OutputOf<typeof contract.requestCorrection>['correction']

export function presentCheckIn(
  record: CheckInRecord,
  { gridName, frozen }: { gridName: string; frozen: boolean },
): CheckInRow {
  const { verdict, counted, distanceMeters, pointName, notes, day } = record
  return {
    id: record.id,
    gridCode: record.gridCode,
    gridName,
    day,
    takenAtMs: record.takenAtMs,
    receivedAtMs: record.receivedAtMs,
    verdict,
    counted,
    distanceMeters,
    pointName,
    notes: notes.map((code) => noteLabel[code]),
    remark: record.remark,
    sentence: checkInSentence({ verdict, distanceMeters, pointName, notes, day, gridName, frozen }),
  }
}

export interface AroundCorrection {
  workerName: string
  gridName: string
  decidedByName: string | null
  mayDecide: boolean
}

export function presentCorrection(
  record: CorrectionRecord,
  around: AroundCorrection,
): CorrectionRow {
  return {
    id: record.id,
    accountId: record.accountId,
    workerName: around.workerName,
    gridName: around.gridName,
    day: record.day,
    reason: record.reason,
    evidence: record.evidence,
    state: record.state,
    requestedAtMs: record.requestedAtMs,
    decidedByName: around.decidedByName,
    decidedAtMs: record.decidedAtMs,
    decisionReason: record.decisionReason,
    abilities: { decide: record.state === 'waiting' && around.mayDecide },
  }
}

export interface CalendarParts {
  days: readonly string[]
  progress: MonthProgress
  checkIns: readonly CheckInRow[]
  /** The newest of a day. */
  corrections: ReadonlyMap<string, CorrectionRow>
}

export function presentCalendar(parts: CalendarParts): OutputOf<typeof contract.monthCalendar> {
  const byDay = new Map<string, CheckInRow[]>()
  for (const one of parts.checkIns) {
    const sameDay = byDay.get(one.day)
    if (sameDay) sameDay.push(one)
    else byDay.set(one.day, [one])
  }
  return {
    progress: parts.progress,
    days: parts.days.map((day) => {
      const checkIns = byDay.get(day) ?? []
      const correction = parts.corrections.get(day) ?? null
      const counted = checkIns.some((one) => one.counted) || correction?.state === 'approved'
      return { day, counted, checkIns, correction }
    }),
  }
}
