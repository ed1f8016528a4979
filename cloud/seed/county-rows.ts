import type { DemoAccount, DemoCounty } from '../../prisma/demo/county'
import { countyCode } from '../../prisma/demo/county'
import type { Role } from '../contract/permissions'
import { type PersonalKeys, personColumns } from '../features/accounts/person-columns'
import { newId } from '../platform/ids'
import type { Row } from './seed.store'

export const bytes = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')

/** The first who holds the role over exactly this area. */
export function holderOf(county: DemoCounty, role: Role, scopeCode: string): DemoAccount {
  const account = county.accounts.find(({ posts }) =>
    posts.some((post) => post.role === role && post.scopeCode === scopeCode),
  )
  if (!account) throw new Error(`nobody is ${role} of ${scopeCode}`)
  return account
}

/** The regulation in force and since when. */
export function bindingRows(): Row[] {
  return [{ areaCode: countyCode, regulation: 'daning-2022', startsOn: '2022-05-06' }]
}

export function areaRows(county: DemoCounty, now: Date): Row[] {
  return county.areas.map((area) => ({
    code: area.code,
    name: area.name,
    level: area.level,
    parentCode: area.parentCode,
    villageKind: area.villageKind,
    officePhone: area.officePhone,
    emergencyPhone: area.emergencyPhone,
    createdAt: now,
  }))
}

export function gridRows(county: DemoCounty, now: Date): Row[] {
  return county.grids.map((grid) => ({
    code: grid.code,
    villageCode: grid.villageCode,
    name: grid.name,
    outline: JSON.stringify({ type: 'Polygon', coordinates: [grid.ring] }),
    datum: grid.datum,
    outlineSource: grid.outlineSource,
    households: grid.households,
    persons: grid.persons,
    createdAt: now,
  }))
}

export function pointRows(county: DemoCounty): Row[] {
  return county.grids.flatMap((grid) =>
    grid.points.map(({ name, longitude, latitude, radiusMeters }) => ({
      id: bytes(newId()),
      gridCode: grid.code,
      name,
      longitude,
      latitude,
      datum: grid.datum,
      radiusMeters,
    })),
  )
}

export function unitRows(county: DemoCounty, now: Date): Row[] {
  return county.units.map(({ code, areaCode, name, kind, joinsTeam }) => ({
    code,
    areaCode,
    name,
    kind,
    joinsTeam,
    createdAt: now,
  }))
}

export function routeRows(county: DemoCounty, now: Date): Row[] {
  return county.routes.map(({ placeCode, classCode, leadCode, coCodes }) => ({
    id: bytes(newId()),
    placeCode,
    classCode,
    leadCode,
    coCodes: JSON.stringify(coCodes),
    changedAt: now,
  }))
}

export interface DemoSecrets {
  passwordHash: string
  /** Of the one account that shows the first sign-in. */
  codeHash: string
  codeExpiresAt: Date
  /** Accounts in their first-sign-in state. */
  awaiting: ReadonlySet<string>
}

const buffers = (columns: ReturnType<typeof personColumns>) => ({
  ...columns,
  idNumberIndex: Buffer.from(columns.idNumberIndex),
  phoneIndex: Buffer.from(columns.phoneIndex),
})

function accountRow(
  account: DemoAccount,
  secrets: DemoSecrets,
  keys: PersonalKeys,
  now: Date,
): Row {
  const awaits = secrets.awaiting.has(account.accountId)
  return {
    id: bytes(account.accountId),
    name: account.name,
    ...buffers(personColumns(account, keys)),
    birthDate: account.birthDate,
    workPhone: account.workPhone,
    candidateSource: account.candidateSource,
    passwordHash: awaits ? secrets.codeHash : secrets.passwordHash,
    passwordState: awaits ? 'oneTimeCode' : 'chosen',
    oneTimeExpiresAt: awaits ? secrets.codeExpiresAt : null,
    state: 'active',
    createdAt: now,
  }
}

export function accountRows(
  county: DemoCounty,
  secrets: DemoSecrets,
  keys: PersonalKeys,
  now: Date,
): Row[] {
  return county.accounts.map((account) => accountRow(account, secrets, keys, now))
}

export function postRows(county: DemoCounty, now: Date): Row[] {
  return county.accounts.flatMap((account) =>
    account.posts.map(({ role, scopeCode, workerKind, startsOn, endsOn }) => ({
      id: bytes(newId()),
      accountId: bytes(account.accountId),
      role,
      scopeCode,
      workerKind,
      startsOn,
      endsOn,
      createdAt: now,
    })),
  )
}
