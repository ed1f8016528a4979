import { type Pack, parameterOn } from './pack'
import type { Book } from './regulation'

/** The regulation as computed on a day, for people to read. */
export function bookOf(pack: Pack, on: string): Book {
  return {
    regulation: pack.id,
    title: pack.title,
    packVersion: pack.version,
    articles: [...pack.articles.values()],
    parameters: [...pack.parameters.values()]
      .filter(({ values, setByCounty }) => values.length > 0 || !setByCounty)
      .map((parameter) => parameterOn(parameter, on)),
    unset: [...pack.parameters.values()]
      .filter(({ values, setByCounty }) => values.length === 0 && setByCounty)
      .map(({ name, label, article }) => ({ name, label, article })),
    notComputed: pack.notComputed,
  }
}
