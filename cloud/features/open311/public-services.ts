import {
  type MatterClass,
  type MatterClassCode,
  matterClasses,
  matterLevelLabel,
  matterObjectTypeLabel,
  speaksOfThings,
} from '../../contract/matter-taxonomy'

/** What anybody may raise and see of: a resident's classes, with no restricted circle. */
const publicClasses: readonly MatterClass[] = matterClasses.filter(
  (one) => one.forResidents && one.circle === 'open',
)
export const publicClassCodes: readonly MatterClassCode[] = publicClasses.map((one) => one.code)

const byCode = new Map<string, MatterClass>(publicClasses.map((one) => [one.code, one]))
export const publicClass = (code: string): MatterClass | undefined => byCode.get(code)

/** A record as the specification names its fields. */
export interface ServiceRecord {
  service_code: string
  service_name: string
  description: string
  metadata: boolean
  type: 'realtime'
  keywords: string
  group: string
}

export interface AttributeRecord {
  variable: boolean
  code: string
  datatype: 'string' | 'singlevaluelist'
  required: boolean
  datatype_description: string
  order: number
  description: string
  values: { key: string; name: string }[]
}

const told = (one: MatterClass) =>
  speaksOfThings(one.code)
    ? '情况说明和地点会公开，请不要写姓名、电话和身份证号。'
    : '情况说明和地点不公开，只公开类别、网格和办理状态。'

export function serviceRecords(): ServiceRecord[] {
  return publicClasses.map((one) => ({
    service_code: one.code,
    service_name: one.label,
    description: `${one.label}方面的问题。${told(one)}`,
    metadata: true,
    type: 'realtime',
    keywords: one.label.replaceAll('、', ', '),
    group: matterObjectTypeLabel[one.objectType],
  }))
}

/** Levels that another system may give; an emergency is for the phone. */
export const givenLevels = ['ordinary', 'urgent'] as const
export type GivenLevel = (typeof givenLevels)[number]

export function definitionOf(code: string): AttributeRecord[] {
  return [
    {
      variable: false,
      code: `${code}.emergency`,
      datatype: 'string',
      required: false,
      datatype_description: '',
      order: 1,
      description: '正在发生的危险请直接拨打 110、119、120，不要用这个接口。',
      values: [],
    },
    {
      variable: true,
      code: 'level',
      datatype: 'singlevaluelist',
      required: false,
      datatype_description: '不填按“一般”',
      order: 2,
      description: '急不急？',
      values: givenLevels.map((key) => ({ key, name: matterLevelLabel[key] })),
    },
  ]
}
