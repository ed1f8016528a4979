import { type ReportVerdict, reportVerdictLabel } from '@contract/reports'
import type { Tone } from '@/components/tag'

export const verdictTone: Record<ReportVerdict, Tone> = {
  unjudged: 'note',
  valid: 'good',
  invalid: 'bad',
  pending: 'warn',
}

export { reportVerdictLabel }
