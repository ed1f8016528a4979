import { type WorkerKind, workerKindLabel } from '../../contract/primitives'
import type { RecordedFact } from '../../rules'

const countText = /^\d{1,8}$/
const pointsText = /^(-?)(\d{1,5})(?:\.(\d{1,2}))?$/

/** A cell as the value that is held: a count, or hundredths of a point; null: neither. */
export function heldValueOf(text: string, unit: RecordedFact['unit']): number | null {
  if (unit === 'count') return countText.test(text) ? Number(text) : null
  const points = pointsText.exec(text)
  if (!points) return null
  const hundredths = Number(points[2]) * 100 + Number((points[3] ?? '').padEnd(2, '0'))
  return points[1] === '-' && hundredths > 0 ? -hundredths : hundredths
}

/** Why the regulation does not admit a value of the fact; null: it does. */
export function valueFault({ label, unit, schema }: RecordedFact, value: number): string | null {
  if (schema.safeParse(value).success) return null
  const told = unit === 'points' ? String(value / 100) : String(value)
  return `“${label}”不能是 ${told}`
}

/** Why it is not recorded of this kind of workers; null: it is. */
export function kindFault(
  { label, workerKinds }: Pick<RecordedFact, 'label' | 'workerKinds'>,
  kind: WorkerKind,
): string | null {
  if (!workerKinds || workerKinds.includes(kind)) return null
  return `“${label}”不用登记${workerKindLabel[kind]}的`
}

export const wantedText = (unit: RecordedFact['unit']): string =>
  unit === 'count' ? '应为不小于 0 的整数' : '应为分数，最多两位小数'
