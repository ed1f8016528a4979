import type { ArticleRef, Figure, ParameterRef, VerdictReason } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf, textFact } from '../figures'
import { ageOn } from '../months'

/**
 * Whether somebody may be taken on. Each condition is judged by itself and gives a reason of its own,
 * so that all of what is missing is told at once. The pack says which conditions it has.
 */
export interface AgeRule {
  /** The least age in full years, which is old enough; null: none. */
  least: NumberParameter | null
  /** The most age in full years; null: none. */
  most: NumberParameter | null
  /** Whether the most age itself is still young enough, until the day before the next birthday. */
  mostIncluded: boolean
}

export interface Aged {
  /** Full years on the day. */
  figure: Figure
  reason: VerdictReason
}

/** Full years of age on a day, within a range; the reason's code is the naming's. */
export function ageWithin(naming: Naming, rule: AgeRule): (bornOn: string, on: string) => Aged {
  const { least, most, mostIncluded } = rule
  const parameters = parametersOf(naming, least, most)
  return (bornOn, on) => {
    const age = ageOn(bornOn, on)
    const figure = makeFigure(naming, {
      value: age,
      unit: 'count',
      sentence: `${bornOn} 出生，到 ${on} 满周岁数是 ${age}`,
      block: 'ageWithin',
      parameters,
      facts: [textFact('bornOn', '出生日期', bornOn), textFact('on', '计算年龄的日期', on)],
    })
    const tooYoung = least !== null && age < least.value
    const tooOld = most !== null && (mostIncluded ? age > most.value : age >= most.value)
    const fault = tooYoung ? `，未满 ${least.value} 周岁` : ''
    const over = tooOld ? `，超出 ${most.value} 周岁${mostIncluded ? '' : '以下'}的要求` : ''
    const sentence = `${on} 时 ${age} 周岁${fault}${over}${fault || over ? '' : '，符合年龄要求'}`
    return { figure, reason: reasonOf(naming, !tooYoung && !tooOld, sentence) }
  }
}

export interface EducationRule<L extends string> {
  /** Levels from the lowest to the highest, with their Chinese names. */
  levels: ReadonlyMap<L, string>
  least: L
  /** Whether only full-time study counts. */
  fullTime: boolean
}

/** Level of education, at least; the study mode is told apart from the level. */
export function educationAtLeast<L extends string>(
  naming: Naming,
  rule: EducationRule<L>,
): (education: { level: L; fullTime?: boolean | undefined }) => VerdictReason {
  const ranks = [...rule.levels.keys()]
  const label = (level: L) => rule.levels.get(level) ?? level
  const asked = `要求${rule.fullTime ? '全日制' : ''}${label(rule.least)}及以上`
  return ({ level, fullTime }) => {
    const high = ranks.indexOf(level) >= ranks.indexOf(rule.least)
    const mode = !rule.fullTime || fullTime === true
    const told = `${rule.fullTime ? (fullTime ? '全日制' : '非全日制') : ''}${label(level)}`
    const sentence = `学历${told}，${asked}，${high && mode ? '达到' : '未达到'}`
    return reasonOf(naming, high && mode, sentence)
  }
}

/** Posts that exclude: somebody who holds one of them is not taken on. `posts`: code → Chinese name. */
export function withoutPosts(
  naming: Naming,
  excluded: ReadonlyMap<string, string>,
): (held: readonly string[]) => VerdictReason {
  return (held) => {
    const found = held.flatMap((post) => excluded.get(post) ?? [])
    const sentence =
      found.length > 0 ? `现任${found.join('、')}，不能担任网格员` : '没有担任不能兼任网格员的职务'
    return reasonOf(naming, found.length === 0, sentence)
  }
}

/** A yes-or-no condition that a person vouches for: residence, health, conduct, literacy. */
export function requiredCondition(
  naming: Naming,
  sentences: { met: string; notMet: string },
): (met: boolean) => VerdictReason {
  return (met) => reasonOf(naming, met, met ? sentences.met : sentences.notMet)
}

/** Categories that go first among those who qualify; they do not replace a condition. */
export function prioritiesOf(
  known: ReadonlyMap<string, string>,
  held: readonly string[],
): readonly string[] {
  return held.flatMap((one) => known.get(one) ?? [])
}

function reasonOf(naming: Naming, met: boolean, sentence: string): VerdictReason {
  return { code: naming.code, met, sentence, article: articleOf(naming) }
}

function articleOf({ code, articles: [article] }: Naming): ArticleRef {
  if (!article) throw new RangeError(`The condition ${code} rests on no article`)
  return article
}

/** Names of coded values by the list parameter that holds the codes, so that only listed ones count. */
export function namesOf(
  listed: ParameterRef,
  labels: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const codes = Array.isArray(listed.value) ? listed.value : []
  return new Map(codes.map((code) => [code, labels.get(code) ?? code]))
}
