import type { Naming } from '../figures'
import type { VerdictReason } from '../../contract/trace'

/** A stage that was reached, with its day or time where it is known. */
export interface Reached<S extends string> {
  stage: S
  at?: string | undefined
}

export interface StageState<S extends string> {
  /** The stage that may come next; null when all are done. */
  next: S | null
  /** Stages that were reached although one before them was not. */
  early: S[]
  /** Stages dated before the one that comes before them. */
  backwards: S[]
  reasons: VerdictReason[]
}

/** Stages that follow each other: none may be reached before the one that comes before it. */
export function stageOrder<S extends string>(
  naming: Naming,
  stages: ReadonlyMap<S, string>,
): (reached: readonly Reached<S>[]) => StageState<S> {
  const order = [...stages.keys()]
  const [article] = naming.articles
  return (reached) => {
    const at = new Map(reached.map((one) => [one.stage, one.at]))
    const next = order.find((stage) => !at.has(stage)) ?? null
    const open = next === null ? order.length : order.indexOf(next)
    const early = order.filter((stage, index) => index > open && at.has(stage))
    const backwards = order.filter((stage, index) => isBefore(at.get(stage), index))
    return {
      next,
      early,
      backwards,
      reasons: article
        ? order.map((stage) => ({
            code: stage,
            met: at.has(stage) && !early.includes(stage) && !backwards.includes(stage),
            article,
            sentence: sentenceOf(stage),
          }))
        : [],
    }

    /** Earlier than a stage that stands before it. */
    function isBefore(time: string | undefined, index: number): boolean {
      return (
        time !== undefined && order.slice(0, index).some((other) => (at.get(other) ?? time) > time)
      )
    }
    function sentenceOf(stage: S): string {
      const label = stages.get(stage) ?? stage
      if (!at.has(stage)) return `${label}：还没有`
      if (early.includes(stage)) return `${label}：前面的步骤还没有做`
      if (backwards.includes(stage)) return `${label}：早于前面的步骤`
      return `${label}：已做`
    }
  }
}

/** What is missing before a stage can be reached, in order. */
export function missingBefore<S extends string>(
  stages: ReadonlyMap<S, string>,
  reached: readonly Reached<S>[],
  wanted: S,
): S[] {
  const order = [...stages.keys()]
  const done = new Set(reached.map(({ stage }) => stage))
  return order.slice(0, order.indexOf(wanted)).filter((stage) => !done.has(stage))
}
