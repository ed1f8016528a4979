import { expect } from 'vitest'
import { matters } from '../contract'
import type { InputOf } from '../contract/define'
import type { MatterMove, MatterState } from '../contract/matter-taxonomy'
import { testAreas, type TestPerson } from './test-county'
import type { Calling, TestService } from './test-service'

const { grid, township, county } = testAreas

/** Units that matters are given to. */
export const matterUnits = {
  police: `${township}-01`,
  judicial: `${township}-02`,
  roads: `${county}-07`,
} as const
export const here = {
  longitude: 110.75,
  latitude: 36.46,
  datum: 'wgs84' as const,
  accuracyMeters: 8,
}

/** The units with their people, and all in the grid's own line up to the county. */
export async function createMatterPeople({ person, parts }: TestService) {
  await parts.database.prisma.unit.createMany({
    data: [
      { code: matterUnits.police, areaCode: township, name: '东河派出所', kind: 'department' },
      { code: matterUnits.judicial, areaCode: township, name: '东河司法所', kind: 'judicial' },
      { code: matterUnits.roads, areaCode: county, name: '县交通运输局', kind: 'department' },
    ],
  })
  return {
    worker: await person('worker', grid, { name: '网格员甲', workerKind: 'rural' }),
    head: await person('gridHead', grid),
    village: await person('villageHead', testAreas.village),
    office: await person('townshipOffice', township, { name: '平安办甲' }),
    centre: await person('countyCentre', county),
    stranger: await person('townshipOffice', testAreas.otherTownship),
    police: await person('department', matterUnits.police, { name: '民警甲' }),
    roads: await person('department', matterUnits.roads),
    judicialOne: await person('department', matterUnits.judicial),
    judicialTwo: await person('department', matterUnits.judicial),
  }
}
export type MatterPeople = Awaited<ReturnType<typeof createMatterPeople>>

type Raised = InputOf<typeof matters.raise>
type Given = Omit<InputOf<typeof matters.makeMove>, 'matterId' | 'move'>

export const matterDraft = (changed: Partial<Raised> = {}): Raised => ({
  gridCode: grid,
  classCode: 'facility',
  level: 'ordinary',
  text: '村口路灯不亮，晚上看不见路',
  position: here,
  photoIds: [],
  ...changed,
})

/** What the tests of matters do again and again. */
export function matterCalls(held: () => { service: TestService; people: MatterPeople }) {
  const call: Calling = (...given) => held().service.call(...given)

  async function raise(by: TestPerson, changed: Partial<Raised> = {}): Promise<string> {
    const answer = await call(matters.raise, matterDraft(changed), { token: by.token })
    expect(answer.status, JSON.stringify(answer.error)).toBe(200)
    return answer.data.matterId
  }

  const move = (by: TestPerson, matterId: string, name: MatterMove, given: Given = {}) =>
    call(matters.makeMove, { matterId, move: name, ...given }, { token: by.token })

  async function moved(
    by: TestPerson,
    matterId: string,
    name: MatterMove,
    given: Given = {},
  ): Promise<MatterState> {
    const answer = await move(by, matterId, name, given)
    expect(answer.status, `${name}: ${JSON.stringify(answer.error)}`).toBe(200)
    return answer.data.state
  }

  async function refused(by: TestPerson, matterId: string, name: MatterMove, given: Given = {}) {
    const answer = await move(by, matterId, name, given)
    return answer.status === 200 ? 'done' : answer.error.code
  }

  async function detail(by: TestPerson, matterId: string) {
    const answer = await call(matters.detail, { matterId }, { token: by.token })
    expect(answer.status, JSON.stringify(answer.error)).toBe(200)
    return answer.data
  }

  const openTo = async (by: TestPerson, matterId: string) =>
    (await detail(by, matterId)).moves.map((one) => one.move)

  async function dispatched(
    leadCode: string = matterUnits.police,
    coCodes: string[] = [],
  ): Promise<string> {
    const { worker, office } = held().people
    const id = await raise(worker)
    await moved(office, id, 'accept')
    await moved(office, id, 'dispatch', { leadCode, coCodes })
    return id
  }

  return { raise, move, moved, refused, detail, openTo, dispatched }
}
