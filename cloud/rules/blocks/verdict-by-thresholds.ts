import type { ArticleRef, Figure, Verdict, VerdictReason } from '../../contract/trace'
import { remembered } from '../shared'

export interface Threshold {
  code: string
  label: string
  article: ArticleRef
  measure: string
}

/** Whether a count reaches its threshold; the number itself counts as reached. */
export function thresholdReason(
  threshold: Threshold,
): (count: Figure, quota: Figure) => VerdictReason {
  const { code, label, article, measure } = threshold
  return remembered((count: Figure, quota: Figure) => {
    const met = count.value >= quota.value
    const sentence = `${label} ${count.value} ${measure}，要求不少于 ${quota.value} ${measure}，${met ? '达到' : '未达到'}`
    return { code, met, sentence, article }
  })
}

/** A matter judged by a person that counts like a threshold. */
export function judgedReason(
  code: string,
  label: string,
  article: ArticleRef,
  outcome: 'met' | 'failed',
): VerdictReason {
  const met = outcome === 'met'
  return { code, met, sentence: `${label}：${met ? '符合要求' : '不符合要求'}`, article }
}

/** Fails when one of the reasons is not met. */
export function verdictOf(reasons: readonly VerdictReason[]): Verdict {
  return reasons.every(({ met }) => met) ? 'pass' : 'fail'
}
