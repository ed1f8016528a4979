import type { Role } from '../../contract/permissions'
import { type Actor, reaches, scopesOf } from '../../http/actor'
import { Refusal } from '../../http/refusal'

const managers: Role[] = ['townshipOffice', 'countyCentre']

/** The area of a grid's, area's or unit's code. */
export const placeOf = (code: string): string => code.split('-')[0] ?? code

/** A place is known to those in it, around it and below it. */
function knows(actor: Actor, code: string): boolean {
  return actor.posts.some(({ scopeCode }) => {
    const place = placeOf(scopeCode)
    return code.startsWith(place) || place.startsWith(code)
  })
}

export const unitsPolicy = {
  /** Units of the area, and rules for the place. */
  maySee: knows,

  /** A grid's matters: those whose post reaches over it. */
  mayTry(actor: Actor, gridCode: string): boolean {
    return actor.posts.some(({ scopeCode }) => gridCode.startsWith(placeOf(scopeCode)))
  },

  mayManage(actor: Actor, code: string): boolean {
    return reaches(actor, managers, code)
  },

  /** Areas whose units and rules the actor keeps. */
  managedAreas(actor: Actor): string[] {
    return [...new Set(scopesOf(actor, managers))]
  },

  refuseUnlessManaged(actor: Actor, code: string): void {
    if (unitsPolicy.mayManage(actor, code)) return
    throw new Refusal(knows(actor, code) ? 'notAllowed' : 'notFound')
  },
}
