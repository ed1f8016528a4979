import { z } from 'zod'
import type { Proposal } from '../../contract/trace'
import { type AverageFloor, type Averaged, averageFloor } from '../../rules/blocks/average-floor'
import { factCount, factFen, factList, factName } from '../../rules/fact-shapes'
import type { Law } from '../../rules/law'
import { nameOf, proposed, withReadings } from '../../rules/naming'
import { question } from '../../rules/questions'
import { factKind } from './facts'
import { type WorkerKind, workerKindLabels } from './labels'
import { refused } from './scene'

const pay = z.strictObject({
  reference: factName,
  payFen: factFen,
  /** Sent by an agency: not counted. */
  dispatched: z.boolean().optional(),
  /** Months of the year so far, this one included. */
  year: z.strictObject({ payFen: factFen, months: factCount.min(1) }).optional(),
})
type Pay = z.infer<typeof pay>

/**
 * Whether the average subsidy of a kind of workers lies below its floor (QL-14, A-QL-04). It only
 * warns: nothing is topped up.
 */
export const averageFloorQuestion = question(
  { kind: factKind, pays: factList(pay) },
  (law, { kind, pays }) => {
    const counted = pays.filter(({ dispatched }) => !dispatched)
    const over = law.choice('averageOver')
    const checked = checkedBy(law, kind, over, counted)
    const below = checked.filter(({ floor }) => floor.below)
    const label = workerKindLabels.get(kind) ?? kind
    const article = law.article(articleOf(kind))
    const proposals: Proposal[] = below.map(({ whose, floor }) =>
      proposed(
        'belowFloor',
        'averageBelowFloor',
        article,
        `${whose}：${floor.figure.sentence}`,
        floor.figure,
      ),
    )
    const shown = over === 'group' ? yearShown(law, kind, counted) : null
    return {
      outcome: checked.length === 0 ? 'nobody' : below.length > 0 ? 'belowFloor' : 'met',
      sentence:
        checked.length === 0
          ? `没有要计算的${label}`
          : below.length > 0
            ? `${label}的平均补贴低于 ${law.number(`floor.${kind}`).text}，请街道核对，不自动补足`
            : `${label}的平均补贴不低于 ${law.number(`floor.${kind}`).text}`,
      articles: [article],
      figures: [...checked.map(({ floor }) => floor.figure), shown?.figure ?? null],
      proposals,
    }
  },
)

interface Checked {
  whose: string
  floor: AverageFloor
}

function checkedBy(law: Law, kind: WorkerKind, over: string, pays: readonly Pay[]): Checked[] {
  const label = workerKindLabels.get(kind) ?? kind
  if (over === 'group') {
    const floor = floorOf(law, kind, 'average', '人均补贴')(people(pays))
    return floor ? [{ whose: label, floor }] : []
  }
  return pays.flatMap(({ reference, payFen, year }, index) => {
    if (over === 'worker') {
      const floor = floorOf(law, kind, `average.${reference}`, '本月补贴')(people([{ payFen }]))
      return floor ? [{ whose: reference, floor }] : []
    }
    if (!year) return refused('按全年平均算时要有全年的补贴', `pays.${index}.year`)
    const floor = floorOf(law, kind, `average.${reference}`, '全年平均补贴')(months([year]))
    return floor ? [{ whose: reference, floor }] : []
  })
}

function people(pays: readonly { payFen: number }[]): Averaged {
  return { sumFen: total(pays), count: pays.length, measure: '人' }
}

function months(years: readonly { payFen: number; months: number }[]): Averaged {
  const count = years.reduce((sum, one) => sum + one.months, 0)
  return { sumFen: total(years), count, measure: '个月' }
}

function total(pays: readonly { payFen: number }[]): number {
  return pays.reduce((sum, { payFen }) => sum + payFen, 0)
}

function yearShown(law: Law, kind: WorkerKind, pays: readonly Pay[]): AverageFloor | null {
  const years = pays.flatMap(({ year }) => (year ? [year] : []))
  if (years.length === 0 || years.length < pays.length) return null
  return floorOf(law, kind, 'yearAverage', '全年人均补贴')(months(years))
}

function floorOf(law: Law, kind: WorkerKind, code: string, label: string) {
  const naming = withReadings(law, nameOf(law, code, label, articleOf(kind)), 'averageOver')
  return averageFloor(naming, law.number(`floor.${kind}`))
}

function articleOf(kind: WorkerKind): string {
  return kind === 'community' ? 'QL-14.2' : 'QL-14.3'
}
