import { randomBytes } from 'node:crypto'
import type { InputOf, OutputOf } from '../../cloud/contract/define'
import type { detail, makeMove, raise } from '../../cloud/contract/matters'
import { type Caller, caller } from './caller'
import type { RunningService } from './service'

/** Who works on matters in the demo county. */
export const people = {
  worker: '社区专职网格员',
  head: '网格长',
  office: '昕水镇平安办',
  enforcement: '昕水镇综合执法队',
  judicial: '昕水镇司法所',
  centre: '县综治中心',
  housing: '县住建局',
}
export type Who = keyof typeof people

export const enforcementCode = '141030100-03'
export const judicialCode = '141030100-01'
export const housingCode = '141030-04'
export const here = {
  longitude: 110.7529,
  latitude: 36.4653,
  datum: 'wgs84' as const,
  accuracyMeters: 12,
}

export type MoveName = InputOf<typeof makeMove>['move']
type Raised = Partial<InputOf<typeof raise>>
type Given = Omit<InputOf<typeof makeMove>, 'matterId' | 'move'>

let serial = 0
/** Words that no other matter has, so that it can be found by them. */
export function words(what: string): string {
  serial += 1
  return `${what}第${serial}处${randomBytes(3).toString('hex')}`
}

/** What these people do without their pages, to bring a matter to where a test begins. */
export function matterCalls(service: () => RunningService) {
  const callers = new Map<Who, Caller>()

  /** Asks the service as this person, signed in once. */
  async function as(who: Who): Promise<Caller> {
    const made = callers.get(who) ?? (await caller(service(), people[who]))
    callers.set(who, made)
    return made
  }

  async function raised(changed: Raised = {}, by: Who = 'worker'): Promise<string> {
    const ask = await as(by)
    const { matterId } = await ask<OutputOf<typeof raise>>('/api/matters/raise', {
      classCode: 'managementGap',
      level: 'ordinary',
      text: words('没有人巡查的出租屋'),
      position: here,
      photoIds: [],
      ...changed,
    })
    return matterId
  }

  async function moved(who: Who, matterId: string, move: MoveName, given: Given = {}) {
    const ask = await as(who)
    await ask<OutputOf<typeof makeMove>>('/api/matters/move', { matterId, move, ...given })
    return matterId
  }

  const seenBy = async (who: Who, id: string) =>
    (await as(who))<OutputOf<typeof detail>>(`/api/matters/detail/${id}`)

  return { as, raised, moved, seenBy }
}
