import { inForceFrom, loadPack, type Pack } from '../rules/pack'
import type { Regulation } from '../rules/regulation'
import { type CaseRun, caseRuns } from './case-checks'
import { checkArticles } from './check-articles'
import { checkBoundaries } from './check-boundaries'
import { checkLoads, checkParameters, type Days } from './check-parameters'
import { addYears } from './days'
import { checkNumbers } from './number-literals'
import { readContent } from './pack-content'
import { type Complaint, type PackSource, ruleFiles, textOf } from './pack-source'

export interface Checked {
  source: PackSource
  regulation: Regulation
  /** Day from which five years ahead are looked at. */
  today: string
  /** Features that the product has, by the names of their folders. */
  features: ReadonlySet<string>
}

const yearsAhead = 5

/** All that is wrong with a pack as it is written. Empty: it may be used. */
export function checkPack({ source, regulation, today, features }: Checked): Complaint[] {
  const content = readContent(source)
  if (content.faults.length > 0) return content.faults
  const { startsOn, endsOn } = content.head
  const ahead = addYears(today, yearsAhead)
  const from = startsOn ?? today
  const days: Days = { from, to: endsOn !== null && endsOn < ahead ? endsOn : ahead }
  const complaints = [
    ...checkParameters(content, days),
    ...checkArticles(content, features),
    ...checkNumbers(ruleFiles(source)),
  ]
  const loads = checkLoads(content)
  if (loads.length > 0) return complaints.length > 0 ? complaints : loads
  const { runs, faults } = caseRuns(source, regulation)
  const pack = inForceFrom(packOf(source), from)
  return [
    ...complaints,
    ...faults,
    // cases that cannot be read would make every boundary seem bare
    ...(faults.length > 0 ? [] : checkBoundaries(content, pack, runs)),
    ...checkMonths(source, regulation, runs, days),
  ]
}

function packOf(source: PackSource): Pack {
  return loadPack({
    pack: textOf(source, 'pack.yaml'),
    articles: textOf(source, 'articles.yaml'),
    parameters: textOf(source, 'parameters.yaml'),
    notComputed: textOf(source, 'not-computed.yaml'),
  })
}

/** Errors that say that the law itself has a hole, not that the facts are not admitted. */
const holes = new Set(['parameterUndated', 'notInPack', 'packInvalid', 'monthNotCovered'])

/** Computes each month once: a rule that a month lacks, or has twice, is told by the engine. */
function checkMonths(
  source: PackSource,
  regulation: Regulation,
  runs: readonly CaseRun[],
  days: Days,
): Complaint[] {
  const facts = runs.find((run) => run.facts !== null && 'month' in run.facts)?.facts
  if (!facts) return []
  const file = source.folder
  const complaints: Complaint[] = []
  for (let month = days.from.slice(0, 7); month <= days.to.slice(0, 7); month = after(month)) {
    const evaluated = regulation.evaluate({ ...facts, month })
    if (!evaluated.ok && holes.has(evaluated.error.code))
      complaints.push({
        file,
        line: null,
        message: `${month} 算不出来：${evaluated.error.message}`,
      })
  }
  return complaints
}

function after(month: string): string {
  const [year = 0, at = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, at, 1)).toISOString().slice(0, 7)
}
