import outlineFile from './data/daning-outline.json'
import divisions from './data/divisions.json'
import type { Role } from '../../cloud/contract/permissions'
import type { WorkerKind } from '../../cloud/contract/primitives'
import { isInside, partition, type Place, spread } from './outlines'
import { createPeopleMaker, type Person } from './people'
import { createRandom, type Random } from './random'

export interface DemoArea {
  code: string
  name: string
  level: 'province' | 'city' | 'county' | 'township' | 'village'
  parentCode: string | null
  villageKind: 'village' | 'community' | null
  officePhone: string | null
}

export interface DemoPoint {
  name: string
  longitude: number
  latitude: number
  radiusMeters: number
}

export interface DemoGrid {
  code: string
  villageCode: string
  name: string
  households: number
  persons: number
  centre: Place
  /** Closed ring, WGS-84. */
  ring: Place[]
  points: DemoPoint[]
}

export interface DemoPost {
  role: Role
  scopeCode: string
  workerKind: WorkerKind | null
  startsOn: string
  endsOn: string | null
}

export interface DemoAccount extends Person {
  accountId: string
  workPhone: string | null
  candidateSource: string | null
  posts: DemoPost[]
}

/** A sign-in that is shown on the sign-in page of a demo. */
export interface DemoSignIn {
  label: string
  accountId: string
  /** In its first-sign-in state: the password is a one-time code. */
  oneTime: boolean
}

export interface DemoCounty {
  areas: DemoArea[]
  grids: DemoGrid[]
  accounts: DemoAccount[]
  signIns: DemoSignIn[]
}

export interface DemoOptions {
  /** Shanghai day of the seeding, 'YYYY-MM-DD'. */
  today: string
  /** Instant that ids carry. */
  nowMs: number
  seed?: number
}

export const countyCode = '141030'
export const countyOutline = outlineFile.geometry.coordinates[0] as unknown as Place[]

const levelByLength = { 2: 'province', 4: 'city', 6: 'county', 9: 'township', 12: 'village' } as const
const lengths = [2, 4, 6, 9, 12]

function areasOf(): DemoArea[] {
  return divisions.map(({ code, name }, index) => {
    const level = levelByLength[code.length as keyof typeof levelByLength]
    const parentLength = lengths[lengths.indexOf(code.length) - 1]
    const isCommunity = name.includes('社区')
    return {
      code,
      name,
      level,
      parentCode: parentLength ? code.slice(0, parentLength) : null,
      villageKind: level === 'village' ? (isCommunity ? 'community' : 'village') : null,
      officePhone: level === 'township' || level === 'village' ? `0357-0000${String(index).padStart(3, '0')}` : null,
    }
  })
}

const serialNames = ['第一', '第二', '第三']
const shortName = (name: string) => name.replace('居委会', '').replace('村委会', '村')

/** Villages of a township lie together: of all pairs of township and place, the nearest first. */
function placesByVillage(areas: readonly DemoArea[], random: Random): Map<string, Place> {
  const townships = areas.filter((area) => area.level === 'township')
  const villages = areas.filter((area) => area.level === 'village')
  const middles = spread(countyOutline, townships.length, random)
  const pairs = spread(countyOutline, villages.length, random).flatMap((place) =>
    townships.map((township, index) => {
      const [x, y] = middles[index] ?? [0, 0]
      return { place, township: township.code, far: Math.hypot(place[0] - x, place[1] - y) }
    }),
  )
  const waiting = new Map(
    townships.map(({ code }) => [code, villages.filter((village) => village.parentCode === code)]),
  )
  const places = new Map<string, Place>()
  const taken = new Set<Place>()
  for (const { place, township } of pairs.sort((a, b) => a.far - b.far)) {
    const village = taken.has(place) ? undefined : waiting.get(township)?.shift()
    if (!village) continue
    taken.add(place)
    places.set(village.code, place)
  }
  return places
}

function gridsOf(areas: readonly DemoArea[], random: Random): DemoGrid[] {
  const places = placesByVillage(areas, random)
  const drafts: { code: string; villageCode: string; name: string; centre: Place; isCommunity: boolean }[] = []
  for (const village of areas.filter((area) => area.level === 'village')) {
    const isCommunity = village.villageKind === 'community'
    const count = isCommunity ? random.between(2, 3) : random.chance(0.35) ? 2 : 1
    const [x, y] = places.get(village.code) ?? [0, 0]
    for (let serial = 1; serial <= count; serial += 1) {
      const turn = (serial / count) * 2 * Math.PI
      const off = count === 1 ? 0 : 0.006
      const centre: Place = [x + Math.cos(turn) * off, y + Math.sin(turn) * off]
      drafts.push({
        code: `${village.code}A${String(serial).padStart(3, '0')}`,
        villageCode: village.code,
        name: count === 1 ? `${shortName(village.name)}网格` : `${shortName(village.name)}${serialNames[serial - 1]}网格`,
        centre: isInside(centre, countyOutline) ? centre : [x, y],
        isCommunity,
      })
    }
  }
  const rings = partition(countyOutline, drafts.map((draft) => draft.centre))
  return drafts.map(({ isCommunity, ...draft }, index) => {
    const households = isCommunity ? random.between(280, 480) : random.between(60, 260)
    return {
      ...draft,
      households,
      persons: Math.round(households * (2.4 + random.next() * 0.6)),
      ring: rings[index] ?? [],
      points: pointsOf(draft, isCommunity, random),
    }
  })
}

