import type { VerdictReason, ArticleRef, Figure } from '../../contract/trace'
import { countFact, makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'
import { multiplyRatio } from '../money'

/** A measure of a grid's size, with the range that is right. */
export interface SizeRange {
  code: string
  label: string
  /** e.g. '户' */
  measure: string
  least: Figure
  most: Figure
}

export interface SizeVerdict {
  outcome: 'fits' | 'small' | 'large'
  reasons: VerdictReason[]
  sentence: string
}

/** A range given by its two ends. */
export function rangeBetween(
  naming: Naming,
  least: NumberParameter,
  most: NumberParameter,
): { least: Figure; most: Figure } {
  return { least: endFigure(naming, 'least', least), most: endFigure(naming, 'most', most) }
}

function endFigure(naming: Naming, end: 'least' | 'most', parameter: NumberParameter): Figure {
  return makeFigure(
    { ...naming, code: `${naming.code}.${end}`, label: parameter.label },
    {
      value: parameter.value,
      unit: 'count',
      sentence: `${parameter.label} ${parameter.value}`,
      block: 'gridSize',
      parameters: parametersOf(naming, parameter),
    },
  )
}

/** A range around a figure that the text gives as an approximate one: ± a tolerance in percent. */
export function rangeAround(
  naming: Naming,
  about: NumberParameter,
  tolerance: NumberParameter,
): { least: Figure; most: Figure } {
  const figure = (end: 'least' | 'most', sign: string, percent: number) => {
    const value = multiplyRatio(about.value, percent, 100)
    return makeFigure(
      { ...naming, code: `${naming.code}.${end}`, label: about.label },
      {
        value,
        unit: 'count',
        sentence: `${about.value} ${sign} ${tolerance.text}，为 ${value}`,
        block: 'gridSize',
        parameters: parametersOf(naming, about, tolerance),
      },
    )
  }
  return {
    least: figure('least', '减', 100 - tolerance.value),
    most: figure('most', '加', 100 + tolerance.value),
  }
}

/** Whether a size lies in its range, both ends included. */
export function sizeReason(range: SizeRange, article: ArticleRef, value: number): VerdictReason {
  const { code, label, measure, least, most } = range
  const met = value >= least.value && value <= most.value
  return {
    code,
    met,
    article,
    sentence: `${label} ${value} ${measure}，标准 ${least.value}–${most.value} ${measure}，${met ? '符合' : '不符合'}`,
  }
}

/** The size as a figure, so that it stands in the tree beside its range. */
export function sizeFigure(naming: Naming, range: SizeRange, value: number): Figure {
  const { code, label, measure, least, most } = range
  return makeFigure(
    { ...naming, code, label },
    {
      value,
      unit: 'count',
      sentence: `${label} ${value} ${measure}`,
      block: 'gridSize',
      parameters: parametersOf(naming),
      facts: [countFact(code, label, value, measure)],
      inputs: [least, most],
    },
  )
}

/**
 * One measure in its range is enough. Where none is, the grid is small when each measure lies below
 * its range, large when each lies above; where they disagree the first measure decides.
 */
export function sizeVerdict(
  measured: readonly { range: SizeRange; value: number }[],
  article: ArticleRef,
): SizeVerdict {
  const reasons = measured.map(({ range, value }) => sizeReason(range, article, value))
  const [first] = measured
  const told = reasons.map(({ sentence }) => sentence).join('；')
  if (!first || reasons.some(({ met }) => met))
    return { outcome: 'fits', reasons, sentence: `${told}；有一项符合即可，规模合适` }
  const small = first.value < first.range.least.value
  return {
    outcome: small ? 'small' : 'large',
    reasons,
    sentence: `${told}；都不符合，规模${small ? '偏小' : '偏大'}`,
  }
}

export interface GridSize extends SizeVerdict {
  figures: Figure[]
}

/** The size of a grid by households, and by persons where their number is known. */
export function gridSize(
  naming: Naming,
  ranges: { households: { least: Figure; most: Figure }; persons: { least: Figure; most: Figure } },
): (households: number, persons: number | undefined) => GridSize {
  const [article] = naming.articles
  if (!article) throw new RangeError(`The size ${naming.code} rests on no article`)
  const byHouseholds = { code: 'households', label: '户数', measure: '户', ...ranges.households }
  const byPersons = { code: 'persons', label: '人数', measure: '人', ...ranges.persons }
  return (households, persons) => {
    const measured: { range: SizeRange; value: number }[] = [
      { range: byHouseholds, value: households },
    ]
    if (persons !== undefined) measured.push({ range: byPersons, value: persons })
    return {
      ...sizeVerdict(measured, article),
      figures: measured.map(({ range, value }) => sizeFigure(naming, range, value)),
    }
  }
}
