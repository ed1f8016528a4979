import { type MatterClassCode, matterClass } from '../../contract/matter-taxonomy'
import type { RoutingRule } from './units.store'

/** A row that could have decided and did not, and why. */
export interface Beaten {
  rule: RoutingRule
  why: string
}

export interface Explanation {
  chosen: RoutingRule | null
  beaten: Beaten[]
}

export interface RoutingWorld {
  /** Whether something can be given to this grid, area or unit now. */
  isOpen(holderCode: string): boolean
  labelOf(holderCode: string): string
}

const matches = (rule: RoutingRule, gridCode: string, classCode: MatterClassCode): boolean =>
  gridCode.startsWith(rule.placeCode) && (rule.classCode === null || rule.classCode === classCode)

/** The longest place first, then a class that is named. */
function moreTelling(one: RoutingRule, other: RoutingRule): number {
  const byPlace = other.placeCode.length - one.placeCode.length
  const byClass = Number(one.classCode === null) - Number(other.classCode === null)
  return byPlace || byClass || other.changedAtMs - one.changedAtMs
}

function whyBeaten(rule: RoutingRule, chosen: RoutingRule | null, world: RoutingWorld): string {
  if (!world.isOpen(rule.leadCode)) return `${world.labelOf(rule.leadCode)}已停用`
  if (rule.placeCode.length < (chosen?.placeCode.length ?? 0)) return '另一条规则的范围更小'
  return rule.classCode === null ? '另一条规则指定了类别' : '另一条规则改得更晚'
}

/** Which row of the table decides for a matter in this grid, and which others it beat. */
export function explainRoute(
  rules: readonly RoutingRule[],
  { gridCode, classCode }: { gridCode: string; classCode: MatterClassCode },
  world: RoutingWorld,
): Explanation {
  const found = rules.filter((rule) => matches(rule, gridCode, classCode)).sort(moreTelling)
  const chosen = found.find((rule) => world.isOpen(rule.leadCode)) ?? null
  return {
    chosen,
    beaten: found
      .filter((rule) => rule !== chosen)
      .map((rule) => ({ rule, why: whyBeaten(rule, chosen, world) })),
  }
}

/** e.g. '昕水镇 · 矛盾纠纷' */
export function ruleTitle(
  { placeCode, classCode }: Pick<RoutingRule, 'placeCode' | 'classCode'>,
  placeName: (code: string) => string,
): string {
  const subject = classCode === null ? '其余各类' : matterClass(classCode as MatterClassCode).label
  return `${placeName(placeCode)} · ${subject}`
}
