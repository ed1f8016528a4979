import * as z from 'zod/mini'
import { command, query } from './define'
import { areaCode, day, gridCode, id, text } from './primitives'

/** What a candidate is beside it (XC-9.2, 9.3). */
export const candidateCategory = z.enum([
  'representative',
  'partyMember',
  'womensFederation',
  'ceremonyCouncil',
  'reserveCadre',
  'publicWelfarePost',
  'unitManager',
])
export type CandidateCategory = z.infer<typeof candidateCategory>
export const candidateCategoryLabel: Record<CandidateCategory, string> = {
  representative: '两代表一委员',
  partyMember: '农村党员',
  womensFederation: '村妇联',
  ceremonyCouncil: '红白理事会成员',
  reserveCadre: '村社后备干部',
  publicWelfarePost: '公益性岗位',
  unitManager: '单位管理人员',
}

export const electionState = z.enum([
  'recorded',
  'villageNotice',
  'villageNoticeOver',
  'approved',
  'townshipNotice',
  'townshipNoticeOver',
  'appointed',
  'stopped',
])
export type ElectionState = z.infer<typeof electionState>
export const electionStateLabel: Record<ElectionState, string> = {
  recorded: '已推选，等村里公示',
  villageNotice: '村里公示中',
  villageNoticeOver: '村里公示期满，等乡镇审定',
  approved: '乡镇已审定，等乡镇公示',
  townshipNotice: '乡镇公示中',
  townshipNoticeOver: '乡镇公示期满，等聘用',
  appointed: '已聘用',
  stopped: '已终止',
}

export const electionStep = z.enum([
  'postVillageNotice',
  'approve',
  'postTownshipNotice',
  'appoint',
  'stop',
])
export type ElectionStep = z.infer<typeof electionStep>
export const electionStepLabel: Record<ElectionStep, string> = {
  postVillageNotice: '初审并在村里公示',
  approve: '乡镇审定',
  postTownshipNotice: '在乡镇公示',
  appoint: '正式聘用',
  stop: '终止',
}

const count = z.int().check(z.gte(0), z.lte(100_000))

export const candidate = z.object({
  name: text(32),
  category: candidateCategory,
  votes: count,
})

export const electionRow = z.object({
  id,
  villageCode: areaCode,
  villageName: z.string(),
  gridName: z.string(),
  heldOn: day,
  presentCount: z.int(),
  seats: z.int(),
  candidates: z.array(z.object({ name: z.string(), category: candidateCategory, votes: z.int() })),
  proposed: z.array(z.string()),
  state: electionState,
  /** Last day of the notice that hangs. */
  noticeTo: z.nullable(day),
  steps: z.array(z.object({ label: z.string(), text: z.string() })),
  /** What the one who asks may do now. */
  abilities: z.array(electionStep),
})
export type ElectionRow = z.infer<typeof electionRow>

export const list = query({
  name: 'elections.list',
  path: '/api/elections/list',
  summary: '村民大会推选和公示的进展',
  permission: 'elections.read',
  input: z.object({ areaCode: z.optional(areaCode) }),
  output: z.object({ elections: z.array(electionRow) }),
  errors: [],
})

export const record = command({
  name: 'elections.record',
  path: '/api/elections/record',
  summary: '登记一次村民大会推选',
  permission: 'elections.record',
  input: z.object({
    gridCode,
    heldOn: day,
    presentCount: z.int().check(z.gte(1), z.lte(100_000)),
    seats: z.int().check(z.gte(1), z.lte(20)),
    candidates: z.array(candidate).check(z.minLength(1), z.maxLength(50)),
  }),
  output: z.object({ election: electionRow }),
  errors: ['votesWrong', 'votesTied'],
})

export const step = command({
  name: 'elections.step',
  path: '/api/elections/step',
  summary: '办理推选的下一步；公示期没满不能往下办',
  permission: 'elections.step',
  input: z.object({ electionId: id, step: electionStep, text: text(500) }),
  output: z.object({ election: electionRow }),
  errors: ['ownCase', 'moveNotOpen'],
})
