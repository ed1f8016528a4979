import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/official-texts'
import type { CallContext } from '../../http/serve'
import { articleNumber, isOfOwnText } from '../../law/article-ids'
import type { TextPart } from '../../law/split-text'
import { shanghaiDay } from '../../platform/clock'
import { idText } from '../../platform/ids'
import type { Regulation } from '../../rules'
import { bookOn } from './book-on'
import { officialTextsPolicy as policy } from './official-texts.policy'
import type { OfficialTextsStore } from './official-texts.store'

type Words = OutputOf<typeof contract.words>['words']

/** Texts kept in memory; a confirmed text never changes, so what is kept is never out of date. */
const mostKept = 32

/** The words of articles by the county's confirmed texts. */
export function createWordsReader(
  store: OfficialTextsStore,
  library: ReadonlyMap<string, Regulation>,
) {
  const kept = new Map<string, Promise<ReadonlyMap<number, TextPart>>>()
  const own = new Map<string, ReadonlySet<string>>()

  function partsOf(textId: string): Promise<ReadonlyMap<number, TextPart>> {
    let known = kept.get(textId)
    if (known === undefined) {
      known = store
        .find(textId)
        .then(
          (row) =>
            new Map(
              ((row?.parts ?? []) as unknown as TextPart[]).map((part) => [part.number, part]),
            ),
        )
      if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? '')
      kept.set(textId, known)
      // a question that failed is asked again the next time
      known.catch(() => kept.delete(textId))
    }
    return known
  }

  /** Ids of the pack that are articles of the text which the county uploads for it. */
  function ownArticles(regulation: string, day: string): ReadonlySet<string> {
    let ids = own.get(regulation)
    if (ids === undefined) {
      const pack = library.get(regulation)
      const articles = pack ? bookOn(pack, day).articles : []
      ids = new Set(articles.map(({ id }) => id).filter((id) => isOfOwnText(id, articles)))
      own.set(regulation, ids)
    }
    return ids
  }

  return {
    async words(
      { ids, on }: InputOf<typeof contract.words>,
      { actor, nowMs }: CallContext,
    ): Promise<OutputOf<typeof contract.words>> {
      const county = policy.countyOf(actor)
      const texts = await store.inForce(county, on ?? shanghaiDay(nowMs))
      const words: Words = []
      for (const text of texts) {
        const known = ownArticles(text.regulation, text.startsOn)
        const asked = [...new Set(ids.split(','))].filter((id) => known.has(id))
        if (asked.length === 0) continue
        const parts = await partsOf(idText(text.id))
        for (const id of asked) {
          const part = parts.get(articleNumber(id) ?? 0)
          if (!part) continue
          const { version, startsOn } = text
          words.push({ id, title: part.title, words: part.words, startsOn, version })
        }
      }
      return { words }
    },
  }
}
