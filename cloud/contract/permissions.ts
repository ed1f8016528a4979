import * as z from 'zod/mini'

export const role = z.enum([
  'worker',
  'gridHead',
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
  'countyPolicy',
  'department',
  'systemAdministrator',
])
export type Role = z.infer<typeof role>

export const roleLabel: Record<Role, string> = {
  worker: '网格员',
  gridHead: '网格长',
  villageHead: '村（社区）负责人',
  townshipOffice: '乡镇平安办',
  townshipSigner: '乡镇政法委员',
  countyCentre: '县综治中心',
  countyPolicy: '县委政法委',
  department: '部门（司法所）工作人员',
  systemAdministrator: '系统管理员',
}

const field: Role[] = ['worker']
const heads: Role[] = ['gridHead', 'villageHead']
const township: Role[] = ['townshipOffice']
const townshipAll: Role[] = ['townshipOffice', 'townshipSigner']
const county: Role[] = ['countyCentre']
const countyAll: Role[] = ['countyCentre', 'countyPolicy']
const department: Role[] = ['department']

/**
 * Which roles may use which endpoints at all; the area and the state are judged by each feature's
 * policy. 'public' needs no sign-in, 'signedIn' any account.
 */
export const permissionTable = {
  public: null,
  signedIn: null,
  'accounts.manage': [...township, ...county],
  'accounts.read': [...heads, ...townshipAll, ...countyAll, 'systemAdministrator'],
  'accounts.reveal': county,
  'accounts.reactivate': county,
  'areas.import': county,
  'areas.read': null,
  'checkIns.take': field,
  'checkIns.decide': ['gridHead', ...township],
  'checkIns.read': [...heads, ...townshipAll, ...countyAll],
  'equipment.mine': field,
  'equipment.confirm': field,
  'equipment.read': [...heads, ...townshipAll, ...countyAll],
  'equipment.issue': [...township, ...county],
  'training.mine': field,
  'training.study': field,
  'training.read': [...heads, ...townshipAll, ...countyAll],
  'training.publish': [...township, ...county],
  'leave.ask': field,
  'leave.read': [...heads, ...townshipAll, ...countyAll],
  'leave.decide': [...heads, ...township],
  'reports.submit': [...field, ...heads, ...township, ...county],
  'reports.read': [...field, ...heads, ...townshipAll, ...countyAll],
  'reports.judge': township,
  'matters.raise': [...field, ...heads, ...township, ...county, ...department],
  'matters.read': [...field, ...heads, ...townshipAll, ...countyAll, ...department],
  'matters.move': [...field, ...heads, ...townshipAll, ...county, ...department],
  'units.read': [...heads, ...townshipAll, ...countyAll, ...department],
  'units.manage': [...township, ...county],
  'assessment.read': [...heads, ...townshipAll, ...countyAll],
  'assessment.record': [...township, ...county],
  'assessment.decideMajor': county,
  'assessment.importStatistics': county,
  'pay.read': [...townshipAll, ...countyAll],
  'pay.close': [...township, ...county],
  'pay.freeze': township,
  'pay.object': field,
  'payroll.read': [...townshipAll, ...countyAll],
  'payroll.prepare': township,
  'payroll.sign': ['townshipSigner'],
  'payroll.attachScan': townshipAll,
  'payroll.review': county,
  'payroll.pay': county,
  'payroll.mine': field,
  'discipline.read': ['villageHead', ...townshipAll, ...countyAll],
  'discipline.open': [...township, ...county],
  'discipline.move': ['villageHead', ...townshipAll, ...countyAll],
  'discipline.answer': field,
  'changeLists.read': [...townshipAll, ...countyAll],
  'changeLists.send': township,
  'changeLists.decide': county,
  'scores.read': ['villageHead', ...townshipAll, ...countyAll],
  'scores.enter': ['villageHead', ...townshipAll],
  'scores.manage': township,
  'elections.read': ['villageHead', ...townshipAll, ...countyAll],
  'elections.record': ['villageHead', ...township],
  'elections.step': ['villageHead', ...townshipAll],
  'scoreboards.read': [...heads, ...townshipAll, ...countyAll],
  'scoreboards.mine': field,
  'loopFigures.read': [...heads, ...townshipAll, ...countyAll],
  'loopFigures.units': [...townshipAll, ...countyAll, ...department],
  'maps.read': [...field, ...heads, ...townshipAll, ...countyAll],
  'notices.deliveries': [...county, 'systemAdministrator'],
  'officialTexts.manage': ['countyPolicy'],
  'regulations.read': countyAll,
  'regulations.change': ['countyPolicy'],
  'badges.mine': field,
  'codes.print': [...heads, ...township, ...county],
  'codes.revoke': [...township, ...county],
  'codes.handOut': [...field, ...heads, ...township],
  'residents.contact': [...field, ...heads, ...township, ...county, ...department],
  'opinions.read': [...heads, ...townshipAll, ...county],
  'opinions.look': ['villageHead'],
  'opinions.decide': township,
  'opinions.aboutMe': field,
  'surveys.read': [...heads, ...townshipAll, ...countyAll],
  'integration.manage': [...county, 'systemAdministrator'],
  'audit.read': [...township, ...countyAll, 'systemAdministrator'],
} as const satisfies Record<string, readonly Role[] | null>

export type Permission = keyof typeof permissionTable

/**
 * Permissions that outlast the post: what was taken in the field while it was held may be sent
 * later, and one's own pay of that time be seen and objected to.
 */
const outlasting: readonly Permission[] = [
  'checkIns.take',
  'reports.submit',
  'matters.raise',
  'matters.move',
  'equipment.confirm',
  'training.study',
  'pay.object',
  'payroll.mine',
  'discipline.answer',
]

export const outlastsPost = (permission: Permission): boolean => outlasting.includes(permission)

/** Whether somebody holding these roles may use endpoints of this permission. */
export function permits(permission: Permission, roles: readonly Role[]): boolean {
  const allowed: readonly Role[] | null = permissionTable[permission]
  return allowed === null || roles.some((held) => allowed.includes(held))
}
