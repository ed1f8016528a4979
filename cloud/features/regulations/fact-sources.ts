import type { FactSort } from '../../rules'

export interface FactSource {
  label: string
  /** Where the service has it from. */
  from: string
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
  wholeMonthLeave: { label: '整月请假', from: '批准的请假，或平安办认定（免本月数量要求）' },
  manualAdjustment: { label: '金额调整', from: '平安办认定' },
  employment: { label: '是不是劳务派遣', from: '平安办认定；没有认定的按直接聘用' },
  officeScores: { label: '各单位的分项打分', from: '打分表，全部打完并结束打分' },
  ranks: { label: '名次', from: '由打分算出' },
  households: { label: '网格服务户数', from: '派出所提供的户数，年内按写明理由的决定改' },
  patrols: { label: '应巡查和已巡查的次数', from: '乡镇或县里按月登记，可以导入表格' },
  problems: { label: '发现的和各处知道的问题数', from: '由本网格当月收到的事项算出' },
  events: { label: '按月统计的应办结和已办结事件数', from: '由本网格当月到期的事项算出' },
  partScores: { label: '考核的百分制得分', from: '乡镇或县里按月登记，可以导入表格' },
  attendance: {
    label: '缺勤的半天数',
    from: '乡镇或县里按月登记，可以导入表格；没有登记的当作没有缺勤',
  },
  earlierScores: { label: '以前各月的得分和报酬', from: '由已计算的月份算出' },
  scoreCorrections: { label: '季度和全年得分的加减', from: '乡镇或县里写明理由登记，没有的不加减' },
  surveys: { label: '居民评议的知晓率和满意率', from: '由本季度的居民评议算出，份数太少的不列' },
}
