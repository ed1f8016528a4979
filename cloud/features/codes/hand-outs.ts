import type * as contract from '../../contract/codes'
import type { InputOf, OutputOf } from '../../contract/define'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { shanghaiDay } from '../../platform/clock'
import type { AreasService } from '../areas/areas.service'
import type { StaffService } from '../staff/staff.service'
import { cardNumberText } from './code-token'
import { codesPolicy } from './codes.policy'
import type { HandOutsStore } from './hand-outs.store'

export interface HandOutParts {
  handOuts: HandOutsStore
  areas: Pick<AreasService, 'directory'>
  staff: Pick<StaffService, 'names'>
}

const cardsPerPage = 100

/** Which household was given which card (LJ-4.2b). */
export function createHandOuts({ handOuts: store, areas, staff }: HandOutParts) {
  async function gridFor(actor: Actor, gridCode: string) {
    const grid = (await areas.directory()).grid(gridCode)
    if (!grid || !codesPolicy.mayHandOut(actor, gridCode)) throw new Refusal('notFound')
    return grid
  }
  const figuresOf = async (gridCode: string) =>
    (await store.figures([gridCode])).get(gridCode) ?? { numbered: 0, handedOut: 0 }

  return {
    async handOuts(
      { gridCode, after = 0 }: InputOf<typeof contract.handOuts>,
      actor: Actor,
    ): Promise<OutputOf<typeof contract.handOuts>> {
      const grid = await gridFor(actor, gridCode)
      const [figures, cards] = await Promise.all([
        figuresOf(gridCode),
        store.cards(gridCode, after, cardsPerPage),
      ])
      const names = await staff.names(cards.map((card) => card.recordedBy))
      return {
        gridName: grid.name,
        households: grid.households,
        numbered: figures.numbered,
        handedOut: figures.handedOut,
        cards: cards.map(({ number, household, handedOn, recordedBy }) => ({
          number,
          numberText: cardNumberText(gridCode, number),
          household,
          handedOn,
          recordedByName: names.get(recordedBy) ?? '',
        })),
        next: cards.length === cardsPerPage ? (cards.at(-1)?.number ?? null) : null,
      }
    },

    async handOut(
      { gridCode, number, household, handedOn }: InputOf<typeof contract.handOut>,
      { actor, tx, nowMs, audit }: CommandContext,
    ): Promise<OutputOf<typeof contract.handOut>> {
      await gridFor(actor, gridCode)
      const numberText = cardNumberText(gridCode, number)
      if (handedOn > shanghaiDay(nowMs)) {
        throw new Refusal('badInput', { message: '发放日期还没有到' })
      }
      if (number > (await figuresOf(gridCode)).numbered) {
        throw new Refusal('cardNotNumbered', { number: numberText })
      }
      const earlier = await store.find(gridCode, number)
      const card = { gridCode, number, household, handedOn, recordedBy: actor.accountId }
      if (earlier || !(await store.record(tx, card, nowMs))) {
        const where = earlier?.household ?? '别的一户'
        throw new Refusal('cardHandedOut', { number: numberText, household: where })
      }
      audit('contactCard.handedOut', `${gridCode}-${number}`, gridCode)
      return { done: true }
    },
  }
}
