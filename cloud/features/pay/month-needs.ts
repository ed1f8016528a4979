import { type HeldMonth, type RecordedFact, RuleError } from '../../rules'
import type { WorkerFacts } from './collect-facts'

/** What keeps a township's month from being computed. */
export interface MonthNeeds {
  /** Values that the text leaves open and the county has not set, by name. */
  unset: Map<string, { label: string; article: string }>
  /** One sentence each, with the people it is about, e.g. '甲、乙：没有 2026 年派出所提供的户数'. */
  missing: string[]
}

/** People named of one thing that is missing; more are counted. */
const mostNamed = 5
const unsetPath = 'countyValues.'

/** Facts that people have to record and have not. */
function unrecordedOf({ held, regulation }: WorkerFacts): RecordedFact[] {
  return regulation
    .recordedFacts(held.month)
    .filter(({ name, isNeeded }) => isNeeded && held.recorded?.[name] === undefined)
}

/** The same month with what may be missing filled in one after another, so that all of it shows. */
function variantsOf(one: WorkerFacts): HeldMonth[] {
  const { regulation } = one
  const missing = unrecordedOf(one).map(({ name }) => [name, { value: 0, evidence: '' }] as const)
  const held =
    missing.length > 0
      ? { ...one.held, recorded: { ...one.held.recorded, ...Object.fromEntries(missing) } }
      : one.held
  if (!regulation.reads.includes('households')) return [held]
  const { officeScores: _scores, ranking: _ranking, ...unscored } = held
  const onLeave: HeldMonth = { ...unscored, wholeMonthLeave: true }
  const householdFile = { year: held.month.slice(0, 4), households: 0, document: '' }
  return [held, onLeave, { ...onLeave, householdFile }]
}

function addUnset(needs: MonthNeeds, { regulation }: WorkerFacts, name: string, month: string) {
  const { unset } = regulation.book(`${month}-01`)
  const found = unset.find((one) => one.name === name)
  if (found) needs.unset.set(name, { label: found.label, article: found.article })
}

/** Values that are unset stand as zero from here on, so that the next one is met. */
function faultOf(one: WorkerFacts, held: HeldMonth, needs: MonthNeeds): string | null {
  const filled = [...needs.unset.keys()].map((name) => ({
    name,
    from: `${held.month}-01`,
    value: 0,
  }))
  const facts = { ...held, countyValues: [...(held.countyValues ?? []), ...filled] }
  try {
    one.regulation.evaluateMonth(one.regulation.factsOf(facts))
    return null
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    const name = error.code === 'parameterUnset' ? error.path.slice(unsetPath.length) : null
    if (name === null || needs.unset.has(name)) return error.message
    addUnset(needs, one, name, held.month)
    // a value that the book does not know as open cannot be filled in: it is told as it is
    return needs.unset.has(name) ? faultOf(one, held, needs) : error.message
  }
}

/** Everything that the workers' month still lacks, together and not only the first thing met. */
export function monthNeedsOf(collected: readonly WorkerFacts[]): MonthNeeds {
  const needs: MonthNeeds = { unset: new Map(), missing: [] }
  const people = new Map<string, Set<string>>()
  const note = (fault: string, { worker }: WorkerFacts) =>
    people.set(fault, (people.get(fault) ?? new Set()).add(worker.name))
  for (const one of collected) {
    const unrecorded = unrecordedOf(one).map(({ label }) => label)
    if (unrecorded.length > 0) note(`没有登记${unrecorded.join('、')}`, one)
    for (const held of variantsOf(one)) {
      const fault = faultOf(one, held, needs)
      if (fault) note(fault, one)
    }
  }
  needs.missing = [...people].map(([fault, names]) => {
    const named = [...names].slice(0, mostNamed).join('、')
    const more = names.size > mostNamed ? ` 等 ${names.size} 人` : ''
    return `${named}${more}：${fault}`
  })
  return needs
}

/** The same in one sentence for the office. */
export function needsSentence({ unset, missing }: MonthNeeds): string {
  const open = [...unset.values()].map(({ label, article }) => `${label}（${article}）`)
  return [
    ...(open.length > 0 ? [`县里还没有定：${open.join('、')}，定了才能计算`] : []),
    ...missing,
  ].join('；')
}
