import type { MatterClassCode } from '../../cloud/contract/matter-taxonomy'
import type { UnitKind } from '../../cloud/contract/units'
import { countyCode } from './divisions'
import type { DemoArea, DemoRoute, DemoUnit } from './types'

/** The ten that answer together when a township calls (LJ-5.2e), in the order of their codes. */
const countyUnits: readonly [name: string, kind: UnitKind][] = [
  ['县公安局', 'department'],
  ['县司法局', 'judicial'],
  ['县应急管理局', 'department'],
  ['县住建局', 'department'],
  ['县市场监管局', 'department'],
  ['市生态环境局大宁分局', 'department'],
  ['县交通运输局', 'department'],
  ['县民政局', 'department'],
  ['县人社局', 'department'],
  ['县综合执法队', 'department'],
]
const townshipUnits: readonly [name: string, kind: UnitKind][] = [
  ['司法所', 'judicial'],
  ['派出所', 'department'],
  ['综合执法队', 'department'],
]

export const unitCodeOf = (areaCode: string, number: number): string =>
  `${areaCode}-${String(number).padStart(2, '0')}`

const townshipsOf = (areas: readonly DemoArea[]) =>
  areas.filter((area) => area.level === 'township')

export function unitsOf(areas: readonly DemoArea[]): DemoUnit[] {
  const ofCounty = countyUnits.map(
    ([name, kind], index): DemoUnit => ({
      code: unitCodeOf(countyCode, index + 1),
      areaCode: countyCode,
      name,
      kind,
      joinsTeam: true,
    }),
  )
  const ofTownships = townshipsOf(areas).flatMap((township) =>
    townshipUnits.map(
      ([name, kind], index): DemoUnit => ({
        code: unitCodeOf(township.code, index + 1),
        areaCode: township.code,
        name: `${township.name}${name}`,
        kind,
        joinsTeam: false,
      }),
    ),
  )
  return [...ofCounty, ...ofTownships]
}

type Row = readonly [classCode: MatterClassCode, lead: number, ...coHandlers: number[]]

/** By the numbers of the county's units; 0 is the county's own centre. */
const countyRows: readonly Row[] = [
  ['facility', 4, 7],
  ['environment', 6],
  ['goods', 5],
  ['service', 8, 9],
  ['managementGap', 0],
  ['other', 0],
  ['organisedCrime', 0],
  ['majorEvent', 0],
]
/** Of every township by the numbers of its own units; 0 is its office. */
const townshipRows: readonly Row[] = [
  ['order', 3],
  ['sanitation', 3],
  ['illegalBusiness', 3],
  ['hazard', 3],
  ['otherHazard', 3],
  ['security', 2],
  ['keyPerson', 2],
  ['dispute', 1, 2],
  ['restrictedPerson', 0],
]

const holder = (areaCode: string, number: number): string =>
  number === 0 ? areaCode : unitCodeOf(areaCode, number)

function routesIn(areaCode: string, rows: readonly Row[]): DemoRoute[] {
  return rows.map(([classCode, lead, ...coHandlers]) => ({
    placeCode: areaCode,
    classCode,
    leadCode: holder(areaCode, lead),
    coCodes: coHandlers.map((number) => holder(areaCode, number)),
  }))
}

/** A row for each class that rows are for: alarms of community correction go past them. */
export function routesOf(areas: readonly DemoArea[]): DemoRoute[] {
  return [
    ...routesIn(countyCode, countyRows),
    ...townshipsOf(areas).flatMap((township) => routesIn(township.code, townshipRows)),
  ]
}

/** Who has somebody signing in: units of the county, and those of the first two townships. */
export function staffedUnits(areas: readonly DemoArea[]): string[] {
  const [first, second] = townshipsOf(areas).map((township) => township.code)
  const ofCounty = [1, 2, 3, 4, 6].map((number) => unitCodeOf(countyCode, number))
  const ofFirst = [1, 2, 3, 3].map((number) => unitCodeOf(first ?? '', number))
  return [...ofCounty, ...ofFirst, unitCodeOf(second ?? '', 3)]
}