function pointsOf({ centre }: { centre: Place }, isCommunity: boolean, random: Random): DemoPoint[] {
  const point = (name: string, off: number): DemoPoint => ({
    name,
    longitude: Math.round((centre[0] + off * random.near()) * 1e6) / 1e6,
    latitude: Math.round((centre[1] + off * random.near()) * 1e6) / 1e6,
    radiusMeters: 150,
  })
  const first = point(isCommunity ? '居委会' : '村委会', 0)
  return random.chance(0.4) ? [first, point('文化广场', 0.0008)] : [first]
}

export function buildDemoCounty({ today, nowMs, seed = 141030 }: DemoOptions): DemoCounty {
  const random = createRandom(seed)
  const areas = areasOf()
  const grids = gridsOf(areas, random)
  const staff = staffOf(areas, grids, random, { today, nowMs })
  return { areas, grids, accounts: staff.accounts, signIns: signInsOf(staff.accounts, staff.firstSignIn) }
}

const sources = ['本社区（村）居民', '大中专毕业生', '退役军人', '物业工作人员', '低收入人员']

function monthsBefore(day: string, count: number): string {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - count
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

function staffOf(areas: readonly DemoArea[], grids: readonly DemoGrid[], random: Random, { today, nowMs }: { today: string; nowMs: number }) {
  const makePerson = createPeopleMaker(random, today)
  const accounts: DemoAccount[] = []
  const startsOn = `${monthsBefore(today, 10)}-01`
  const post = (role: Role, scopeCode: string, workerKind: WorkerKind | null = null, from = startsOn, endsOn: string | null = null): DemoPost => ({
    role,
    scopeCode,
    workerKind,
    startsOn: from,
    endsOn,
  })
  const hire = (posts: DemoPost[], options: { age?: number } = {}): DemoAccount => {
    const person = makePerson(options)
    const isWorker = posts.some((one) => one.role === 'worker')
    const account: DemoAccount = {
      ...person,
      accountId: random.id(nowMs - 86_400_000 + accounts.length),
      workPhone: posts[0]?.role.startsWith('county') || posts[0]?.role === 'systemAdministrator' ? null : person.phone,
      candidateSource: isWorker ? random.pick(sources) : null,
      posts,
    }
    accounts.push(account)
    return account
  }
  const villages = areas.filter((area) => area.level === 'village')
  let serial = 0
  for (const grid of grids) {
    const isCommunity = villages.some((village) => village.code === grid.villageCode && village.villageKind === 'community')
    const kinds: WorkerKind[] = isCommunity
      ? ['communityFullTime', 'communityPartTime', 'communityPartTime', 'communityPartTime']
      : random.chance(0.95) ? ['rural', 'rural'] : ['rural']
    for (const kind of kinds) {
      serial += 1
      // a few began inside the last month, one left inside it, two are at the edge of the age
      const late = serial % 41 === 7 ? `${monthsBefore(today, 1)}-11` : startsOn
      const left = serial === 60 ? `${monthsBefore(today, 1)}-20` : null
      hire([post('worker', grid.code, kind, late, left)], serial % 57 === 5 ? { age: serial % 2 ? 60 : 59 } : {})
    }
  }
  villages.forEach((village, index) => {
    const own = grids.filter((grid) => grid.villageCode === village.code)
    // every fifth village's head is also its grids' head: one person, one account, several posts
    if (index % 5 === 0) hire([post('villageHead', village.code), ...own.map((grid) => post('gridHead', grid.code))])
    else {
      hire([post('villageHead', village.code)])
      hire(own.map((grid) => post('gridHead', grid.code)))
    }
  })
  for (const township of areas.filter((area) => area.level === 'township')) {
    hire([post('townshipOffice', township.code)])
    hire([post('townshipOffice', township.code)])
    hire([post('townshipSigner', township.code)])
  }
  for (let index = 0; index < 3; index += 1) hire([post('countyCentre', countyCode)])
  hire([post('countyPolicy', countyCode)])
  hire([post('systemAdministrator', countyCode)])
  const firstGrid = grids[0]?.code ?? ''
  const firstSignIn = hire([post('worker', firstGrid, 'communityPartTime', `${today.slice(0, 7)}-01`)])
  return { accounts, firstSignIn }
}

function signInsOf(accounts: readonly DemoAccount[], firstSignIn: DemoAccount): DemoSignIn[] {
  const find = (role: Role, kind: WorkerKind | null = null, under = countyCode) =>
    accounts.find((account) =>
      account !== firstSignIn &&
      account.posts[0]?.role === role &&
      account.posts.some((one) => one.workerKind === kind && one.scopeCode.startsWith(under) && one.endsOn === null),
    )
  const wanted: [string, DemoAccount | undefined][] = [
    ['社区专职网格员', find('worker', 'communityFullTime')],
    ['社区兼职网格员', find('worker', 'communityPartTime')],
    ['农村网格员', find('worker', 'rural')],
    ['网格长', find('gridHead')],
    ['村（社区）负责人', find('villageHead')],
    ['昕水镇平安办', find('townshipOffice', null, '141030100')],
    ['昕水镇政法委员', find('townshipSigner', null, '141030100')],
    ['曲峨镇平安办', find('townshipOffice', null, '141030101')],
    ['县综治中心', find('countyCentre')],
    ['县委政法委', find('countyPolicy')],
    ['系统管理员', find('systemAdministrator')],
  ]
  return [
    ...wanted.flatMap(([label, account]) => (account ? [{ label, accountId: account.accountId, oneTime: false }] : [])),
    { label: '首次登录的网格员', accountId: firstSignIn.accountId, oneTime: true },
  ]
}
