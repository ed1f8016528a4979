import type { FactSort, Regulation } from '../../rules'

export interface FactSource {
  label: string
  /** Where the service has it from; null: nothing in the service records it yet. */
  from: string | null
}

/** Everything that a pack may read of a worker's month, and where it comes from. */
export const factSources: Readonly<Record<FactSort, FactSource>> = {
  checkIns: { label: '签到天数', from: '网格员签到；有省平台统计的以省平台为准' },
  reports: { label: '有效信息条数', from: '上报后的研判；有省平台统计的以省平台为准' },
  findings: { label: '扣罚事实', from: '平安办登记' },
  fraud: { label: '弄虚作假的认定', from: '平安办登记' },
  commendations: { label: '受到的表扬', from: '平安办登记' },
  majorReports: { label: '重大信息奖励', from: '平安办提名，县里认定' },
  spotChecks: { label: '电话抽查', from: '平安办登记' },
  verdictDecision: { label: '考核结果的认定', from: '平安办认定' },
  proration: { label: '按在岗天数折算', from: '平安办认定' },
  wholeMonthLeave: { label: '整月请假', from: '平安办认定（免本月数量要求）' },
  manualAdjustment: { label: '金额调整', from: '平安办认定' },
  employment: { label: '是不是劳务派遣', from: '平安办认定；没有认定的按直接聘用' },
  officeScores: { label: '各单位的分项打分', from: '打分表，全部打完并结束打分' },
  ranks: { label: '名次', from: '由打分算出' },
  households: { label: '网格服务户数', from: '派出所提供的户数，年内按写明理由的决定改' },
  patrols: { label: '应巡查和已巡查的次数', from: null },
  problems: { label: '发现的和各处知道的问题数', from: null },
  events: { label: '按月统计的应办结和已办结事件数', from: null },
  partScores: { label: '线上考核和线下考核的百分制得分', from: null },
}

/** What a pack reads and the service does not record yet. */
export function lackingOf({ reads }: Pick<Regulation, 'reads'>): string[] {
  return reads.flatMap((sort) => {
    const { label, from } = factSources[sort]
    return from === null ? [label] : []
  })
}
