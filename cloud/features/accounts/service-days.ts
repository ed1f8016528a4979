import { Refusal } from '../../http/refusal'
import { addDays } from '../../platform/clock'
import type { Transaction } from '../../platform/database'
import type { MonthsService } from '../pay/months.service'
import type { PostScope } from './accounts.policy'

export type ServiceDays = ReturnType<typeof createServiceDays>

/** Days of service are facts of pay: where a month is frozen, none is added to it or taken from it. */
export function createServiceDays(months: Pick<MonthsService, 'lastFrozen'>) {
  /** The last frozen month that service from this day on would change; null: none. */
  async function frozenFrom(
    { role, scopeCode }: PostScope,
    day: string,
    tx?: Transaction,
  ): Promise<string | null> {
    return role === 'worker' ? months.lastFrozen(scopeCode, day.slice(0, 7), tx) : null
  }

  async function refuse(post: PostScope, day: string, tx: Transaction): Promise<void> {
    if ((await frozenFrom(post, day, tx)) !== null) throw new Refusal('monthFrozen')
  }

  return {
    frozenFrom,

    /** A post that begins on its first day. */
    refuseFrozenStart: (post: PostScope & { startsOn: string }, tx: Transaction) =>
      refuse(post, post.startsOn, tx),

    /** A post whose last day it is: what changes begins on the day after. */
    refuseFrozenEnd: (post: PostScope, endsOn: string, tx: Transaction) =>
      refuse(post, addDays(endsOn, 1), tx),
  }
}
