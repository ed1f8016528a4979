import type { Role } from '../../cloud/contract/permissions'
import type { WorkerKind } from '../../cloud/contract/primitives'
import { addMonths } from '../../cloud/platform/clock'
import { countyCode } from './divisions'
import { createPeopleMaker, type PersonOptions } from './people'
import type { Random } from './random'
import { staffedUnits, unitCodeOf } from './units'
import type { DemoAccount, DemoArea, DemoGrid, DemoOptions, DemoPost, DemoSignIn } from './types'

const fullTimeSources = ['本社区（村）居民', '本社区（村）居民', '大中专毕业生', '退役军人']
const partTimeSources = [
  '社区（村）工作者',
  '物业工作人员',
  '低收入人员',
  '城乡困难群体',
  ...fullTimeSources,
]

interface Staffing {
  areas: readonly DemoArea[]
  grids: readonly DemoGrid[]
  random: Random
  /** Month of the seeding. */
  month: string
  hire(posts: DemoPost[], options?: Partial<PersonOptions>): DemoAccount
}

/** Posts run since some time before the oldest month of the history, unless said otherwise. */
function post(
  role: Role,
  scopeCode: string,
  startsOn: string,
  more: Partial<DemoPost> = {},
): DemoPost {
  return { role, scopeCode, workerKind: null, startsOn, endsOn: null, ...more }
}

function kindsOf(grid: DemoGrid, isCommunity: boolean, random: Random): WorkerKind[] {
  if (isCommunity) {
    const partTime = random.chance(0.7) ? 2 : 1
    return ['communityFullTime', ...Array<WorkerKind>(partTime).fill('communityPartTime')]
  }
  const draw = random.next()
  const count = draw < 0.06 ? 1 : draw < 0.72 ? 2 : 3
  return Array<WorkerKind>(grid.households > 240 ? Math.max(2, count) : count).fill('rural')
}

function hireWorkers({ areas, grids, random, month, hire }: Staffing): void {
  const communities = new Set(
    areas.filter((area) => area.villageKind === 'community').map((area) => area.code),
  )
  let serial = 0
  let extras = 0
  for (const grid of grids) {
    const kinds = kindsOf(grid, communities.has(grid.villageCode), random)
    kinds.forEach((workerKind, index) => {
      serial += 1
      // few come or go within the months that are shown, and never the only one of a grid
      if (index > 0) extras += 1
      const comes = index > 0 && extras % 25 === 5
      const goes = index > 0 && extras === 40
      const since = `${addMonths(month, -random.between(9, 40))}-01`
      const startsOn = comes ? `${addMonths(month, -1)}-${random.between(10, 19)}` : since
      const endsOn = goes ? `${addMonths(month, -1)}-20` : null
      const age = serial % 57 === 5 ? 60 : serial % 57 === 25 ? 59 : random.between(22, 58)
      hire([post('worker', grid.code, startsOn, { workerKind, endsOn })], { age, isPaid: true })
    })
  }
}

/** Every fifth village's head is also head of its grids: one person, one account, several posts. */
function hireHeads({ areas, grids, month, hire }: Staffing): void {
  const since = `${addMonths(month, -20)}-01`
  const villages = areas.filter((area) => area.level === 'village')
  villages.forEach(({ code }, index) => {
    const own = grids.filter((grid) => grid.villageCode === code)
    const headOfGrids = own.map((grid) => post('gridHead', grid.code, since))
    if (index % 5 === 3) hire([post('villageHead', code, since), ...headOfGrids])
    else {
      hire([post('villageHead', code, since)])
      hire(headOfGrids)
    }
  })
}

function hireOffices({ areas, month, hire }: Staffing): void {
  const since = `${addMonths(month, -20)}-01`
  for (const { code } of areas.filter((area) => area.level === 'township')) {
    for (const role of ['townshipOffice', 'townshipOffice', 'townshipSigner'] as const) {
      hire([post(role, code, since)])
    }
  }
  const county = ['countyCentre', 'countyCentre', 'countyCentre', 'countyPolicy'] as const
  for (const role of [...county, 'systemAdministrator'] as const)
    hire([post(role, countyCode, since)])
}

/** A work phone stands on the public card of those who are called: not of the county's people. */
const hasWorkPhone = (posts: readonly DemoPost[]) =>
  posts.every((one) => one.scopeCode !== countyCode && one.role !== 'department')

