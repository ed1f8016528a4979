import type { MatterClassCode } from '../../cloud/contract/matter-taxonomy'
import { createRandom } from './random'
import type { DemoCounty } from './types'

/** What a resident of the demo raised by scanning his grid's code. */
export interface DemoResidentMatter {
  id: string
  gridCode: string
  classCode: MatterClassCode
  urgent: boolean
  text: string
  placeText: string
  place: { longitude: number; latitude: number }
  atMs: number
}

const said: readonly [MatterClassCode, string][] = [
  ['facility', '路灯不亮好几天了，晚上接孩子看不见路'],
  ['facility', '自来水管一直漏，早上路面结冰，老人滑倒过'],
  ['facility', '井盖松了，车一过就翘起来'],
  ['facility', '健身器材断了一根，铁头露在外面'],
  ['sanitation', '垃圾桶满了没人清，味道很大'],
  ['sanitation', '河沟里倒了很多建筑垃圾'],
  ['sanitation', '公厕下水堵了，污水流到外面'],
  ['order', '有人把木料堆在路上，车过不去'],
  ['order', '门口乱停车，消防通道堵死了'],
  ['environment', '养殖场的污水流进水渠'],
  ['environment', '半夜有人切割铁皮，吵得睡不着'],
  ['hazard', '楼道里有人给电动车充电，怕着火'],
  ['hazard', '变压器旁边电线垂得很低'],
  ['goods', '小卖部卖过期牛奶'],
  ['dispute', '邻居把排水口对着我家墙，说了几次不听'],
  ['service', '老人八十多了，想问高龄补贴怎么办'],
  ['service', '残疾证到期了，本人走不了路，能不能上门办'],
  ['other', '广场舞音箱能不能九点停'],
]
const places = [
  '村口',
  '小学门口',
  '三号楼下',
  '卫生室对面',
  '文化广场',
  '桥头',
  '供销社旁边',
  '二单元楼道',
]

const dayMs = 86_400_000
const perDay = 2
const days = 40

/** A couple a day for some weeks, most of them in the grid that a visitor is shown. */
export function buildResidentMatters(
  { grids, demoGridCode }: Pick<DemoCounty, 'grids' | 'demoGridCode'>,
  { nowMs, seed = 12345 }: { nowMs: number; seed?: number },
): DemoResidentMatter[] {
  const random = createRandom(seed)
  const shown = grids.find((grid) => grid.code === demoGridCode)
  const found: DemoResidentMatter[] = []
  for (let index = days * perDay; index > 0; index -= 1) {
    const grid = shown && random.chance(0.25) ? shown : random.pick(grids)
    const atMs = Math.round(nowMs - (index / perDay) * dayMs + random.between(-6, 0) * 3_600_000)
    const [classCode, text] = random.pick(said)
    const [longitude, latitude] = grid.centre
    found.push({
      id: random.id(atMs),
      gridCode: grid.code,
      classCode,
      urgent: random.chance(0.1),
      text,
      placeText: random.pick(places),
      place: {
        longitude: longitude + random.near() * 0.001,
        latitude: latitude + random.near() * 0.001,
      },
      atMs,
    })
  }
  return found.sort((a, b) => a.atMs - b.atMs)
}
