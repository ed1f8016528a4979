import { isValidPhoneNumber } from 'libphonenumber-js/mobile'
import type { Role } from '../../contract/permissions'
import { roleLabel } from '../../contract/permissions'
import type { WorkerKind } from '../../contract/primitives'
import { ageOn } from './id-number'
import type { Places } from './places'

export interface WantedPost {
  role: Role
  scopeCode: string
  workerKind?: WorkerKind | undefined
  startsOn: string
}

/** Digits of the area or grid code each post is held over; a department's is held over a unit. */
const scopeLengths: Record<Exclude<Role, 'department'>, readonly number[]> = {
  worker: [16],
  gridHead: [16, 12],
  villageHead: [12],
  townshipOffice: [9],
  townshipSigner: [9],
  countyCentre: [6],
  countyPolicy: [6],
  systemAdministrator: [6],
}

const scopeNames: Record<number, string> = { 6: '县', 9: '乡镇', 12: '村（社区）', 16: '网格' }

export const youngestAge = 18
/** Above it a worker is taken on with a reason only (DN-5.1); 60 counts until the 61st birthday. */
export const oldestAge = 60

export const isMobilePhone = (phone: string) => isValidPhoneNumber(phone, 'CN')

/** Shown on the grid's public card: digits as people write them, with an extension. */
export const isWorkPhone = (phone: string) =>
  /^[\d +()-]{3,32}(转\d{1,6})?$/.test(phone) && phone.length <= 32

/** What is wrong with a post as such, in one Chinese sentence; null: nothing. */
export function postFault(post: WantedPost, directory: Places): string | null {
  const { role, scopeCode, workerKind } = post
  if (role !== 'worker' && workerKind) return '只有网格员才分类别'
  if (role === 'department') {
    return directory.unitInUse(scopeCode) ? null : '请选择所在的部门或司法所，停用的不能选'
  }
  const lengths = scopeLengths[role]
  if (!lengths.includes(scopeCode.length)) {
    const names = lengths.map((length) => scopeNames[length]).join('或')
    return `${roleLabel[role]}的岗位要设在一个${names}`
  }
  if (role === 'worker' && !workerKind) return '请选择网格员类别'
  const grid = directory.grid(scopeCode)
  const known = scopeCode.length === 16 ? grid && !grid.retired : directory.area(scopeCode)
  return known ? null : '没有这个区划或网格'
}

/** null: the age is right; 'reasonNeeded': only with a reason; else a sentence that says why not. */
export function ageFault(
  birthDate: string,
  role: Role,
  today: string,
  ageReason: string | undefined,
): 'reasonNeeded' | string | null {
  const age = ageOn(birthDate, today)
  if (age < youngestAge) return `未满 ${youngestAge} 周岁，不能任用`
  if (age > 120) return '身份证号中的出生日期不对'
  return role === 'worker' && age > oldestAge && !ageReason ? 'reasonNeeded' : null
}
