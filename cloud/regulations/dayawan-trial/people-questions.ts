import { z } from 'zod'
import type { VerdictReason } from '../../contract/trace'
import { ageWithin, educationAtLeast } from '../../rules/blocks/eligibility'
import { factList, factName } from '../../rules/fact-shapes'
import { countFact, makeFigure, parametersOf } from '../../rules/figures'
import { factDay } from '../../rules/month-facts'
import { nameOf, withReadings } from '../../rules/naming'
import { question } from '../../rules/questions'
import { refused } from './refused'

const level = z.enum(['primary', 'junior', 'senior', 'college', 'bachelor', 'postgraduate'])
const levelLabels = new Map<z.infer<typeof level>, string>([
  ['primary', '小学'],
  ['junior', '初中'],
  ['senior', '高中'],
  ['college', '大专'],
  ['bachelor', '本科'],
  ['postgraduate', '研究生'],
])

/** Whether an applicant may be taken on; the district sets the numbers (DYW-24). */
export const eligibility = question(
  { bornOn: factDay, appliedOn: factDay, education: level, livesInGrid: z.boolean() },
  (law, { bornOn, appliedOn, education, livesInGrid }) => {
    const aged = ageWithin(nameOf(law, 'age', '年龄', 'DYW-24.3'), {
      least: law.number('leastAge'),
      most: law.number('mostAge'),
      mostIncluded: true,
    })(bornOn, appliedOn)
    const educated = educationAtLeast(nameOf(law, 'education', '学历', 'DYW-24.3'), {
      levels: levelLabels,
      least: level.parse(law.choice('leastEducation')),
      fullTime: false,
    })({ level: education })
    const reasons = [aged.reason, educated]
    const missing = reasons.filter(({ met }) => !met).map(({ sentence }) => sentence)
    const first = livesInGrid ? '，住在网格里，优先录用' : ''
    return {
      outcome: missing.length > 0 ? 'refused' : livesInGrid ? 'eligibleWithPriority' : 'eligible',
      sentence: missing.length > 0 ? `不符合条件：${missing.join('；')}` : `符合条件${first}`,
      articles: law.articles('DYW-24.2', 'DYW-24.3'),
      figures: [aged.figure],
      reasons,
    }
  },
)

const identity = {
  idNumber: factName.optional(),
  phone: factName.optional(),
  weChat: factName.optional(),
}
type Identity = { [K in keyof typeof identity]?: string | undefined }

const keys = [
  { key: 'idNumber', label: '身份证号' },
  { key: 'phone', label: '手机号' },
  { key: 'weChat', label: '微信' },
] as const

/** Whether a person may be given an account: nobody has two (DYW-17.2, A-DYW-09). */
export const account = question(
  {
    applicant: z.strictObject(identity),
    /** Accounts in use; those closed after somebody left are not listed. */
    existing: factList(z.strictObject({ reference: factName, ...identity })),
  },
  (law, { applicant, existing }) => {
    if (keys.every(({ key }) => applicant[key] === undefined))
      return refused('身份证号、手机号、微信至少要有一项', 'applicant')
    const most = law.number('accountsPerPerson')
    const own = existing.filter((one) => sameKeys(applicant, one).length > 0)
    const allowed = own.length < most.value
    const same = [...new Set(own.flatMap((one) => sameKeys(applicant, one)))]
    const naming = withReadings(law, nameOf(law, 'accounts', '已有账号', 'DYW-17.2'), 'samePerson')
    const sentence = allowed
      ? '还没有账号，可以开'
      : own.length > 0
        ? `${same.join('、')}已有账号，一人只有 ${most.text}账号，不能再开`
        : `一人只有 ${most.text}账号，不能开`
    return {
      outcome: allowed ? 'allowed' : 'refused',
      sentence,
      articles: law.articles('DYW-17.2'),
      figures: [
        makeFigure(naming, {
          value: own.length,
          unit: 'count',
          sentence: `本人已有账号 ${own.length} 个`,
          block: 'given',
          parameters: parametersOf(naming, most),
          facts: [countFact('existing', '查过的账号', existing.length, '个')],
        }),
      ],
      reasons: [{ code: 'oneAccount', met: allowed, sentence, article: law.article('DYW-17.2') }],
    }
  },
)

