import type { MatterCircle } from '../../contract/matter-taxonomy'
import type { Role } from '../../contract/permissions'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { Sight } from './loop-figures.store'

/** Heads, township and county see their own area's figures; a department its own unit's. */
const areaReaders: Role[] = [
  'gridHead',
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
  'countyPolicy',
]
const unitReaders: Role[] = ['townshipOffice', 'townshipSigner', 'countyCentre', 'countyPolicy']
/** P6: that there is something of a restricted class is itself for these alone. */
const restrictedReaders: Role[] = ['townshipOffice', 'countyCentre', 'countyPolicy']
const allCircles: MatterCircle[] = ['open', 'offices', 'judicial']

export const loopFiguresPolicy = {
  /** What of an area's figures is seen; none of it is as good as no such area. */
  areaSight(actor: Actor, code: string): Sight {
    const scopes = visibleScopes(actor, areaReaders, code)
    if (scopes.length === 0) throw new Refusal('notFound')
    const restricted = visibleScopes(actor, restrictedReaders, code)
    const seesAll = scopes.every((scope) => restricted.some((one) => scope.startsWith(one)))
    return { scopes, circles: seesAll ? allCircles : ['open'] }
  },

  seesUnits(actor: Actor, areaCode: string): boolean {
    return visibleScopes(actor, unitReaders, areaCode).length > 0
  },

  /**
   * Of which units in an area the figures are seen: by its offices of all, with everything that
   * they were given; by a unit's own people of their unit, with all that is theirs.
   */
  unitSights(actor: Actor, areaCode: string): Sight[] {
    const offices = visibleScopes(actor, unitReaders, areaCode)
    const own = visibleScopes(actor, ['department'], areaCode)
    const sights: Sight[] = []
    if (offices.length > 0) {
      const { circles } = loopFiguresPolicy.areaSight(actor, areaCode)
      sights.push({ scopes: offices, circles })
    }
    if (own.length > 0) sights.push({ scopes: own, circles: allCircles })
    if (sights.length === 0) throw new Refusal('notFound')
    return sights
  },
}