export function staffOf(
  areas: readonly DemoArea[],
  grids: readonly DemoGrid[],
  random: Random,
  { today, nowMs }: DemoOptions,
): { accounts: DemoAccount[]; newcomer: DemoAccount } {
  const month = today.slice(0, 7)
  const makePerson = createPeopleMaker(random, `${month}-01`)
  const accounts: DemoAccount[] = []
  const hire: Staffing['hire'] = (posts, options = {}) => {
    const person = makePerson({ age: random.between(27, 58), isPaid: false, ...options })
    const kind = posts.find((one) => one.role === 'worker')?.workerKind
    const sources = kind === 'communityFullTime' ? fullTimeSources : partTimeSources
    const account: DemoAccount = {
      ...person,
      accountId: random.id(nowMs - 86_400_000 + accounts.length),
      workPhone: hasWorkPhone(posts) ? person.phone : null,
      candidateSource: kind ? random.pick(sources) : null,
      posts,
    }
    accounts.push(account)
    return account
  }
  const staffing = { areas, grids, random, month, hire }
  hireWorkers(staffing)
  hireHeads(staffing)
  hireOffices(staffing)
  const workerKind = 'communityPartTime'
  const newcomer = hire([post('worker', grids[0]?.code ?? '', `${month}-01`, { workerKind })], {
    age: 26,
    isPaid: true,
  })
  // who drafts a change of the regulation cannot publish it; last, so that nobody else changes
  hire([post('countyPolicy', countyCode, `${addMonths(month, -20)}-01`)])
  for (const code of staffedUnits(areas))
    hire([post('department', code, `${addMonths(month, -20)}-01`)])
  return { accounts, newcomer }
}

interface Wanted {
  label: string
  role: Role
  /** Begins with. */
  scope: string
  kind?: WorkerKind
  /** Another one than the first who fits. */
  second?: true
}

/**
 * One of each role. The first worker, his grid's head and the office of 昕水镇 belong together, so
 * that what one does the next can judge; the others are elsewhere.
 */
const wanted: readonly Wanted[] = [
  { label: '社区专职网格员', role: 'worker', scope: '141030100001', kind: 'communityFullTime' },
  { label: '社区兼职网格员', role: 'worker', scope: '141030100004', kind: 'communityPartTime' },
  { label: '农村网格员', role: 'worker', scope: '141030102', kind: 'rural' },
  { label: '网格长', role: 'gridHead', scope: '141030100001' },
  { label: '村（社区）负责人', role: 'villageHead', scope: '141030200' },
  { label: '昕水镇平安办', role: 'townshipOffice', scope: '141030100' },
  { label: '昕水镇政法委员', role: 'townshipSigner', scope: '141030100' },
  { label: '曲峨镇平安办', role: 'townshipOffice', scope: '141030101' },
  { label: '县综治中心', role: 'countyCentre', scope: countyCode },
  { label: '县委政法委', role: 'countyPolicy', scope: countyCode },
  { label: '县委政法委（另一人）', role: 'countyPolicy', scope: countyCode, second: true },
  { label: '县住建局', role: 'department', scope: unitCodeOf(countyCode, 4) },
  { label: '昕水镇司法所', role: 'department', scope: unitCodeOf('141030100', 1) },
  { label: '昕水镇综合执法队', role: 'department', scope: unitCodeOf('141030100', 3) },
  { label: '系统管理员', role: 'systemAdministrator', scope: countyCode },
]

export function signInsOf(
  accounts: readonly DemoAccount[],
  newcomer: DemoAccount,
  month: string,
): DemoSignIn[] {
  const before = `${addMonths(month, -2)}-01`
  const shown = wanted.map(({ label, role, scope, kind = null, second }): DemoSignIn => {
    const fitting = accounts.filter(({ posts: [first] }) => {
      const fits = first?.role === role && first.workerKind === kind && first.endsOn === null
      return fits && first.scopeCode.startsWith(scope) && first.startsOn <= before
    })
    const account = fitting[second ? 1 : 0]
    if (!account) throw new Error(`nobody to sign in as ${role} of ${scope}`)
    return { label, accountId: account.accountId, oneTime: false }
  })
  return [...shown, { label: '首次登录的网格员', accountId: newcomer.accountId, oneTime: true }]
}
