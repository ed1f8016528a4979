import type { Figure } from '../contract/trace'
import { correctionBetween } from './blocks/adjustment'
import { signedAmount } from './blocks/decided-amount'
import { moneyFact } from './figures'
import type {
  HeldMatters,
  HeldMonth,
  PackFacts,
  RankedPerson,
  RecordedFact,
  Standing,
} from './held-month'
import type { Law } from './law'
import { yuanText } from './money'
import { nameOf } from './naming'
import { lawfulPack, type PackRules } from './pack-regulation'
import type { LawFacts } from './questions'
import type { AccrualSettlement, PayRegulation } from './regulation'
import { RuleError, type RuleErrorCode } from './rule-error'

/** What a pack adds to its rules so that months are closed by it. */
export interface PayRules<F> {
  /** Facts in the pack's words of what is held; throws RuleError for what it has no word for. */
  factsOf(held: HeldMonth): F
  /** Article on which corrections of earlier months rest. */
  correctionArticle: string
  /** Facts that people record, by the law of the month; absent: none. */
  recordedFacts?(law: Law, month: string): RecordedFact[]
  standings?(law: Law, people: readonly RankedPerson[], month: string): Map<string, Standing>
  /** With `standings`. */
  ranked?: {
    personOf(facts: F, firstServiceOn: string): RankedPerson
    placed(facts: F, standing: Standing): F
  }
  /** Where a month counts the loop's matters. */
  counted?: {
    mattersIn(facts: F): HeldMatters
    withMatters(facts: F, matters: HeldMatters): F
  }
}

/**
 * A pack by which the service closes months whose text knows neither quotas nor rewards that are
 * saved up: its months are made of other facts than counts.
 */
export function payPack<F extends LawFacts & PackFacts>(
  rules: PackRules<F>,
  pay: PayRules<F>,
): PayRegulation {
  const { regulation, lawIn } = lawfulPack(rules)
  const { correctionArticle, factsOf } = pay
  const { standings, ranked, counted } = pay
  const own: Omit<PayRegulation, keyof typeof regulation> = {
    factsOf,
    recordedFacts: (month, countyValues, countyStartsOn) =>
      pay.recordedFacts?.(
        lawIn(month, { countyStartsOn, countyValues: countyValues && [...countyValues] }),
        month,
      ) ?? [],
    evaluateMonth(facts) {
      const evaluated = regulation.evaluate(facts)
      if (evaluated.ok) {
        if ('lines' in evaluated.result) return evaluated.result
        throw new RangeError('A month gave an answer instead of a statement')
      }
      const { code, message, path } = evaluated.error
      throw new RuleError(code as RuleErrorCode, message, path)
    },
    ...(standings
      ? {
          standings: (month, people, countyValues) =>
            standings(lawIn(month, { countyValues: [...countyValues] }), people, month),
        }
      : {}),
    ...(ranked
      ? {
          ranked: {
            personOf: (facts, firstServiceOn) => ranked.personOf(facts as F, firstServiceOn),
            placed: (facts, standing) => ranked.placed(facts as F, standing),
          },
        }
      : {}),
    ...(counted
      ? {
          counted: {
            mattersIn: (facts) => counted.mattersIn(facts as F),
            withMatters: (facts, matters) => counted.withMatters(facts as F, matters),
          },
        }
      : {}),
    validateMajorReportAmount: () => null,
    checkEligibility() {
      throw new RuleError('notInPack', `${regulation.title}没有报调整名单时的年龄审核`)
    },
    correct: correctionBetween,
    correctionArticle,
    correctionArticles: {
      statistics: correctionArticle,
      fabrication: correctionArticle,
      judgement: correctionArticle,
      checkIns: correctionArticle,
      matters: correctionArticle,
    },
    settleAccrual: ({ year, months, eliminatedForFraud }) =>
      settledByOthers(
        lawIn(`${year}-12`, { countyStartsOn: `${year}-12-01` }),
        correctionArticle,
        { year, totalFen: months.reduce((sum, one) => sum + one.accrualFen, 0) },
        eliminatedForFraud === true,
      ),
    quotas: () => ({ checkIns: null, validReports: null }),
  }
  // the pack reads its files at first use: its getters must stay getters
  return Object.assign(Object.create(regulation), own) as PayRegulation
}

/** What months under an earlier regulation saved up is owed all the same. */
function settledByOthers(
  law: Law,
  article: string,
  { year, totalFen }: { year: string; totalFen: number },
  eliminatedForFraud: boolean,
): AccrualSettlement {
  const due = Math.max(0, totalFen)
  const figure: Figure = signedAmount(
    nameOf(law, 'accrualSettlement', '以前的办法攒下的奖励', article),
    totalFen,
    `${year} 年按以前的办法攒下 ${yuanText(totalFen)}`,
    [moneyFact('saved', '攒下的奖励', totalFen)],
  )
  return {
    year,
    totalFen,
    payableFen: eliminatedForFraud ? 0 : due,
    heldFen: eliminatedForFraud ? due : 0,
    forfeitedFen: 0,
    figure,
  }
}
