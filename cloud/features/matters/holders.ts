import type { Role } from '../../contract/permissions'
import type { ActorPost } from '../../http/actor'

const isUnit = (code: string) => code.includes('-')

/** The roles that answer for a code of this kind: a unit's people, a grid's, an office's. */
function answering(code: string): readonly Role[] {
  if (isUnit(code)) return ['department']
  switch (code.length) {
    case 16:
      return ['worker', 'gridHead']
    case 12:
      return ['villageHead']
    case 9:
      return ['townshipOffice']
    case 6:
      return ['countyCentre']
    default:
      return []
  }
}

/** Whether this post answers for the grid, area or unit of this code. */
export function answersFor(post: ActorPost, code: string): boolean {
  if (!answering(code).includes(post.role)) return false
  // a grid head's post may be held over a whole village's grids
  return post.role === 'gridHead' ? code.startsWith(post.scopeCode) : post.scopeCode === code
}

/** The place of a grid, area or unit: what a post must reach to command it. */
export const placeOf = (code: string): string => code.split('-')[0] ?? code
