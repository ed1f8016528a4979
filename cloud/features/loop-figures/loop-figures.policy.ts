import type { MatterCircle } from '../../contract/matter-taxonomy'
import type { Role } from '../../contract/permissions'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { Sight as MattersSight } from '../matters/matters.service'
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
const allCircles: MatterCircle[] = ['open', 'offices', 'judicial']

/** What of the matters in a place somebody may read, by the matters' own rule. */
export type SightOf = (actor: Actor, code: string) => MattersSight

/**
 * That there is something of a restricted class is itself for those alone who may read it (P6):
 * counted is what is read in every part of what is shown.
 */
function circlesIn(scopes: readonly string[], sight: MattersSight): MatterCircle[] {
  const readIn = (scope: string, circle: MatterCircle) =>
    sight.scopes.some(({ code, circles }) => scope.startsWith(code) && circles.includes(circle))
  return allCircles.filter((circle) => scopes.every((scope) => readIn(scope, circle)))
}

export function createLoopFiguresPolicy(sightOf: SightOf) {
  const sightIn = (actor: Actor, scopes: readonly string[], code: string): Sight => ({
    scopes,
    circles: circlesIn(scopes, sightOf(actor, code)),
  })

  return {
    /** What of an area's figures is seen; none of it is as good as no such area. */
    areaSight(actor: Actor, code: string): Sight {
      const scopes = visibleScopes(actor, areaReaders, code)
      if (scopes.length === 0) throw new Refusal('notFound')
      return sightIn(actor, scopes, code)
    },

    seesUnits(actor: Actor, areaCode: string): boolean {
      return visibleScopes(actor, unitReaders, areaCode).length > 0
    },

    /**
     * Of which units in an area the figures are seen: by its offices of all, with what the offices
     * may read; by a unit's own people of their unit, with all that is theirs.
     */
    unitSights(actor: Actor, areaCode: string): Sight[] {
      const offices = visibleScopes(actor, unitReaders, areaCode)
      const own = visibleScopes(actor, ['department'], areaCode)
      if (offices.length + own.length === 0) throw new Refusal('notFound')
      return [
        ...(offices.length > 0 ? [sightIn(actor, offices, areaCode)] : []),
        ...(own.length > 0 ? [{ scopes: own, circles: allCircles }] : []),
      ]
    },
  }
}
