import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/regulations'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { monthEnd, shanghaiDay } from '../../platform/clock'
import type { PayRegulation } from '../../rules'
import { bindingOf } from './binding-of'
import type { RegulationsStore } from './regulations.store'

export interface RegulationsParts {
  store: RegulationsStore
  /** The packs that this build holds, by id. */
  packs: ReadonlyMap<string, PayRegulation>
}

export interface RegulationsService {
  /** The pack that binds an area on a day; refuses with regulationUnbound when there is not exactly one. */
  on(code: string, day: string): Promise<PayRegulation>
  /** The pack of a township's month: that of the month's last day. */
  ofMonth(code: string, month: string): Promise<PayRegulation>
  book(
    input: InputOf<typeof contract.book>,
    actor: Actor,
    nowMs: number,
  ): Promise<OutputOf<typeof contract.book>>
}

export function createRegulationsService({ store, packs }: RegulationsParts): RegulationsService {
  async function on(code: string, day: string): Promise<PayRegulation> {
    const bound = bindingOf(await store.bindingsAbove(code), code, day)
    if (!bound.ok) throw new Refusal('regulationUnbound', { message: bound.message })
    const pack = packs.get(bound.regulation)
    if (!pack)
      throw new Refusal('regulationUnbound', { message: `系统里没有办法 ${bound.regulation}` })
    return pack
  }

  return {
    on,
    ofMonth: (code, month) => on(code, monthEnd(month)),
    async book(input, actor, nowMs) {
      const [post] = actor.posts
      if (!post) throw new Refusal('notFound')
      const day = input.on ?? shanghaiDay(nowMs)
      const pack = await on(post.scopeCode.slice(0, 12), day)
      const { regulation, title, packVersion, articles, parameters, notComputed } = pack.book(day)
      return {
        regulation,
        title,
        packVersion,
        articles: articles.map((one) => ({ id: one.id, title: one.title, gist: one.gist })),
        parameters: parameters.map((one) => ({
          name: one.name,
          label: one.label,
          valueText: one.text,
          validFrom: one.validFrom,
          article: one.article,
          reading: one.reading ?? null,
        })),
        notComputed: notComputed.map((one) => ({ article: one.article, reason: one.reason })),
      }
    },
  }
}
