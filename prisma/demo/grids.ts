import outlineFile from './data/daning-outline.json'
import { countyCode, shortName } from './divisions'
import { closedRing, type Place, placeOf, planeRing, shareOut, spotOf } from './outlines'
import { clearance, middleOf, type Ring, type Spot } from './polygons'
import type { Random } from './random'
import type { DemoArea, DemoGrid, DemoPoint } from './types'
import { bendEdges, ringOf, weave } from './weave'

/** The county's outline (WGS-84), as one closed ring. */
export const countyOutline: Place[] = outlineFile.geometry.coordinates
  .flat()
  .map(([longitude = 0, latitude = 0]): Place => [longitude, latitude])

/** About where each township lies is invented, as its outline is; the county town is in 昕水镇. */
const seats: Record<string, Place> = {
  '141030100': [110.753, 36.465],
  '141030101': [110.64, 36.45],
  '141030102': [110.56, 36.38],
  '141030200': [110.86, 36.38],
  '141030201': [110.7, 36.55],
}
/** The county town takes about half the land of one village, and its communities share that. */
const townShare = 0.5

interface Draft {
  code: string
  villageCode: string
  name: string
  isCommunity: boolean
  outline: Ring
}

const serialNames = ['第一', '第二', '第三', '第四']

/** The village's land in grids: communities have two or three, large villages two. */
function draftsOf(village: DemoArea, land: Ring, count: number, random: Random): Draft[] {
  const shares = Array.from({ length: count }, () => 0.8 + random.next() * 0.4)
  const name = shortName(village.name)
  return shareOut(land, shares, random).map((outline, index) => ({
    code: `${village.code}A${String(index + 1).padStart(3, '0')}`,
    villageCode: village.code,
    name: `${name}${count === 1 ? '' : serialNames[index]}网格`,
    isCommunity: village.villageKind === 'community',
    outline,
  }))
}

function draftsOfTown(communities: readonly DemoArea[], land: Ring, random: Random): Draft[] {
  const lands = shareOut(
    land,
    communities.map(() => 0.8 + random.next() * 0.4),
    random,
  )
  return communities.flatMap((community, index) =>
    draftsOf(community, lands[index] ?? [], random.between(2, 3), random),
  )
}

function draftsOfTownship(
  township: DemoArea,
  land: Ring,
  areas: readonly DemoArea[],
  random: Random,
): Draft[] {
  const own = areas.filter((area) => area.parentCode === township.code)
  const villages = own.filter((area) => area.villageKind === 'village')
  const communities = own.filter((area) => area.villageKind === 'community')
  const sizes = villages.map(() => 0.6 + random.next() * 0.8)
  const town = communities.length > 0 ? [townShare] : []
  const seat = spotOf(seats[township.code] ?? [0, 0])
  const lands = shareOut(land, [...town, ...sizes], random, [seat])
  const rural = villages.flatMap((village, index) => {
    const count = (sizes[index] ?? 0) > 1.05 ? 2 : 1
    return draftsOf(village, lands[index + town.length] ?? [], count, random)
  })
  return town.length > 0 ? [...draftsOfTown(communities, lands[0] ?? [], random), ...rural] : rural
}

/** Degrees in the plane; a hundred metres are about this. */
const hundredMeters = 0.0009

const communityPoints = ['文化广场', '便民服务站', '卫生服务站', '小区东门']
const villagePoints = ['文化广场', '便民服务站', '卫生室', '村口小桥', '老戏台', '小学门口']

function pointsOf(middle: Spot, outline: Ring, isCommunity: boolean, random: Random): DemoPoint[] {
  const room = clearance(middle, outline)
  const point = (name: string, [x, y]: Spot): DemoPoint => {
    const [longitude, latitude] = placeOf([x, y])
    return { name, longitude, latitude, radiusMeters: 150 }
  }
  const off = Math.min(room * 0.7, hundredMeters * 6)
  const turn = random.next() * 2 * Math.PI
  const aside: Spot = [middle[0] + Math.cos(turn) * off, middle[1] + Math.sin(turn) * off]
  const first = point(isCommunity ? '居委会' : '村委会', middle)
  const second = point(random.pick(isCommunity ? communityPoints : villagePoints), aside)
  return isCommunity || random.chance(0.6) ? [first, second] : [first]
}

function gridOf({ outline, isCommunity, ...draft }: Draft, random: Random): DemoGrid {
  const middle = middleOf(outline)
  const households = isCommunity ? random.between(280, 480) : random.between(70, 260)
  return {
    ...draft,
    households,
    persons: Math.round(households * (2.4 + random.next() * 0.6)),
    centre: placeOf(middle),
    ring: closedRing(outline),
    datum: 'wgs84',
    outlineSource: 'synthetic',
    points: pointsOf(middle, outline, isCommunity, random),
  }
}

/** The county's outline shared out to townships, villages and grids; neighbours share their edges. */
export function gridsOf(areas: readonly DemoArea[], random: Random): DemoGrid[] {
  const townships = areas.filter((area) => area.parentCode === countyCode)
  const villageCount = ({ code }: DemoArea) =>
    areas.filter((area) => area.parentCode === code && area.villageKind === 'village').length
  const lands = shareOut(
    planeRing(countyOutline),
    townships.map((township) => villageCount(township) + townShare),
    random,
    townships.map(({ code }) => spotOf(seats[code] ?? [0, 0])),
  )
  const drafts = townships.flatMap((township, index) =>
    draftsOfTownship(township, lands[index] ?? [], areas, random),
  )
  const woven = bendEdges(weave(drafts.map((draft) => draft.outline)), random)
  return drafts.map((draft, index) => {
    const outline = ringOf(woven, woven.rings[index] ?? [])
    return gridOf({ ...draft, outline }, random)
  })
}
