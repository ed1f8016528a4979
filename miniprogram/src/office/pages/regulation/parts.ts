import type { OutputOf } from '@contract/define'
import type { book, ParameterValue } from '@contract/regulations'
import { regulationCopy as copy } from '@/copy/office-regulation'
import { yuanText } from '@/lib/format'

export type Book = OutputOf<typeof book>
export type Parameter = Book['parameters'][number]

/** The titles of the articles by their id, so that no code need be shown. */
export const titlesOf = ({ articles }: Book) =>
  new Map(articles.map((article) => [article.id, article.title]))

/** A reading that could be another one: more than one choice is known. */
export const isSwitch = ({ reading, value, choices, listReadings }: Parameter) =>
  reading !== null &&
  (Array.isArray(value) ? listReadings.length > 1 : choices !== null && choices.length > 1)

/** A value as it is told apart from others; a list by what it holds, in whatever order. */
export const keyOf = (value: ParameterValue) =>
  Array.isArray(value) ? [...value].sort().join('-') : String(value)

/** One way to read a parameter, whole. */
export interface WayToRead {
  value: ParameterValue
  text: string
  /** What it is made of, where that is a list. */
  parts: string
}

/** Every way to read it: the choices of a switch, or the lists of which one holds as a whole. */
export function waysToRead(parameter: Parameter): WayToRead[] {
  const { value, valueText, listReadings } = parameter
  const choices = parameter.choices ?? []
  if (!Array.isArray(value)) return choices.map((one) => ({ ...one, parts: '' }))
  const nameOf = new Map(choices.map((one) => [one.value, one.text]))
  const ways = listReadings.map((one) => ({
    ...one,
    parts: one.value.map((item) => nameOf.get(item) ?? item).join('、'),
  }))
  const isKnown = ways.some((one) => keyOf(one.value) === keyOf(value))
  return isKnown ? ways : [{ value, text: valueText, parts: '' }, ...ways]
}

/** What a reading or a change costs, in words. */
export function costText(totals: {
  deltaFen: number
  accrualDeltaFen: number
  yearEndDeltaFen: number
}): string {
  const { deltaFen, yearEndDeltaFen } = totals
  // the year's last month pays all that was saved up, of who left too
  const accrualDeltaFen = yearEndDeltaFen === 0 ? totals.accrualDeltaFen : yearEndDeltaFen
  const words = copy.cost
  const said = [
    deltaFen > 0 ? words.more(yuanText(deltaFen)) : '',
    deltaFen < 0 ? words.less(yuanText(-deltaFen)) : '',
    accrualDeltaFen > 0 ? words.accrualMore(yuanText(accrualDeltaFen)) : '',
    accrualDeltaFen < 0 ? words.accrualLess(yuanText(-accrualDeltaFen)) : '',
  ].filter(Boolean)
  return said.length > 0 ? said.join('，') : words.same
}
