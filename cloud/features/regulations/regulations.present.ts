import type { OutputOf } from '../../contract/define'
import type * as contract from '../../contract/regulations'
import {
  type Book,
  type CountyValue,
  type DatedParameter,
  type ParameterValue,
  shownText,
} from '../../rules'
import { isReplaced, type PublishedValue } from './county-values'

type Answer = OutputOf<typeof contract.book>

export interface BookSources {
  book: Book
  /** The county's own name of it. */
  title: string | null
  pays: boolean
  /** All that the county published of this regulation. */
  published: readonly PublishedValue[]
  /** What of it holds on the day. */
  held: readonly CountyValue[]
  nameOf(accountId: string): string | null
}

function historyOf(
  parameter: DatedParameter,
  { published, nameOf }: BookSources,
): contract.DatedValue[] {
  const own = parameter.values.map(({ from, value }) => ({
    from,
    value,
    text: shownText(parameter, value),
    setByCounty: false,
    documentNumber: null,
    authorName: null,
    publisherName: null,
    publishedAtMs: null,
    replaced: false,
  }))
  const ofCounty = published
    .filter((row) => row.name === parameter.name)
    .map((row) => ({
      from: row.from,
      value: row.value,
      text: shownText(parameter, row.value),
      setByCounty: true,
      documentNumber: row.documentNumber,
      authorName: nameOf(row.authorId),
      publisherName: nameOf(row.publisherId),
      publishedAtMs: row.publishedAtMs,
      replaced: isReplaced(row, published),
    }))
  return [...own, ...ofCounty].sort((one, other) => (one.from < other.from ? -1 : 1))
}

interface Held {
  value: ParameterValue
  validFrom: string
}

const choicesOf = ({ choices }: DatedParameter) =>
  choices && [...choices].map(([value, text]) => ({ value, text }))

function presentParameter(
  parameter: DatedParameter,
  pack: Held | undefined,
  sources: BookSources,
): contract.BookParameter[] {
  const county = sources.held.find((one) => one.name === parameter.name)
  const holds = county ? { value: county.value, validFrom: county.from } : pack
  if (!holds) return []
  const { name, label, unit, article, reading = null } = parameter
  return [
    {
      name,
      label,
      unit,
      value: holds.value,
      valueText: shownText(parameter, holds.value),
      validFrom: holds.validFrom,
      setByCounty: county !== undefined,
      article,
      reading,
      choices: choicesOf(parameter),
      listReadings: parameter.listReadings.map((one) => ({ value: one.value, text: one.text })),
      soleReading: parameter.soleReading ?? null,
      history: historyOf(parameter, sources),
    },
  ]
}

/** The book of a day with the county's own values over the text's, and what nobody has set. */
export function presentBook(sources: BookSources): Answer {
  const { book, held } = sources
  const inPack = new Map(
    book.parameters.map((one) => [one.name, { value: one.value, validFrom: one.validFrom }]),
  )
  const isSet = (name: string) => held.some((one) => one.name === name)
  const known = new Map(book.histories.map((one) => [one.name, one]))
  const articles = new Map(book.articles.map((one) => [one.id, one]))
  return {
    regulation: book.regulation,
    title: sources.title ?? book.title,
    packTitle: book.title,
    packVersion: book.packVersion,
    pays: sources.pays,
    articles: book.articles.map((one) => ({ id: one.id, title: one.title, gist: one.gist })),
    unset: book.unset
      .filter((one) => !isSet(one.name))
      .map(({ name, label, article }) => {
        const { title = article, gist = '' } = articles.get(article) ?? {}
        const parameter = known.get(name)
        return {
          name,
          label,
          article,
          consequence: `定之前不能按${title}计算：${gist}`,
          unit: parameter?.unit ?? 'none',
          choices: parameter ? choicesOf(parameter) : null,
        }
      }),
    parameters: book.histories.flatMap((parameter) =>
      presentParameter(parameter, inPack.get(parameter.name), sources),
    ),
    notComputed: book.notComputed.map((one) => ({ article: one.article, reason: one.reason })),
  }
}
