import type { DatedParameter, Pack } from '../rules/pack'
import { shownText } from '../rules/parameters'
import type { CaseRun } from './case-checks'
import type { PackContent } from './pack-content'
import type { Complaint } from './pack-source'
import { lineOf } from './yaml-entries'

/**
 * A boundary has a case on either side when moving it by the smallest step, up or down, makes some
 * case come out otherwise than it expects: that case stands at the boundary or just beside it.
 */
export function checkBoundaries(
  content: PackContent,
  pack: Pack,
  runs: readonly CaseRun[],
): Complaint[] {
  const file = `${content.source.folder}/parameters.yaml`
  const complaints: Complaint[] = []
  for (const parameter of pack.parameters.values()) {
    if (!parameter.boundary) continue
    const line = lineOf(content.parameters, 'name', parameter.name)
    for (const message of boundaryFaults(parameter, runs)) complaints.push({ file, line, message })
  }
  return complaints
}

function boundaryFaults(parameter: DatedParameter, runs: readonly CaseRun[]): string[] {
  const { name, label, values } = parameter
  const faults: string[] = []
  for (const value of new Set(values.map((one) => one.value))) {
    if (typeof value !== 'number') return [`参数 ${name}（${label}）标为界限，取值却不是数字`]
    for (const moved of [value + 1, value - 1]) {
      if (moved < 0 || somebodyNotices(parameter, value, moved, runs)) continue
      faults.push(
        `界限 ${name}（${label}，${shownText(parameter, value)}）改成 ${shownText(parameter, moved)} 没有一个算例会不同：缺一个紧挨着这一侧的算例`,
      )
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