/** Which keys two people share; the keys themselves are not repeated in what is said. */
function sameKeys(one: Identity, other: Identity): string[] {
  return keys
    .filter(({ key }) => one[key] !== undefined && one[key] === other[key])
    .map(({ label }) => label)
}

/** Whether somebody may leave: all equipment returned, the account closed by the superior (DYW-16.2, DYW-17.3). */
export const exitChecklist = question(
  {
    equipment: factList(
      z.strictObject({ item: factName, state: z.enum(['issued', 'returned', 'writtenOff']) }),
    ),
    accountClosedBySuperior: z.boolean().optional(),
  },
  (law, { equipment, accountClosedBySuperior }) => {
    const open = equipment.filter(({ state }) => state === 'issued')
    const naming = withReadings(
      law,
      nameOf(law, 'openItems', '没有退还的装备', 'DYW-16.2'),
      'equipmentReceiver',
    )
    const figure = makeFigure(naming, {
      value: open.length,
      unit: 'count',
      sentence: `领用 ${equipment.length} 件，没有退还 ${open.length} 件`,
      block: 'openItems',
      parameters: parametersOf(naming),
      facts: [countFact('equipment', '领用', equipment.length, '件')],
    })
    const returned: VerdictReason = {
      code: 'equipment',
      met: open.length === 0,
      sentence:
        open.length === 0
          ? '装备都已退还或核销'
          : `还有 ${open.length} 件没有退还：${open.map(({ item }) => item).join('、')}`,
      article: law.article('DYW-16.2'),
    }
    const closed: VerdictReason[] =
      accountClosedBySuperior === undefined
        ? []
        : [
            {
              code: 'account',
              met: accountClosedBySuperior,
              sentence: accountClosedBySuperior ? '账号已由上级注销' : '账号还没有由上级注销',
              article: law.article('DYW-17.3'),
            },
          ]
    const reasons = [returned, ...closed]
    return {
      outcome: reasons.every(({ met }) => met) ? 'clear' : 'blocked',
      sentence: reasons.map(({ sentence }) => sentence).join('；'),
      articles: law.articles('DYW-16.2', 'DYW-17.3'),
      figures: [figure],
      reasons,
    }
  },
)

const category = z.enum([
  'population',
  'entity',
  'corrections',
  'mental',
  'released',
  'drugs',
  'infection',
  'epidemic',
  'cult',
  'youth',
])

/** Whether information of a category may be collected (DYW-12.3, A-DYW-17). */
export const collection = question(
  {
    category,
    /** The document that authorises or entrusts, and the law it rests on. */
    authorisation: z.strictObject({ document: factName, legalBasis: factName }).optional(),
    /** Somebody switched on a category that is off at first, by that document. */
    enabled: z.boolean().optional(),
  },
  (law, { category: asked, authorisation, enabled }) => {
    const disabled = law.list('disabledCategories').includes(asked)
    const reasons: VerdictReason[] = [
      {
        code: 'authorised',
        met: authorisation !== undefined,
        sentence: authorisation
          ? `依据 ${authorisation.document}（${authorisation.legalBasis}）`
          : '没有授权或委托文件',
        article: law.article('DYW-12.3a'),
      },
      {
        code: 'enabled',
        met: !disabled || enabled === true,
        sentence: disabled && !enabled ? '这一类先不采集，要另外开启' : '这一类可以采集',
        article: law.article('DYW-12.3b'),
      },
    ]
    const missing = reasons.filter(({ met }) => !met).map(({ sentence }) => sentence)
    return {
      outcome: missing.length === 0 ? 'allowed' : 'refused',
      sentence: missing.length === 0 ? '可以采集' : `不能采集：${missing.join('；')}`,
      articles: law.articles('DYW-12.3a', 'DYW-12.3b'),
      reasons,
    }
  },
)
