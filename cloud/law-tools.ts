import { type LawBook, lawBook, type Mention } from './law/book'
import { bookPage, indexPage } from './law/book-html'
import { checkLaw as checkLawOf, compareWithText as compareOf, type Law } from './law/check-law'
import { coverageText } from './law/coverage'
import type { PackSource } from './law/pack-source'
import { readDocument } from './platform/documents'
import { regulations } from './regulations'

/** What scripts/law-*.mjs run, bundled by them: the check, the book and the coverage of all packs. */
export { complaintText } from './law/pack-source'

/** The words of an official text, whatever document it is. */
export async function textOfDocument(bytes: Buffer): Promise<string> {
  return (await readDocument(bytes)).text
}

export const checkLaw = (law: Omit<Law, 'regulations'>) => checkLawOf({ ...law, regulations })

export function compareWithText(source: PackSource, text: string, file: string, today: string) {
  const regulation = regulations.get(source.id)
  if (!regulation) throw new RangeError(`The build has no regulation ${source.id}`)
  return compareOf(source, regulation, text, file, today)
}

/** The books of all packs as files: one page each, and the index. */
export function bookPages(
  sources: readonly PackSource[],
  mentions: readonly Mention[],
): [name: string, html: string][] {
  const books = booksOf(sources, mentions)
  return [
    ['index.html', indexPage(books)],
    ...books.map((book): [string, string] => [`${book.id}.html`, bookPage(book)]),
  ]
}

export function coverage(sources: readonly PackSource[], mentions: readonly Mention[]): string {
  return coverageText(booksOf(sources, mentions))
}

const booksOf = (sources: readonly PackSource[], mentions: readonly Mention[]): LawBook[] =>
  sources.map((source) => lawBook(source, mentions))
