import { type Permission, permits, type Role } from '@contract/permissions'

/** Every page by name: the only place where addresses are written, beside app.config.ts. */
export const pagePath = {
  today: '/pages/today/index',
  report: '/pages/report/index',
  myPay: '/pages/my-pay/index',
  me: '/pages/me/index',
  signIn: '/pages/sign-in/index',
  newPassword: '/pages/new-password/index',
  checkIns: '/pages/check-ins/index',
  myReports: '/pages/my-reports/index',
  reportDrafts: '/pages/report-drafts/index',
  reportDetail: '/pages/report-detail/index',
  statement: '/pages/statement/index',
  myCases: '/pages/my-cases/index',
  myPayments: '/pages/my-payments/index',
  card: '/pages/card/index',
  raise: '/pages/raise/index',
  follow: '/pages/follow/index',
  support: '/pages/support/index',
  opinion: '/pages/opinion/index',
  survey: '/pages/survey/index',
  leave: '/pages/leave/index',
  myMap: '/pages/my-map/index',
  publicLoop: '/pages/public-loop/index',
  badge: '/pages/badge/index',
  myBadge: '/pages/my-badge/index',
  myOpinions: '/pages/my-opinions/index',
  personalFile: '/pages/personal-file/index',
  equipment: '/pages/equipment/index',
  training: '/pages/training/index',
  cardRegister: '/pages/card-register/index',
  outbox: '/pages/outbox/index',
  inbox: '/pages/inbox/index',
  matters: '/pages/matters/index',
  matter: '/pages/matter/index',
  matterRaise: '/pages/matter-raise/index',
  officeHome: '/office/pages/home/index',
  officeMe: '/office/pages/me/index',
  officeInbox: '/office/pages/inbox/index',
  officeJudge: '/office/pages/judge/index',
  officeMatters: '/office/pages/matters/index',
  officeMatter: '/office/pages/matter/index',
  officeCorrections: '/office/pages/corrections/index',
  officeLeave: '/office/pages/leave/index',
  officeEquipment: '/office/pages/equipment/index',
  officeTraining: '/office/pages/training/index',
  officeFileCorrections: '/office/pages/file-corrections/index',
  officeScoreboard: '/office/pages/scoreboard/index',
  officeLoop: '/office/pages/loop/index',
  officeMap: '/office/pages/map/index',
  officeWorker: '/office/pages/worker/index',
  officeClosing: '/office/pages/closing/index',
  officePayroll: '/office/pages/payroll/index',
  officePayTable: '/office/pages/payroll/table/index',
  officePayBatch: '/office/pages/payroll/batch/index',
  officeAssessment: '/office/pages/assessment/index',
  officeDiscipline: '/office/pages/discipline/index',
  officeCase: '/office/pages/discipline/case/index',
  officePeople: '/office/pages/people/index',
  officeCards: '/office/pages/cards/index',
  officeImport: '/office/pages/import/index',
  officeRegulation: '/office/pages/regulation/index',
  officeRegulationChange: '/office/pages/regulation-change/index',
  officeRegulationSimulation: '/office/pages/regulation-simulation/index',
  officeOfficialText: '/office/pages/official-text/index',
  officeRouting: '/office/pages/routing/index',
  officeOpinions: '/office/pages/opinions/index',
  officeAudit: '/office/pages/audit/index',
  officeIntegration: '/office/pages/integration/index',
} as const
export type PageName = keyof typeof pagePath

/** The worker's tabs, as app.config.ts gives them to WeChat. */
export const tabs: readonly { page: PageName; label: string }[] = [
  { page: 'today', label: '今日' },
  { page: 'report', label: '上报' },
  { page: 'myPay', label: '我的绩效' },
  { page: 'me', label: '我的' },
]

export function isTabPath(path: string): boolean {
  return tabs.some((tab) => pagePath[tab.page] === path)
}

export interface OfficeLink {
  label: string
  path: string
  permission: Permission
}

/** The office's side navigation, in order; a person sees those he may use. */
export const officeLinks: readonly OfficeLink[] = [
  { label: '工作台', path: pagePath.officeHome, permission: 'signedIn' },
  { label: '消息', path: pagePath.officeInbox, permission: 'signedIn' },
  { label: '事项', path: pagePath.officeMatters, permission: 'matters.read' },
  { label: '研判', path: pagePath.officeJudge, permission: 'reports.judge' },
  { label: '补签审批', path: pagePath.officeCorrections, permission: 'checkIns.decide' },
  { label: '请假审批', path: pagePath.officeLeave, permission: 'leave.read' },
  { label: '记分板', path: pagePath.officeScoreboard, permission: 'scoreboards.read' },
  { label: '闭环记分板', path: pagePath.officeLoop, permission: 'matters.read' },
  { label: '地图', path: pagePath.officeMap, permission: 'maps.read' },
  { label: '月结', path: pagePath.officeClosing, permission: 'pay.read' },
  { label: '薪酬发放', path: pagePath.officePayroll, permission: 'payroll.read' },
  { label: '考核登记', path: pagePath.officeAssessment, permission: 'assessment.read' },
  { label: '考核事项', path: pagePath.officeDiscipline, permission: 'discipline.read' },
  { label: '居民评议', path: pagePath.officeOpinions, permission: 'opinions.read' },
  { label: '人员', path: pagePath.officePeople, permission: 'accounts.read' },
  { label: '档案更正', path: pagePath.officeFileCorrections, permission: 'accounts.manage' },
  { label: '装备', path: pagePath.officeEquipment, permission: 'equipment.read' },
  { label: '学习培训', path: pagePath.officeTraining, permission: 'training.read' },
  { label: '派单规则和时限', path: pagePath.officeRouting, permission: 'units.manage' },
  { label: '打印名片', path: pagePath.officeCards, permission: 'codes.print' },
  { label: '县级导入', path: pagePath.officeImport, permission: 'areas.import' },
  { label: '考核办法', path: pagePath.officeRegulation, permission: 'signedIn' },
  { label: '操作记录', path: pagePath.officeAudit, permission: 'audit.read' },
  { label: '接口与推送', path: pagePath.officeIntegration, permission: 'integration.manage' },
]

const forGuests: readonly string[] = [pagePath.officeHome, pagePath.officeInbox]

/**
 * What this person finds in the side navigation. Who only belongs to a department has his matters
 * and nothing of the township's house.
 */
export function officeLinksOf(roles: readonly Role[]): OfficeLink[] {
  const isGuest = roles.length > 0 && roles.every((role) => role === 'department')
  return officeLinks.filter(
    ({ path, permission }) =>
      permits(permission, roles) &&
      !(isGuest && permission === 'signedIn' && !forGuests.includes(path)),
  )
}

/** Where somebody with these roles starts: a worker with his day, everyone else in the office. */
export function homeOf(roles: readonly Role[]): PageName {
  return roles.includes('worker') || roles.length === 0 ? 'today' : 'officeHome'
}
