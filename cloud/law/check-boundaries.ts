import type { DatedParameter, Pack } from '../rules/pack'
import { shownText } from '../rules/parameters'
import type { CaseRun } from './case-checks'
import type { PackContent } from './pack-content'
import type { Complaint } from './pack-source'
import { lineOf } from './yaml-entries'

/**
 * Every figure is held by cases from both sides: moving it by the smallest step, up or down, makes
 * some case come out otherwise than it expects. Of a rate any case does so; of a boundary only one
 * that stands at it or just beside it. A figure of an article that is said not to be computed needs
 * no case, nor does one that a feature goes by and no rule, unless it is marked as a boundary.
 */
export function checkBoundaries(
  content: PackContent,
  pack: Pack,
  runs: readonly CaseRun[],
): Complaint[] {
  const file = `${content.source.folder}/parameters.yaml`
  const leftOut = new Set(content.notComputed.map(({ value }) => String(value.article)))
  const complaints: Complaint[] = []
  for (const parameter of pack.parameters.values()) {
    const isOfFeature = parameter.readBy !== undefined
    if (!parameter.boundary && (isOfFeature || leftOut.has(parameter.article))) continue
    const line = lineOf(content.parameters, 'name', parameter.name)
    for (const message of boundaryFaults(parameter, runs)) complaints.push({ file, line, message })
  }
  return complaints
}

function boundaryFaults(parameter: DatedParameter, runs: readonly CaseRun[]): string[] {
  const { name, label, values, boundary } = parameter
  const faults: string[] = []
  for (const value of new Set(values.map((one) => one.value))) {
    if (typeof value !== 'number') {
      if (boundary) faults.push(`参数 ${name}（${label}）标为界限，取值却不是数字`)
      continue
    }
    for (const moved of [value + 1, value - 1]) {
      if (moved < 0 || somebodyNotices(parameter, value, moved, runs)) continue
      const what = `${boundary ? '界限' : '数字'} ${name}（${label}，${shownText(parameter, value)}）`
      const lack = boundary ? '缺一个紧挨着这一侧的算例' : '没有算例用到它'
      faults.push(`${what}改成 ${shownText(parameter, moved)} 没有一个算例会不同：${lack}`)
    }
  }
  return faults
}

/** Cases of the parameter's own article first: one of them mostly notices. */
function somebodyNotices(
  { name, article }: DatedParameter,
  value: number,
  moved: number,
  runs: readonly CaseRun[],
): boolean {
  const notices = (run: CaseRun) => !run.holds({ [name]: moved }) && run.holds({ [name]: value })
  const near = runs.filter(({ articles }) => articles.includes(article))
  return near.some(notices) || runs.some((run) => !near.includes(run) && notices(run))
}
