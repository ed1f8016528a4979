import { factsOfCase, readCases, type RuleCase } from '../rules/case-file'
import { saidByCase } from '../rules/case-runs'
import { readFactCases } from '../rules/fact-case-file'
import type { PayRegulation, Regulation, Switched } from '../rules/regulation'
import { RuleError } from '../rules/rule-error'
import { saidBy } from '../rules/said-by'
import { type Complaint, caseFiles, type PackSource } from './pack-source'

/** A worked case that can be run again with other parameters. */
export interface CaseRun {
  id: string
  articles: readonly string[]
  /** Facts of one month or question, where the case has them; what it is tried on other months by. */
  facts: Record<string, unknown> | null
  /** Whether the result with these parameters is what the case expects. */
  holds(switched: Switched): boolean
}

export interface CaseRuns {
  runs: CaseRun[]
  faults: Complaint[]
}

/** The cases of both forms: short words of a month's pay, and facts of any pack. */
export function caseRuns(source: PackSource, regulation: Regulation): CaseRuns {
  const runs: CaseRun[] = []
  const faults: Complaint[] = []
  for (const [file, text] of caseFiles(source)) {
    try {
      runs.push(...runsOf(file, text, regulation))
    } catch (error) {
      const message = error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error)
      faults.push({ file, line: null, message })
    }
  }
  return { runs, faults }
}

function runsOf(file: string, text: string, regulation: Regulation): CaseRun[] {
  // a file of facts has its list under a key, the short form is a list; to parse it twice is slow
  if (/^cases:/m.test(text)) {
    return readFactCases(file, text).map(({ id, articles, facts, expect }) => ({
      id,
      articles,
      facts,
      holds: (switched) =>
        matches(saidBy(regulation.evaluate(switchedFacts(facts, switched))), expect),
    }))
  }
  const pack = regulation as PayRegulation
  const defaults = {
    kind: pack.workerKinds[0] ?? '',
    month: pack.startsOn === null ? '' : nextMonth(pack.startsOn),
  }
  return readCases(file, text).map((one) => ({
    id: one.id,
    articles: one.articles,
    facts: one.run === 'month' ? { ...factsOfCase(pack.id, one.given, defaults) } : null,
    holds: (switched) => ruleCaseHolds(pack, one, defaults, switched),
  }))
}

function ruleCaseHolds(
  pack: PayRegulation,
  one: RuleCase,
  defaults: { kind: string; month: string },
  switched: Switched,
): boolean {
  try {
    return matches(saidByCase(pack, one, defaults, switched), one.expect)
  } catch (error) {
    if (error instanceof RuleError) return false
    throw error
  }
}

function switchedFacts(facts: Record<string, unknown>, switched: Switched = {}) {
  if (Object.keys(switched).length === 0) return facts
  const own = typeof facts.readings === 'object' ? facts.readings : {}
  return { ...facts, readings: { ...own, ...switched } }
}

/** The first whole month. */
function nextMonth(startsOn: string): string {
  const [year = 0, month = 1] = startsOn.split('-').map(Number)
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7)
}

/** Whether all that is expected stands in what was said; lists must agree from end to end. */
export function matches(said: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(said) &&
      said.length === expected.length &&
      expected.every((one, index) => matches(said[index], one))
    )
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof said !== 'object' || said === null) return false
    const fields: Record<string, unknown> = { ...said }
    return Object.entries(expected).every(([key, value]) => matches(fields[key], value))
  }
  return Object.is(said, expected)
}
