import type { CheckInVerdict } from '../../contract/check-ins'
import { lateHours } from '../../platform/field-time'

/** A figure of the check-in rules with what it rests on, so that a county can see and question it. */
export interface CheckInParameter<Value> {
  value: Value
  /** Article of the regulation, or reading where the article leaves the matter open. */
  source: string
  why: string
}

function parameter<Value>(value: Value, source: string, why: string): CheckInParameter<Value> {
  return { value, source, why }
}

export const checkInParameters = {
  countingVerdicts: parameter<readonly CheckInVerdict[]>(
    ['inside', 'edge'],
    'DN-8.1',
    'The article asks for a check-in, not for meters: where the phone’s own error crosses the line, the worker has the benefit of the doubt.',
  ),
  quotaDays: parameter(
    20,
    'DN-8.1, A-DN-11, A-X-17',
    'Check-ins a month, counted as distinct Shanghai days, also in months with fewer working days.',
  ),
  lateHours: parameter(
    lateHours,
    'A-X-04',
    'An offline record sent later than this is noted as late; it is kept and counts all the same.',
  ),
  accuracyLimitMeters: parameter(
    200,
    'A-DN-11',
    'A coarser reading is noted, and no more than this is allowed for beyond the line: else a phone that knows only its province would be on the edge everywhere.',
  ),
  speedLimitKilometersPerHour: parameter(
    150,
    'A-DN-11',
    'Nobody travels faster on the roads of a county; noted, not refused.',
  ),
  repeatAfterSeconds: parameter(
    60,
    'A-DN-11',
    'Receivers never give the same digits twice; within a minute the phone may have kept its last reading.',
  ),
} as const
