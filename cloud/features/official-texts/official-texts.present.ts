import type { OutputOf } from '../../contract/define'
import type * as contract from '../../contract/official-texts'
import { articleNumber, isOfOwnText } from '../../law/article-ids'
import { missingFigures } from '../../law/figures-in-text'
import type { SplitText } from '../../law/split-text'
import { dayOfDate } from '../../platform/clock'
import { idText } from '../../platform/ids'
import type { Book } from '../../rules'
import type { TextRow } from './official-texts.store'

type Version = contract.TextVersion
type Detail = OutputOf<typeof contract.detail>

export function textVersion(row: TextRow, names: ReadonlyMap<string, string>): Version {
  const { confirmedBy, confirmedAt } = row
  return {
    id: idText(row.id),
    regulation: row.regulation,
    state: row.version === null ? 'draft' : 'confirmed',
    version: row.version,
    startsOn: dayOfDate(row.startsOn),
    fileName: row.fileName,
    kind: row.kind as Version['kind'],
    byteSize: row.byteSize,
    uploadedByName: names.get(idText(row.uploadedBy)) ?? '',
    uploadedAtMs: row.uploadedAt.getTime(),
    confirmedByName: confirmedBy ? (names.get(idText(confirmedBy)) ?? '') : null,
    confirmedAtMs: confirmedAt?.getTime() ?? null,
  }
}

/** What was found of the pack in the text, for somebody to confirm. */
export function textDetail(text: Version, split: SplitText, book: Book | null): Detail {
  const found = new Set(split.parts.map(({ number }) => number))
  const articles = book?.articles ?? []
  const titles = new Map(articles.map(({ id, title }) => [id, title]))
  return {
    text,
    by: split.by === 'articles' ? 'articles' : 'headings',
    parts: split.parts.map(({ number, title, words }) => ({ number, title, words })),
    missingArticles: articles
      .filter(
        ({ id }) => isWhole(id) && isOfOwnText(id, articles) && !found.has(articleNumber(id) ?? 0),
      )
      .map(({ id, title, gist }) => ({ id, title, gist })),
    missingFigures: (book ? missingFigures(book, split) : []).map((one) => ({
      label: one.label,
      text: one.text,
      articleTitle: titles.get(one.article) ?? one.article,
      reason: one.reason,
      reading: one.reading,
    })),
  }
}

/** An article itself, not an item of it; what stands before the first article has the number 0. */
function isWhole(id: string): boolean {
  return /^[A-Z]+-[1-9]\d*$/.test(id)
}
