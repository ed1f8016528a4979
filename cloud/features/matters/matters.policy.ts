import type { MatterCircle } from '../../contract/matter-taxonomy'
import type { Role } from '../../contract/permissions'
import { type Actor, scopesOf, visibleScopes } from '../../http/actor'
import type { Directory } from '../areas/areas.service'
import type { Situation } from './find-move'
import { answersFor, placeOf } from './holders'

/** Who reads the matters of which circle in his area (P6, JY-3.3); departments only what was given to them (P10). */
const readers: Record<MatterCircle, readonly Role[]> = {
  open: [
    'worker',
    'gridHead',
    'villageHead',
    'townshipOffice',
    'townshipSigner',
    'countyCentre',
    'countyPolicy',
  ],
  offices: ['townshipOffice', 'countyCentre', 'countyPolicy'],
  judicial: ['gridHead', 'townshipOffice', 'countyCentre'],
}
const circles: readonly MatterCircle[] = ['open', 'offices', 'judicial']

/** Who raises a matter for a grid that is not his own. */
const otherRaisers: readonly Role[] = ['gridHead', 'villageHead', 'townshipOffice', 'countyCentre']

/** What of the matters somebody sees, as the stores' conditions need it. */
export interface Sight {
  accountId: string
  /** Code prefixes, widest first; of each, the circles he reads there. */
  scopes: readonly { code: string; circles: readonly MatterCircle[] }[]
  /** Units whose matters he sees. */
  units: readonly string[]
}

export const mattersPolicy = {
  sight(actor: Actor, areaCode?: string): Sight {
    const codes = visibleScopes(actor, readers.open, areaCode)
    const scopes = codes.map((code) => ({
      code,
      circles: circles.filter((circle) =>
        scopesOf(actor, readers[circle]).some((scope) => code.startsWith(scope)),
      ),
    }))
    return { accountId: actor.accountId, scopes, units: scopesOf(actor, ['department']) }
  },

  maySee(actor: Actor, { matter, tasks }: Situation): boolean {
    if (matter.raisedBy === actor.accountId) return true
    const reaches = scopesOf(actor, readers[matter.circle]).some((scope) =>
      matter.gridCode.startsWith(scope),
    )
    const units = scopesOf(actor, ['department'])
    return reaches || tasks.some((task) => units.includes(task.holderCode))
  },

  /** The codes whose matters wait for him: his grids, his office, his unit. */
  heldCodes({ posts }: Actor, directory: Directory): string[] {
    const codes = posts.flatMap((post) => {
      if (post.role === 'gridHead' && post.scopeCode.length === 12)
        return directory.gridsUnder(post.scopeCode).map((grid) => grid.code)
      return answersFor(post, post.scopeCode) ? [post.scopeCode] : []
    })
    return [...new Set(codes)]
  },

  /** Where somebody raises matters: a worker in his grid, heads and offices in their area. */
  mayRaiseIn(actor: Actor, gridCode: string): boolean {
    return scopesOf(actor, ['worker', ...otherRaisers]).some((scope) => gridCode.startsWith(scope))
  },

  /** A department raises what it finds on its area's ground. */
  departmentReaches(actor: Actor, gridCode: string): boolean {
    return scopesOf(actor, ['department']).some((code) => gridCode.startsWith(placeOf(code)))
  },
}
