import type { Me } from '@contract/accounts'
import { matterClass } from '@contract/matter-taxonomy'
import type { MatterRow } from '@contract/matters'
import type { UnitKind } from '@contract/units'

/** Somebody a matter can be given to: a grid, a village, a township, a county or a unit. */
export interface Holder {
  code: string
  name: string
  /** What kind of body it is, in a word. */
  note: string
  unitKind: UnitKind | null
}

/** The place of a grid, area or unit. */
const placeOf = (code: string) => code.split('-')[0] ?? code

type About = Pick<MatterRow, 'gridCode' | 'classCode'>

function isOfCircle({ classCode }: About, { code, unitKind }: Holder): boolean {
  const { circle } = matterClass(classCode)
  if (circle === 'open') return true
  if (circle === 'judicial') return unitKind === 'judicial'
  return unitKind === null && code.length <= 9
}

/** Those on whose ground the matter lies, and who may know of it. */
export function fitting(matter: About, holders: readonly Holder[]): Holder[] {
  return holders.filter(
    (holder) => matter.gridCode.startsWith(placeOf(holder.code)) && isOfCircle(matter, holder),
  )
}

/** Whether this person may give it to them himself; who is above him is asked for (呼县级). */
export function isWithinReach(me: Me | null, matter: About, code: string): boolean {
  if (matterClass(matter.classCode).circle === 'judicial') return true
  const posts = (me?.posts ?? []).filter(({ role }) => role !== 'worker' && role !== 'department')
  return posts.some(({ scopeCode }) => placeOf(code).startsWith(scopeCode))
}
