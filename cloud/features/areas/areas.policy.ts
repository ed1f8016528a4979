import { type Actor, rolesOf, visibleScopes } from '../../http/actor'

export const areasPolicy = {
  /** What of an area somebody's posts reach, whatever they are, as code prefixes. */
  scopesIn(actor: Actor, code: string): string[] {
    return visibleScopes(actor, rolesOf(actor), code)
  },

  /** An area or grid is seen by those who have a post in it, around it or below it. */
  maySee(actor: Actor, code: string): boolean {
    return areasPolicy.scopesIn(actor, code).length > 0
  },
}
