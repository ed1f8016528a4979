import type { Role } from '../../contract/permissions'
import { type Actor, reaches, scopesOf } from '../../http/actor'

/** Offices that answer for the area and may have to ask back at any time. */
const offices: Role[] = ['townshipOffice', 'countyCentre']
/** Who has the matter in hand asks back while he has it. */
const holders: Role[] = ['worker', 'gridHead', 'villageHead', 'department']

export interface HeldMatter {
  gridCode: string
  /** '' where nobody owes it a move. */
  holderCode: string
}

export const contactsPolicy = {
  /** Invisible to everybody else: not even whether somebody left a number is told. */
  handles(actor: Actor, { gridCode, holderCode }: HeldMatter): boolean {
    if (reaches(actor, offices, gridCode)) return true
    return holderCode !== '' && scopesOf(actor, holders).includes(holderCode)
  },
}
