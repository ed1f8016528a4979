import type { Role } from '../../contract/permissions'
import { type Actor, reaches, scopesOf, visibleScopes } from '../../http/actor'

const readers: Role[] = [
  'gridHead',
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
  'countyPolicy',
]
/** P6: restricted classes are for their author, the township office and the county. */
const restrictedReaders: Role[] = ['townshipOffice', 'countyCentre', 'countyPolicy']
const judges: Role[] = ['townshipOffice']
/** Who reports without being the grid's worker; such a report counts for nobody. */
const otherReporters: Role[] = ['gridHead', 'villageHead', 'townshipOffice', 'countyCentre']
/** Who is told by name who judged; everybody else is told the office. */
const judgeNameReaders: Role[] = ['townshipOffice', 'countyCentre', 'countyPolicy']

/** What of the reports somebody sees, as the stores' `where` needs it. Own ones always. */
export interface Sight {
  accountId: string
  /** Code prefixes whose open reports are seen. */
  open: readonly string[]
  /** Code prefixes whose restricted reports are seen. */
  restricted: readonly string[]
}

export interface Seen {
  accountId: string
  gridCode: string
  restricted: boolean
}

const covers = (scopes: readonly string[], code: string) =>
  scopes.some((scope) => code.startsWith(scope))

/** Code of the village a grid or an area lies in; a wider area stays as it is. */
export const villageOf = (code: string): string => code.slice(0, 12)

export const reportsPolicy = {
  judges,

  sight(actor: Actor): Sight {
    return {
      accountId: actor.accountId,
      open: visibleScopes(actor, readers),
      restricted: visibleScopes(actor, restrictedReaders),
    }
  },

  /** For likenesses a worker also looks at the open reports of his village (shown shortened). */
  neighbourSight(actor: Actor): Sight {
    const sight = reportsPolicy.sight(actor)
    return { ...sight, open: [...sight.open, ...scopesOf(actor, ['worker']).map(villageOf)] }
  },

  sees(sight: Sight, { accountId, gridCode, restricted }: Seen): boolean {
    if (accountId === sight.accountId) return true
    return covers(restricted ? sight.restricted : sight.open, gridCode)
  },

  mayJudge(actor: Actor, { accountId, gridCode }: Pick<Seen, 'accountId' | 'gridCode'>): boolean {
    return reaches(actor, judges, gridCode) && accountId !== actor.accountId
  },

  knowsJudge(actor: Actor, { accountId, gridCode }: Pick<Seen, 'accountId' | 'gridCode'>): boolean {
    return reaches(actor, judgeNameReaders, gridCode) && accountId !== actor.accountId
  },

  mayReportFor(actor: Actor, gridCode: string): boolean {
    return reaches(actor, otherReporters, gridCode)
  },

  /** Areas somebody reports for beside a worker's own grid. */
  reportingScopes(actor: Actor): string[] {
    return visibleScopes(actor, otherReporters)
  },
}
