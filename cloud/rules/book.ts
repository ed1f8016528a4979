import { type Pack, parameterOn } from './pack'
import type { Book } from './regulation'

/** The regulation as computed on a day, for people to read. */
export function bookOf(pack: Pack, on: string): Book {
  return {
    regulation: pack.id,
    title: pack.title,
    packVersion: pack.version,
    articles: [...pack.articles.values()],
    parameters: [...pack.parameters.values()].map((parameter) => parameterOn(parameter, on)),
    notComputed: pack.notComputed,
  }
}
