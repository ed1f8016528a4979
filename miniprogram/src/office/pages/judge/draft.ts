import type { InputOf } from '@contract/define'
import { type ValidityPoint, validityPoints } from '@contract/report-taxonomy'
import type { judge } from '@contract/reports'
import { judgeCopy as copy } from '@/copy/office-judge'

type Input = InputOf<typeof judge>
export type Points = Input['points']
export type Given = Input['verdict']

/** A judgement being made. `given` null: nothing chosen yet. */
export interface Draft {
  points: Points
  given: Given | null
  reason: string
  duplicateOf: string | null
}

const filled = (value: boolean | null) =>
  Object.fromEntries(validityPoints.map((point) => [point.code, value])) as Points

export const emptyDraft: Draft = {
  points: filled(null),
  given: null,
  reason: '',
  duplicateOf: null,
}

export const allMet: Points = filled(true)

/** Which point a ready reason for 无效 speaks of, in the order of the phrases. */
const pointOfPhrase: (ValidityPoint | null)[] = [
  'inClass',
  'real',
  'inOwnGrid',
  'notDuplicate',
  'handled',
  null,
]

export function withPoint(draft: Draft, code: ValidityPoint, met: boolean): Draft {
  const value = draft.points[code] === met ? null : met
  return { ...draft, points: { ...draft.points, [code]: value } }
}

export function withPhrase(draft: Draft, phrase: string, index: number): Draft {
  const point = draft.given === 'invalid' ? pointOfPhrase[index] : null
  const points = point ? { ...draft.points, [point]: false } : draft.points
  return { ...draft, points, reason: phrase }
}

export function hasUnmet(draft: Draft): boolean {
  return validityPoints.some((point) => draft.points[point.code] === false)
}

/** 无效 begun: what was marked 不符合 is already the reason. */
export function asInvalid(draft: Draft): Draft {
  const reasons = validityPoints.flatMap((point, index) =>
    draft.points[point.code] === false ? [copy.phrases.invalid[index] ?? point.label] : [],
  )
  return { ...draft, given: 'invalid', reason: draft.reason || reasons.join('；') }
}

export function asDuplicate(draft: Draft, reportId: string, reason: string): Draft {
  return {
    given: 'invalid',
    points: { ...draft.points, notDuplicate: false },
    reason,
    duplicateOf: reportId,
  }
}
