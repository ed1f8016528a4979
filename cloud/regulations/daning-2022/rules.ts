import type { ArticleRef, Figure, InformationLine } from '../../contract/trace'
import { type Band, amountWithinBand } from '../../rules/blocks/amount-within-bands'
import { commendation } from '../../rules/blocks/commendation'
import { counted, quotaFigure } from '../../rules/blocks/counted'
import { floorAtZero } from '../../rules/blocks/floor-at-zero'
import { occurrencePenalty } from '../../rules/blocks/occurrence-penalty'
import { overQuotaReward } from '../../rules/blocks/over-quota-reward'
import { pieceRate } from '../../rules/blocks/piece-rate'
import { shareOfStandard } from '../../rules/blocks/share-of-standard'
import { shortfallPenalty } from '../../rules/blocks/shortfall-penalty'
import { summing, sumOf } from '../../rules/blocks/sum'
import { thresholdReason } from '../../rules/blocks/verdict-by-thresholds'
import type { Naming } from '../../rules/figures'
import type { Law } from '../../rules/law'
import { remembered } from '../../rules/shared'
import { workerKindLabels } from './labels'

export const times = '次'
export const items = '条'

const kindArticles: Record<string, { standard: string; piece: string }> = {
  rural: { standard: 'DN-9.1', piece: 'DN-11.1b' },
  communityPartTime: { standard: 'DN-9.2', piece: 'DN-11.1c' },
  communityFullTime: { standard: 'DN-9.3', piece: 'DN-11.1d' },
}

export type Rules = ReturnType<typeof makeRules>
export type KindRules = ReturnType<typeof makeKindRules>

/** The regulation of one month, made of building blocks once and used for every worker. */
export function makeRules(law: Law) {
  const kinds = new Map<string, KindRules>()
  for (const kind of law.list('workerKinds')) kinds.set(kind, makeKindRules(law, kind))
  return {
    law,
    kinds,
    names: namesOf(law),
    switchedLines: law.switched.map(
      ({ name: parameter, label, text, article }): InformationLine => ({
        code: `switched.${parameter}`,
        sentence: `本表把“${label}”改为：${text}`,
        article: law.article(article),
      }),
    ),
    ...makeCounts(law),
    ...makeBonuses(law),
    ...makePenalties(law),
    streaks: makeStreaks(law),
    gross: summing(name(law, 'gross', '应得合计', 'DN-7')),
    deduction: summing(name(law, 'deduction', '应扣合计', 'DN-12')),
    floored: floorAtZero(
      reading(law, name(law, 'pay', '本月补助', 'DN-7', 'DN-12'), 'carryUncollected', 'deductFrom'),
      law.number('payFloor'),
    ),
    deductFrom: law.choice('deductFrom'),
    baseMode: law.choice('baseMode'),
    baseWithoutReports: law.flag('baseWithoutReports'),
    proration: law.choice('proration'),
    overQuotaPrecondition: law.choice('overQuotaPrecondition'),
    pieceCapAtPool: law.flag('pieceCapAtPool'),
    conductUnit: law.choice('conductUnit'),
    commendationStacking: law.choice('commendationStacking'),
  }
}

function makeKindRules(law: Law, kind: string) {
  const articles = kindArticles[kind]
  const label = workerKindLabels.get(kind)
  if (!articles || !label) throw new RangeError(`No rules are written for workers of kind ${kind}`)
  const standard = law.number(`standard.${kind}`)
  const pool = shareOfStandard(
    name(law, 'performancePool', '绩效部分', articles.standard, 'DN-9.4'),
    standard,
    law.number('performanceShare'),
  )
  const limited =
    law.list('pieceLimitKinds').includes(kind) && law.choice('beyondQuotaPrice') !== 'unitPriceToo'
  return {
    kind,
    label,
    pool,
    hasReportQuota: law.list('quotaKinds').includes(kind),
    base: shareOfStandard(
      reading(
        law,
        name(law, 'base', '基础补助', articles.standard, 'DN-9.5', 'DN-11.1a'),
        'baseMode',
        'baseWithoutReports',
      ),
      standard,
      law.number('baseShare'),
    ),
    piece: pieceRate(
      reading(
        law,
        name(law, 'piece', '按条计酬', articles.piece),
        'pieceLimitKinds',
        'beyondQuotaPrice',
        'pieceCapAtPool',
      ),
      {
        rate: law.number(`pieceRate.${kind}`),
        limit: limited ? law.number('pieceLimit') : null,
        pool: law.flag('pieceCapAtPool') ? pool : null,
        measure: items,
      },
    ),
  }
}

function makeCounts(law: Law) {
  const checkIns = name(law, 'checkIns', '签到', 'DN-8.1')
  const validReports = name(law, 'validReports', '有效信息', 'DN-8.2a', 'DN-8.2b')
  const checkInQuota = name(law, 'checkInQuota', '签到要求', 'DN-8.1')
  const reportQuota = reading(
    law,
    name(law, 'validReportQuota', '有效信息要求', 'DN-8.2a'),
    'quotaKinds',
  )
  return {
    countDays: law.choice('checkInCount') === 'distinctDays',
    countCheckIns: counted(reading(law, checkIns, 'checkInCount', 'checkInSource'), {
      measure: times,
      provinceFirst: law.choice('checkInSource') === 'provinceWhenImported',
    }),
    rawCheckIns: remembered((raw: number, days: number): InformationLine => {
      const sentence = `共签到 ${raw} 次，分布在 ${days} 天`
      return { code: 'rawCheckIns', sentence, article: law.article('DN-8.1') }
    }),
    countReports: counted(reading(law, validReports, 'reportCountSource', 'validityChecks'), {
      measure: items,
      provinceFirst: law.choice('reportCountSource') === 'provinceWhenImported',
    }),
    checkInReason: thresholdReason({
      code: 'checkIns',
      label: '签到',
      article: law.article('DN-8.1'),
      measure: times,
    }),
    reportReason: thresholdReason({
      code: 'validReports',
      label: '有效信息',
      article: law.article('DN-8.2a'),
      measure: items,
    }),
    checkInQuota: quotaFigure(checkInQuota, law.number('checkInQuota'), times),
    reportQuota: quotaFigure(reportQuota, law.number('validReportQuota'), items),
  }
}

