import { z } from 'zod'
import { answer, statement, type Answer, type Statement } from '../contract/trace'
import { chineseIssue } from './chinese-issues'
import type { Evaluated, FactsError } from './regulation'
import { quickCheck } from './quick-check'
import { RuleError } from './rule-error'

export type ReadFacts<F> = { ok: true; facts: F } | { ok: false; error: FactsError }

/**
 * Checks facts of unknown origin by a pack's schema; the first fault is told with its path. Schemas
 * of facts only check, none changes what it reads: so the facts go on as they came, not as the
 * schema's copy, which takes longer to read than it took to make.
 */
export function factsReader<F>(schema: z.ZodType<F>): (value: unknown) => ReadFacts<F> {
  let isSurelyAdmitted: ReturnType<typeof quickCheck> | undefined
  return (value) => {
    isSurelyAdmitted ??= quickCheck(schema)
    if (isSurelyAdmitted(value)) return { ok: true, facts: value as F }
    const read = schema.safeParse(value, { error: chineseIssue })
    if (read.success) return { ok: true, facts: value as F }
    const [issue] = read.error.issues
    const path = issue ? issue.path.map(String).join('.') : ''
    return refused('factsMalformed', issue?.message ?? '内容不对', path)
  }
}

/** Facts of one sort, with what the pack makes of them. */
export interface Evaluation {
  schema: z.ZodType
  evaluate(value: unknown): Evaluated
}

/** Ties a schema to the rule that takes what it admits; what the rule refuses is told, not thrown. */
export function evaluation<F>(
  schema: z.ZodType<F>,
  compute: (facts: F) => Statement | Answer,
): Evaluation {
  const read = factsReader(schema)
  return {
    schema,
    evaluate(value) {
      const facts = read(value)
      if (!facts.ok) return facts
      try {
        return { ok: true, result: compute(facts.facts) }
      } catch (error) {
        if (error instanceof RuleError) return refused(error.code, error.message, error.path)
        throw error
      }
    },
  }
}

/** A pack's `evaluate` and `jsonSchemas`: a worker's month, and its questions by name. */
export function evaluator(month: Evaluation, questions: Readonly<Record<string, Evaluation>> = {}) {
  const names = Object.keys(questions)
  return {
    evaluate(value: unknown): Evaluated {
      const question = questionOf(value)
      if (question === undefined) return month.evaluate(value)
      const asked = typeof question === 'string' ? questions[question] : undefined
      if (asked) return asked.evaluate(value)
      const known = names.length > 0 ? `，可问：${names.join('、')}` : ''
      return refused('questionUnknown', `这个办法没有这个问题${known}`, 'question')
    },
    jsonSchemas: () => ({
      facts: onlyOrAny(
        [month, ...Object.values(questions)].map(({ schema }) => z.toJSONSchema(schema)),
      ),
      result: onlyOrAny(
        (names.length > 0 ? [statement, answer] : [statement]).map((one) => z.toJSONSchema(one)),
      ),
    }),
  }
}

function questionOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'question')
    ? (value as { question: unknown }).question
    : undefined
}

/** Inside `anyOf` each schema stays a document of its own, its references start at its `$id`. */
function onlyOrAny(schemas: object[]): object {
  const [only, second] = schemas
  if (only && !second) return only
  return { anyOf: schemas.map((schema, index) => ({ $id: `urn:mingge:part:${index}`, ...schema })) }
}

function refused(code: string, message: string, path: string): { ok: false; error: FactsError } {
  return { ok: false, error: { code, message, path } }
}
