import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/pay'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { AreasService } from '../areas/areas.service'
import type { RegulationsService } from '../regulations/regulations.service'
import type { CollectFacts } from './collect-facts'
import { type MonthNeeds, monthNeedsOf } from './month-needs'
import { payPolicy } from './pay.policy'

export interface NeedsParts {
  collectFacts: Pick<CollectFacts, 'ofTownship'>
  areas: Pick<AreasService, 'directory'>
  regulations: Pick<RegulationsService, 'ofMonth' | 'factsRead'>
}

type Answer = OutputOf<typeof contract.monthNeeds>

/** What a township's month is made of and what is missing of it, before anybody computes it. */
export function createReadNeeds({ collectFacts, areas, regulations }: NeedsParts) {
  /** Whom the regulation has no word for stands in the way of all: that is told first. */
  async function needsOf(townshipCode: string, month: string): Promise<MonthNeeds> {
    try {
      return monthNeedsOf(await collectFacts.ofTownship(townshipCode, month))
    } catch (error) {
      if (error instanceof Refusal && error.code === 'monthNotReady')
        return { unset: new Map(), missing: [error.message] }
      throw error
    }
  }

  return async function monthNeeds(
    { townshipCode, month }: InputOf<typeof contract.monthNeeds>,
    actor: Actor,
  ): Promise<Answer> {
    const township = (await areas.directory()).area(townshipCode)
    if (township?.level !== 'township' || !payPolicy.mayRead(actor, townshipCode))
      throw new Refusal('notFound')
    const regulation = await regulations.ofMonth(townshipCode, month)
    const { id, title } = regulation
    const told = { regulation: id, title, facts: regulations.factsRead(regulation) }
    // counts are always there: of such a month nothing can be missing
    if (regulation.reads.includes('checkIns')) return { ...told, unset: [], missing: [] }
    const { unset, missing } = await needsOf(townshipCode, month)
    return {
      ...told,
      unset: [...unset].map(([name, { label, article }]) => ({
        name,
        label,
        articleTitle: regulation.article(article).title,
      })),
      missing,
    }
  }
}
