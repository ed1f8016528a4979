import type { Role } from '../../contract/permissions'
import { type Actor, reaches, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { OpinionRecord } from './opinions.store'

const readers: Role[] = [
  'gridHead',
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
]
const lookers: Role[] = ['villageHead']
const deciders: Role[] = ['townshipOffice']

/** So long the village has for its part; afterwards the township goes on without it. */
export const villageDays = 5
const villageMs = villageDays * 86_400_000

export const opinionsPolicy = {
  scopes: (actor: Actor, areaCode?: string) => visibleScopes(actor, readers, areaCode),

  /** Nobody sees what is said of himself before it is decided, whatever else he is. */
  visible(actor: Actor, opinion: OpinionRecord | null): OpinionRecord {
    const isSeen =
      opinion?.accountId !== actor.accountId && reaches(actor, readers, opinion?.gridCode ?? '')
    if (!opinion || !isSeen) throw new Refusal('notFound')
    return opinion
  },

  mayLook: (actor: Actor, opinion: OpinionRecord) =>
    opinion.state === 'received' && reaches(actor, lookers, opinion.gridCode),

  reachesToDecide: (actor: Actor, opinion: OpinionRecord) =>
    reaches(actor, deciders, opinion.gridCode),

  villageIsDone: (opinion: OpinionRecord, nowMs: number) =>
    opinion.state === 'looked' || nowMs - opinion.createdAtMs >= villageMs,

  /** The ends of a number say whether somebody can be asked back; a grid head does not ask. */
  seesPhone: (actor: Actor, opinion: OpinionRecord) =>
    reaches(actor, [...lookers, ...deciders], opinion.gridCode),
}
