import { dateOfDay } from '../platform/clock'
import { blindIndex, newSessionToken, sealText } from '../platform/crypto'
import type { Database, Prisma } from '../platform/database'
import { idBytes, newId } from '../platform/ids'
import type { Role } from '../contract/permissions'
import type { WorkerKind } from '../contract/primitives'
import type { Keys } from '../parts'

/** Two townships of one county: what the tests' people live in. Names are made up. */
export const testAreas = {
  county: '141030',
  township: '141030100',
  otherTownship: '141030101',
  village: '141030100001',
  otherVillage: '141030101001',
  grid: '141030100001A001',
  secondGrid: '141030100001A002',
  otherGrid: '141030101001A001',
} as const

const areas: Prisma.AreaCreateManyInput[] = [
  { code: '14', name: '试验省', level: 'province', parentCode: null },
  { code: '1410', name: '试验市', level: 'city', parentCode: '14' },
  { code: '141030', name: '试验县', level: 'county', parentCode: '1410' },
  {
    code: '141030100',
    name: '东河镇',
    level: 'township',
    parentCode: '141030',
    officePhone: '0357-0000100',
  },
  { code: '141030101', name: '西山乡', level: 'township', parentCode: '141030' },
  {
    code: '141030100001',
    name: '阳光社区',
    level: 'village',
    parentCode: '141030100',
    villageKind: 'community',
  },
  {
    code: '141030101001',
    name: '柳树村',
    level: 'village',
    parentCode: '141030101',
    villageKind: 'village',
  },
]

/** A square grid of about 900 m around a centre, WGS-84. */
export const testCentres: Record<string, { longitude: number; latitude: number }> = {
  [testAreas.grid]: { longitude: 110.75, latitude: 36.46 },
  [testAreas.secondGrid]: { longitude: 110.762, latitude: 36.46 },
  [testAreas.otherGrid]: { longitude: 110.6, latitude: 36.4 },
}

function square({
  longitude,
  latitude,
}: {
  longitude: number
  latitude: number
}): Prisma.InputJsonValue {
  const [west, east, south, north] = [
    longitude - 0.005,
    longitude + 0.005,
    latitude - 0.004,
    latitude + 0.004,
  ]
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  }
}

export interface TestPerson {
  accountId: string
  name: string
  token: string
  phone: string
  idNumber: string
}

/** Makes people with posts and a signed-in session, straight in the database. */
export function createPeople(database: Database, keys: Keys, nowMs: () => number) {
  let serial = 0
  return async function person(
    role: Role,
    scopeCode: string,
    options: { name?: string; workerKind?: WorkerKind; startsOn?: string; endsOn?: string } = {},
  ): Promise<TestPerson> {
    serial += 1
    const accountId = newId()
    const name = options.name ?? `测试${role}${serial}`
    const phone = `199000${String(serial).padStart(5, '0')}`
    const idNumber = `14103019800101${String(serial).padStart(4, '0')}`
    const { token, tokenHash } = newSessionToken()
    const bytes = idBytes(accountId)
    await database.prisma.account.create({
      data: {
        id: bytes,
        name,
        idNumberIndex: new Uint8Array(blindIndex(idNumber, keys.index, 'idNumber')),
        idNumberSealed: sealText(idNumber, keys.personal, 'idNumber'),
        idNumberMasked: `141030********${idNumber.slice(-4)}`,
        phoneIndex: new Uint8Array(blindIndex(phone, keys.index, 'phone')),
        phoneSealed: sealText(phone, keys.personal, 'phone'),
        phoneMasked: `199****${phone.slice(-4)}`,
        gender: 'male',
        birthDate: dateOfDay('1980-01-01'),
        passwordHash: 'none',
        passwordState: 'chosen',
        state: 'active',
        createdAt: new Date(nowMs()),
      },
    })
    await database.prisma.post.create({
      data: {
        id: idBytes(newId()),
        accountId: bytes,
        role,
        scopeCode,
        workerKind: role === 'worker' ? (options.workerKind ?? 'rural') : null,
        startsOn: dateOfDay(options.startsOn ?? '2022-01-01'),
        endsOn: options.endsOn ? dateOfDay(options.endsOn) : null,
        createdAt: new Date(nowMs()),
      },
    })
    await database.prisma.session.create({
      data: {
        tokenHash: new Uint8Array(tokenHash),
        accountId: bytes,
        deviceName: 'test',
        createdAt: new Date(nowMs()),
        expiresAt: new Date(nowMs() + 400 * 86_400_000),
      },
    })
    return { accountId, name, token, phone, idNumber }
  }
}

export async function createTestAreas(database: Database): Promise<void> {
  await database.prisma.area.createMany({ data: areas })
  await database.prisma.grid.createMany({
    data: Object.entries(testCentres).map(([code, centre]) => ({
      code,
      villageCode: code.slice(0, 12),
      name: `${areas.find((area) => area.code === code.slice(0, 12))?.name}第${code.endsWith('2') ? '二' : '一'}网格`,
      outline: square(centre),
      datum: 'wgs84' as const,
      outlineSource: 'synthetic' as const,
      households: 200,
      persons: 600,
    })),
  })
  await database.prisma.regulationBinding.create({
    data: {
      areaCode: testAreas.county,
      regulation: 'daning-2022',
      startsOn: dateOfDay('2022-05-06'),
    },
  })
}
