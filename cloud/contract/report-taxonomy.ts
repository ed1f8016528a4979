/**
 * What may be reported: the five classes of Article 14 with their items (DN-14), in short words of
 * our own. `restricted` items are seen only by author, township office and county (P6).
 */
export interface ReportItem {
  code: string
  label: string
  restricted: boolean
  /** Urgent by nature: the form proposes 紧急 and shows the 110 hint. */
  urgentByNature: boolean
}
export interface ReportClass {
  code: string
  label: string
  items: readonly ReportItem[]
}

const item = (code: string, label: string, marks: Partial<ReportItem> = {}): ReportItem => ({
  code,
  label,
  restricted: false,
  urgentByNature: false,
  ...marks,
})
const restricted = { restricted: true }
const restrictedUrgent = { restricted: true, urgentByNature: true }

export const reportClasses: readonly ReportClass[] = [
  {
    code: '4',
    label: '公共安全',
    items: [
      item('4-1', '生产、火灾、交通事故隐患'),
      item('4-2', '环境污染、生态隐患'),
      item('4-3', '道路、水电、油气、通讯设施隐患'),
      item('4-4', '黑网吧、黑诊所、黑作坊等非法经营'),
      item('4-5', '假冒伪劣、问题食品药品'),
      item('4-6', '其他事故隐患'),
    ],
  },
  { code: '5', label: '矛盾纠纷', items: [item('5-1', '矛盾纠纷')] },
  {
    code: '3',
    label: '治安安全',
    items: [
      item('3-1', '严重暴力或侵财犯罪线索', { urgentByNature: true }),
      item('3-2', '黄赌毒、盗抢骗线索'),
      item('3-3', '涉黑涉恶线索', restricted),
      item('3-4', '其他违法犯罪线索'),
    ],
  },
  {
    code: '1',
    label: '重点人员',
    items: [
      item('1-1', '参与邪教等活动的人员', restricted),
      item('1-2', '扬言上访或报复社会的人员', restrictedUrgent),
      item('1-3', '治安复杂人员动向'),
      item('1-4', '参与非法集资、传销的人员'),
    ],
  },
  {
    code: '2',
    label: '重要事件',
    items: [
      item('2-1', '非法结社、集会动向', restrictedUrgent),
      item('2-2', '敌对、邪教、黑社会组织苗头', restrictedUrgent),
      item('2-3', '可能引发械斗或群体性事件的纠纷', restrictedUrgent),
      item('2-4', '可能聚集、堵路、冲击机关的事件', restrictedUrgent),
    ],
  },
]

export const disputeKinds = [
  { code: 'family', label: '婚姻家庭' },
  { code: 'neighbours', label: '邻里' },
  { code: 'villageAffairs', label: '村务管理' },
  { code: 'accidents', label: '案件事故' },
  { code: 'labour', label: '劳资' },
  { code: 'economic', label: '经济' },
  { code: 'demolition', label: '征地拆迁' },
  { code: 'medical', label: '医患' },
  { code: 'landTransfer', label: '土地流转' },
  { code: 'environment', label: '环保' },
  { code: 'groupRights', label: '特定群体维权' },
] as const
export type DisputeKind = (typeof disputeKinds)[number]['code']

const itemByCode = new Map(
  reportClasses.flatMap((group) => group.items.map((one) => [one.code, one])),
)

export function reportItem(code: string): ReportItem | undefined {
  return itemByCode.get(code)
}

/** '公共安全 · 生产、火灾、交通事故隐患' */
export function reportItemLabel(code: string): string {
  const group = reportClasses.find((one) => one.items.some((entry) => entry.code === code))
  const entry = itemByCode.get(code)
  if (!group || !entry) return code
  return group.items.length === 1 ? group.label : `${group.label} · ${entry.label}`
}

/** The five points a valid report must meet (A-DN-25). */
export const validityPoints = [
  { code: 'inClass', label: '属于规定的上报范围' },
  { code: 'real', label: '情况真实' },
  { code: 'inOwnGrid', label: '在本人网格内' },
  { code: 'notDuplicate', label: '不是重复上报' },
  { code: 'handled', label: '已处置或已转报' },
] as const
export type ValidityPoint = (typeof validityPoints)[number]['code']
