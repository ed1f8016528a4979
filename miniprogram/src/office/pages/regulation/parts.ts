import type { OutputOf } from '@contract/define'
import type { book } from '@contract/regulations'
import { regulationCopy as copy } from '@/copy/office-regulation'
import { yuanText } from '@/lib/format'

export type Book = OutputOf<typeof book>
export type Parameter = Book['parameters'][number]

/** The titles of the articles by their id, so that no code need be shown. */
export const titlesOf = ({ articles }: Book) =>
  new Map(articles.map((article) => [article.id, article.title]))

/** A reading that could be another one: more than one choice is known. */
export const isSwitch = ({ reading, choices }: Parameter) =>
  reading !== null && choices !== null && choices.length > 1

/** What a reading or a change costs, in words. */
export function costText(totals: { deltaFen: number; accrualDeltaFen: number }): string {
  const { deltaFen, accrualDeltaFen } = totals
  const words = copy.cost
  const said = [
    deltaFen > 0 ? words.more(yuanText(deltaFen)) : '',
    deltaFen < 0 ? words.less(yuanText(-deltaFen)) : '',
    accrualDeltaFen > 0 ? words.accrualMore(yuanText(accrualDeltaFen)) : '',
    accrualDeltaFen < 0 ? words.accrualLess(yuanText(-accrualDeltaFen)) : '',
  ].filter(Boolean)
  return said.length > 0 ? said.join('，') : words.same
}
