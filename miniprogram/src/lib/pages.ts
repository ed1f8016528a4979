import type { Permission, Role } from '@contract/permissions'

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
  reportDetail: '/pages/report-detail/index',
  statement: '/pages/statement/index',
  card: '/pages/card/index',
  outbox: '/pages/outbox/index',
  officeHome: '/office/pages/home/index',
  officeMe: '/office/pages/me/index',
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
]

/** Where somebody with these roles starts: a worker with his day, everyone else in the office. */
export function homeOf(roles: readonly Role[]): PageName {
  return roles.includes('worker') || roles.length === 0 ? 'today' : 'officeHome'
}
