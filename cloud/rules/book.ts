import { type Pack, parameterOn } from './pack'
import type { Book } from './regulation'

/** The regulation as computed on a day, for people to read. */
export function bookOf(pack: Pack, on: string): Book {
  const start =
    pack.startsOn === null && pack.startArticle !== null
      ? [{ name: 'startsOn', label: '施行日期', article: pack.startArticle }]
      : []
  return {
    regulation: pack.id,
    title: pack.title,
    packVersion: pack.version,
    articles: [...pack.articles.values()],
    parameters: [...pack.parameters.values()]
      .filter(({ values, setByCounty }) => values.length > 0 || !setByCounty)
      .map((parameter) => parameterOn(parameter, on)),
    unset: [
      ...start,
      ...[...pack.parameters.values()]
        .filter(({ values, setByCounty }) => values.length === 0 && setByCounty)
        .map(({ name, label, article }) => ({ name, label, article })),
    ],
    notComputed: pack.notComputed,
    histories: [...pack.parameters.values()],
  }
}
