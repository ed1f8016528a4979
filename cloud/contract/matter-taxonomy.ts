/**
 * What a matter can be about. A worker's report brings its item's class with it, a resident picks
 * one of those marked `forResidents`. `restricted` classes never leave their circle (P6).
 */
export interface MatterClass {
  code: MatterClassCode
  label: string
  /** A thing that stands somewhere, or something that happens (DYW-21.2). */
  objectType: MatterObjectType
  forResidents: boolean
  /** Who may know: everybody on the matter's way, the township and county only, the judicial office. */
  circle: MatterCircle
  /** Items of Article 14 that are of this class (DN-14). */
  reportItems: readonly string[]
}

export const matterObjectTypes = ['component', 'event'] as const
export type MatterObjectType = (typeof matterObjectTypes)[number]
export const matterObjectTypeLabel: Record<MatterObjectType, string> = {
  component: '部件',
  event: '事件',
}

export type MatterCircle = 'open' | 'offices' | 'judicial'

export const matterClassCodes = [
  'facility',
  'sanitation',
  'order',
  'hazard',
  'environment',
  'illegalBusiness',
  'goods',
  'otherHazard',
  'dispute',
  'security',
  'service',
  'managementGap',
  'other',
  'keyPerson',
  'restrictedPerson',
  'organisedCrime',
  'majorEvent',
  'correction',
] as const
export type MatterClassCode = (typeof matterClassCodes)[number]

const one = (
  code: MatterClassCode,
  label: string,
  objectType: MatterObjectType,
  reportItems: readonly string[],
  marks: Partial<Pick<MatterClass, 'forResidents' | 'circle'>> = {},
): MatterClass => ({
  code,
  label,
  objectType,
  reportItems,
  forResidents: true,
  circle: 'open',
  ...marks,
})

const fromWorkers = { forResidents: false }
const officesOnly = { forResidents: false, circle: 'offices' } as const

export const matterClasses: readonly MatterClass[] = [
  one('facility', '道路、水电、通讯等设施', 'component', ['4-3']),
  one('sanitation', '垃圾、环境卫生', 'component', []),
  one('order', '占道、乱搭乱建', 'event', []),
  one('hazard', '生产、火灾、交通安全', 'event', ['4-1']),
  one('environment', '环境污染、噪声', 'event', ['4-2']),
  one('illegalBusiness', '非法经营', 'event', ['4-4']),
  one('goods', '食品药品、假冒伪劣', 'event', ['4-5']),
  one('otherHazard', '其他隐患', 'event', ['4-6']),
  one('dispute', '矛盾纠纷', 'event', ['5-1']),
  one('security', '治安问题', 'event', ['3-1', '3-2', '3-4']),
  one('service', '办事求助', 'event', []),
  one('managementGap', '公共管理漏洞', 'event', [], fromWorkers),
  one('other', '其他', 'event', []),
  one('keyPerson', '重点人员', 'event', ['1-3', '1-4'], fromWorkers),
  one('restrictedPerson', '重点人员（限制）', 'event', ['1-1', '1-2'], officesOnly),
  one('organisedCrime', '涉黑涉恶线索', 'event', ['3-3'], officesOnly),
  one('majorEvent', '重要事件', 'event', ['2-1', '2-2', '2-3', '2-4'], officesOnly),
  // JY-3.3: straight to the judicial office, past every queue
  one('correction', '社区矫正异常', 'event', [], { forResidents: false, circle: 'judicial' }),
]

const byCode = new Map(matterClasses.map((entry) => [entry.code, entry]))
const byReportItem = new Map(
  matterClasses.flatMap((entry) => entry.reportItems.map((item) => [item, entry] as const)),
)

export function matterClass(code: MatterClassCode): MatterClass {
  const found = byCode.get(code)
  if (!found) throw new Error(`no matter class ${code}`)
  return found
}

/** The class of a report's item (DN-14); every item has exactly one. */
export function classOfReportItem(itemCode: string): MatterClass | undefined {
  return byReportItem.get(itemCode)
}

const thingClasses: ReadonlySet<string> = new Set<MatterClassCode>([
  'facility',
  'sanitation',
  'order',
  'hazard',
  'environment',
  'illegalBusiness',
  'goods',
  'otherHazard',
])
/**
 * Whether such a matter is of things and places, which other people may learn of. A dispute, a
 * theft or somebody's errand speaks of people, and its place is their home.
 */
export const speaksOfThings = (classCode: string): boolean => thingClasses.has(classCode)

export const matterLevels = ['ordinary', 'urgent', 'emergency'] as const
export type MatterLevel = (typeof matterLevels)[number]
export const matterLevelLabel: Record<MatterLevel, string> = {
  ordinary: '一般',
  urgent: '紧急',
  emergency: '突发',
}

export const matterSources = ['report', 'resident', 'open311', 'office', 'worker'] as const
export type MatterSource = (typeof matterSources)[number]
export const matterSourceLabel: Record<MatterSource, string> = {
  report: '网格员上报',
  resident: '居民反映',
  open311: '开放接口',
  office: '单位登记',
  worker: '网格员发现',
}