function makeBonuses(law: Law) {
  const levels = ['county', 'city', 'province']
  const commended = name(law, 'commendation', '表扬奖励', 'DN-11.2')
  const overQuota = name(
    law,
    'overQuotaReward',
    '超额奖励（年底发放）',
    'DN-11.1e',
    'DN-11.1f',
    'DN-11.1g',
  )
  return {
    overQuota: overQuotaReward(
      reading(law, overQuota, 'overQuotaPrecondition', 'beyondQuotaPrice', 'overQuotaCapPeriod'),
      {
        quota: law.number('validReportQuota'),
        rate: law.number('overQuotaRate'),
        cap: law.number('overQuotaMonthlyCap'),
        measure: items,
      },
    ),
    commendationRates: new Map(levels.map((level) => [level, law.number(`commendation.${level}`)])),
    commended: commendation(reading(law, commended, 'commendationStacking'), {
      rates: new Map(levels.map((level) => [level, law.number(`commendation.${level}`)])),
      levelLabels: new Map([
        ['county', '县级'],
        ['city', '市级'],
        ['province', '省级'],
      ]),
      stacking: law.choice('commendationStacking') === 'sum' ? 'sum' : 'highest',
    }),
    bands: bandsOf(law),
    major: (figures: Figure[]) =>
      sumOf(name(law, 'majorReport', '重大信息奖励', 'DN-11.3a', 'DN-11.3b'), figures),
    majorAmount: amountWithinBand,
  }
}

/** The two bands of DN-11.3; an amount between them is refused (A-DN-31). */
export function bandsOf(law: Law): Record<'major' | 'especiallyMajor', Band> {
  return {
    major: {
      label: '重大信息',
      naming: reading(law, name(law, 'majorReport', '重大信息奖励', 'DN-11.3a'), 'majorDecidedBy'),
      least: law.number('major.least'),
      most: law.number('major.most'),
      deliberated: false,
    },
    especiallyMajor: {
      label: '特别重大信息',
      naming: reading(law, name(law, 'majorReport', '重大信息奖励', 'DN-11.3b'), 'majorDecidedBy'),
      least: law.number('especiallyMajor.least'),
      most: law.number('especiallyMajor.most'),
      deliberated: true,
    },
  }
}

function makePenalties(law: Law) {
  const missing = name(law, 'missingCheckIns', '签到不足扣款', 'DN-12.3')
  const hazard = name(law, 'unreportedHazard', '隐患未及时上报扣款', 'DN-12.1')
  const disobeyed = name(law, 'disobeyedCommand', '不服从指令扣款', 'DN-12.2a')
  const uncooperative = name(law, 'uncooperativeNotice', '不配合工作扣款', 'DN-12.2b')
  return {
    missingCheckIns: shortfallPenalty(reading(law, missing, 'checkInShortfall'), {
      rate: law.number('penalty.missingCheckIn'),
      measure: times,
    }),
    penalties: {
      unreportedHazard: occurrencePenalty(
        reading(law, hazard, 'hazardUnit'),
        law.number('penalty.unreportedHazard'),
      ),
      disobeyedCommand: occurrencePenalty(
        reading(law, disobeyed, 'conductUnit'),
        law.number('penalty.disobeyedCommand'),
      ),
      uncooperativeNotice: occurrencePenalty(
        reading(law, uncooperative, 'conductUnit'),
        law.number('penalty.uncooperativeNotice'),
      ),
    },
  }
}

/** When months in a row, or in a year, make a candidate for elimination. */
function makeStreaks(law: Law) {
  return {
    /** Months before it count in no streak. */
    firstMonth: law.choice('firstCountedMonth'),
    spansYear: law.flag('streakSpansYear'),
    yearWindow: law.choice('yearWindow') === 'rollingYear' ? 'rollingYear' : 'calendarYear',
    restartAfterKeeping: law.choice('streakAfterKeeping') === 'restarts',
    consecutiveFailures: law.number('consecutiveFailures').value,
    failuresInYear: law.number('failuresInYear').value,
    zeroReportMonths: law.number('zeroReportMonths').value,
  } as const
}

/** Namings of what is made from the facts themselves. */
function namesOf(law: Law) {
  return {
    base: name(law, 'base', '基础补助', 'DN-9.5', 'DN-11.1a'),
    checkInQuota: reading(law, name(law, 'checkInQuota', '签到要求', 'DN-8.1'), 'proration'),
    reportQuota: reading(
      law,
      name(law, 'validReportQuota', '有效信息要求', 'DN-8.2a'),
      'proration',
    ),
    manualAdjustment: name(law, 'manualAdjustment', '平安办调整', 'DN-7'),
    accrual: name(law, 'accrual', '本月攒下的超额奖励', 'DN-11.1e', 'DN-11.1f', 'DN-11.1g'),
    correction: (code: string, month: string, articles: ArticleRef[]): Naming => ({
      code,
      label: `${month} 的更正`,
      articles,
    }),
  }
}

function name(law: Law, code: string, label: string, ...articleIds: string[]): Naming {
  return { code, label, articles: law.articles(...articleIds) }
}

function reading(law: Law, naming: Naming, ...parameters: string[]): Naming {
  return { ...naming, readings: parameters.map((one) => law.parameter(one)) }
}
