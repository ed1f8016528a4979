import type { MatterClassCode } from '../../cloud/contract/matter-taxonomy'
import type { Role } from '../../cloud/contract/permissions'
import type { WorkerKind } from '../../cloud/contract/primitives'
import type { UnitKind } from '../../cloud/contract/units'
import type { Place } from './outlines'
import type { Person } from './people'

export interface DemoArea {
  code: string
  name: string
  level: 'province' | 'city' | 'county' | 'township' | 'village'
  parentCode: string | null
  villageKind: 'village' | 'community' | null
  officePhone: string | null
  /** Where help is called in an emergency: the whole country's numbers. */
  emergencyPhone: string | null
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
  /** Of all places inside about the farthest from the line. */
  centre: Place
  /** Closed ring, counter-clockwise, of at most 25 places. */
  ring: Place[]
  datum: 'wgs84'
  outlineSource: 'synthetic'
  points: DemoPoint[]
}

/** A department, judicial office or service body. */
export interface DemoUnit {
  code: string
  areaCode: string
  name: string
  kind: UnitKind
  joinsTeam: boolean
}

/** A row of the routing table. */
export interface DemoRoute {
  placeCode: string
  classCode: MatterClassCode
  leadCode: string
  coCodes: string[]
}

export interface DemoPost {
  role: Role
  scopeCode: string
  workerKind: WorkerKind | null
  startsOn: string
  endsOn: string | null
}

/** One natural person, with all the posts he or she holds. */
export interface DemoAccount extends Person {
  accountId: string
  workPhone: string | null
  /** Of workers only: where they were found (DN-4.2, DN-4.3). */
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
  units: DemoUnit[]
  routes: DemoRoute[]
  accounts: DemoAccount[]
  signIns: DemoSignIn[]
  /** The grid of the first worker shown on the sign-in page: where somebody at a desk tries things. */
  demoGridCode: string
}

export interface DemoOptions {
  /** Shanghai day of the seeding, 'YYYY-MM-DD'. */
  today: string
  /** Instant that ids carry. */
  nowMs: number
  seed?: number
}