/** Where a matter stands; what each means to a resident is `matterStateWords`. */
export const matterStates = [
  'raised',
  'returned',
  'accepted',
  'escalated',
  'dispatched',
  'paused',
  'handled',
  'verified',
  'closed',
  'archived',
  'merged',
  'ended',
] as const
export type MatterState = (typeof matterStates)[number]
export const matterStateLabel: Record<MatterState, string> = {
  raised: '待受理',
  returned: '退回补充',
  accepted: '待派单',
  escalated: '已呼县级',
  dispatched: '处置中',
  paused: '挂起',
  handled: '待核查',
  verified: '待评价',
  closed: '已办结',
  archived: '已归档',
  merged: '已并案',
  ended: '已终止',
}
/** Plain words for the one who raised it. */
export const matterStateWords: Record<MatterState, string> = {
  raised: '已收到，等待受理',
  returned: '请补充情况',
  accepted: '已受理，正在安排谁来办',
  escalated: '已报县里协调',
  dispatched: '正在办理',
  paused: '暂停办理',
  handled: '已办理，等待现场核查',
  verified: '已核查，请您评价',
  closed: '已办结',
  archived: '已办结',
  merged: '与另一件相同，一起办理',
  ended: '已终止',
}

/** States in which somebody still owes the matter something. */
export const openMatterStates: readonly MatterState[] = [
  'raised',
  'returned',
  'accepted',
  'escalated',
  'dispatched',
  'paused',
  'handled',
  'verified',
]

/** How a matter came to its end. */
export const matterOutcomes = ['solved', 'noted', 'returned', 'withdrawn', 'spam'] as const
export type MatterOutcome = (typeof matterOutcomes)[number]
export const matterOutcomeLabel: Record<MatterOutcome, string> = {
  solved: '已解决',
  noted: '留存备查',
  returned: '退回后未补充',
  withdrawn: '反映人撤回',
  spam: '无效信息',
}

export const satisfactions = ['satisfied', 'ordinary', 'unsatisfied'] as const
export type Satisfaction = (typeof satisfactions)[number]
export const satisfactionLabel: Record<Satisfaction, string> = {
  satisfied: '满意',
  ordinary: '一般',
  unsatisfied: '不满意',
}

/** The six stages (JB-3.3) that a timeline shows; each state lies in one. */
export const matterStages = [
  { code: 'found', label: '发现', states: ['raised', 'returned'] },
  { code: 'accepted', label: '受理', states: ['accepted'] },
  { code: 'commanded', label: '派单', states: ['escalated'] },
  { code: 'handled', label: '处置', states: ['dispatched', 'paused'] },
  { code: 'verified', label: '核查', states: ['handled'] },
  { code: 'evaluated', label: '评价', states: ['verified', 'closed', 'archived'] },
] as const satisfies readonly { code: string; label: string; states: readonly MatterState[] }[]

/**
 * Everything that can be done to a matter, by people or by the clock. The whole table with who,
 * from where, to where and by which article is `cloud/features/matters/moves.ts`.
 */
export const matterMoves = [
  'raise',
  'accept',
  'return',
  'supplement',
  'noteOnly',
  'markSpam',
  'restore',
  'merge',
  'unmerge',
  'selfHandle',
  'dispatch',
  'transfer',
  'handBack',
  'coHandle',
  'escalate',
  'sendDown',
  'requestExtension',
  'grantExtension',
  'refuseExtension',
  'pause',
  'resume',
  'urge',
  'handle',
  'verify',
  'rejectResult',
  'evaluate',
  'notSolved',
  'reopen',
  'archive',
  'followUp',
  'message',
  'withdraw',
  'returnWindowEnds',
  'evaluationWindowEnds',
  'archiveWindowEnds',
] as const
export type MatterMove = (typeof matterMoves)[number]
export const matterMoveLabel: Record<MatterMove, string> = {
  raise: '发现',
  accept: '受理',
  return: '退回',
  supplement: '补充',
  noteOnly: '留存备查',
  markSpam: '标为无效信息',
  restore: '恢复',
  merge: '并案',
  unmerge: '撤销并案',
  selfHandle: '自办自结',
  dispatch: '派单',
  transfer: '改派',
  handBack: '退单',
  coHandle: '协办完成',
  escalate: '呼县级',
  sendDown: '退回乡镇',
  requestExtension: '申请延期',
  grantExtension: '同意延期',
  refuseExtension: '不同意延期',
  pause: '挂起',
  resume: '恢复办理',
  urge: '督办',
  handle: '处置完成',
  verify: '核查销号',
  rejectResult: '核查不通过',
  evaluate: '评价',
  notSolved: '没解决',
  reopen: '重新办理',
  archive: '归档',
  followUp: '续报',
  message: '留言',
  withdraw: '撤回',
  returnWindowEnds: '补充期满',
  evaluationWindowEnds: '评价期满',
  archiveWindowEnds: '到期归档',
}
