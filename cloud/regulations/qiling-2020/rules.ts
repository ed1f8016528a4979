import { flatAmount } from '../../rules/blocks/flat-amount'
import { floorAtZero } from '../../rules/blocks/floor-at-zero'
import { givenScore, itemScores, type Score, wholePoints } from '../../rules/blocks/item-scores'
import { type PassRule, passReason, pointsRate } from '../../rules/blocks/points-rate'
import { sumOf } from '../../rules/blocks/sum'
import { threePartSubsidy } from '../../rules/blocks/three-part-subsidy'
import type { Figure } from '../../contract/trace'
import type { Law } from '../../rules/law'
import { nameOf, withReadings } from '../../rules/naming'
import { type WorkerKind, workerKindLabels } from './labels'

export const households = '户'

export type Rules = ReturnType<typeof makeRules>

/** The pay and the assessment of a month, made of building blocks. */
export function makeRules(law: Law, kind: WorkerKind) {
  const label = workerKindLabels.get(kind) ?? kind
  const pass = passRule(law)
  return {
    law,
    kind,
    label,
    pass,
    fullScore: law.number('fullScore'),
    score: {
      given: (hundredths: number) =>
        givenScore(
          withReadings(law, nameOf(law, 'score', '考核得分', 'QL-16.2'), 'scoreDecimals'),
          hundredths,
        ),
      ofItems: itemScores(
        withReadings(law, nameOf(law, 'score', '考核得分', 'QL-16.1', 'QL-4.2'), 'officeScoreMode'),
        law.number('fullScore'),
      ),
      rounded: (score: Score) =>
        law.choice('scoreDecimals') === 'wholePoints'
          ? wholePoints(
              withReadings(law, nameOf(law, 'score', '考核得分', 'QL-16.2'), 'scoreDecimals'),
              score,
            )
          : score,
    },
    passReason: (score: Score) =>
      passReason(nameOf(law, 'score', '考核得分', 'QL-16.3'), pass, score),
    performance: pointsRate(
      withReadings(
        law,
        nameOf(law, 'performance', '绩效补贴', 'QL-15.3', 'QL-16.2', 'QL-16.3'),
        'passInclusive',
        'subsidyNames',
        'assessmentBasis',
      ),
      { ...pass, rate: law.number('pointRate') },
    ),
    /** Asked for only where it is paid: a street that has not set its base may still send a flat sum. */
    threeParts: () => partsOf(law, kind),
    flat: () =>
      flatAmount(
        withReadings(law, nameOf(law, 'flatSupplement', '派遣绩效补贴', 'QL-13'), 'dispatchMode'),
        law.number('dispatchSupplement'),
      ),
    dispatchMode: law.choice('dispatchMode'),
    fraudWithholds: law.choice('fraudWithholds'),
    gross: (figures: Figure[]) => sumOf(nameOf(law, 'gross', '应得合计', 'QL-15'), figures),
    deduction: (figures: Figure[]) =>
      sumOf(nameOf(law, 'deduction', '应扣合计', 'QL-14.1'), figures),
    floored: floorAtZero(
      nameOf(law, 'pay', '本月补贴', 'QL-14.1', 'QL-15'),
      law.number('payFloor'),
    ),
  }
}

export function passRule(law: Law): PassRule {
  return { passMark: law.number('passMark'), markPasses: law.flag('passInclusive') }
}

/** Base and households are set by the street; without them nothing is paid (A-QL-05). */
function partsOf(law: Law, kind: WorkerKind) {
  return threePartSubsidy({
    base: {
      naming: nameOf(law, 'base', '基础补贴', 'QL-15.1'),
      amount: law.number(`base.${kind}`),
    },
    units: {
      naming: withReadings(
        law,
        nameOf(law, 'households', '服务户数补贴', 'QL-15.2'),
        'householdFigure',
      ),
      rate: law.number(`householdRate.${kind}`),
      measure: households,
    },
  })
}
