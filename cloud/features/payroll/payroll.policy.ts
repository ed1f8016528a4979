import type { Role } from '../../contract/permissions'
import { type Actor, reaches } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { PayTableStepRow } from './pay-tables.store'
import { idText } from '../../platform/ids'

const readers: Role[] = ['townshipOffice', 'townshipSigner', 'countyCentre', 'countyPolicy']

/** The three hands of a pay table (P2): who makes it, who signs it, who reviews and pays it. */
export type Hand = 'prepares' | 'signs' | 'reviews'

const handOf: Record<PayTableStepRow['kind'], readonly Hand[]> = {
  prepared: ['prepares'],
  signed: ['signs'],
  // office or signer may attach the scan; the county may not
  sealed: [],
  returned: ['reviews'],
  approved: ['reviews'],
}

type Step = Pick<PayTableStepRow, 'kind' | 'accountId'>

export const payrollPolicy = {
  readers,

  mayRead: (actor: Actor, townshipCode: string) => reaches(actor, readers, townshipCode),
  mayPrepare: (actor: Actor, townshipCode: string) =>
    reaches(actor, ['townshipOffice'], townshipCode),
  maySign: (actor: Actor, townshipCode: string) => reaches(actor, ['townshipSigner'], townshipCode),
  mayAttach: (actor: Actor, townshipCode: string) =>
    reaches(actor, ['townshipOffice', 'townshipSigner'], townshipCode),
  mayReview: (actor: Actor, townshipCode: string) => reaches(actor, ['countyCentre'], townshipCode),

  /** Whether this person has already been another hand of the table, in any of its revisions. */
  isOtherHand(accountId: string, hand: Hand, steps: readonly Step[]): boolean {
    return steps
      .filter((step) => idText(step.accountId) === accountId)
      .some((step) => {
        const hands = handOf[step.kind]
        return hands.length === 0 ? hand === 'reviews' : !hands.includes(hand)
      })
  },

  /** Refuses who has been another hand of this table (P2), or is paid by it himself (P1). */
  assertHand(
    actor: Actor,
    hand: Hand,
    known: { steps: readonly Step[]; isOnTable: boolean },
  ): void {
    if (known.isOnTable) throw new Refusal('ownCase')
    if (payrollPolicy.isOtherHand(actor.accountId, hand, known.steps)) throw new Refusal('sameHand')
  },
}
