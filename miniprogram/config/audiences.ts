import type { Chunk, Module } from 'webpack'

/**
 * Whose pages a file of the H5 build belongs to. What the pages of an audience share is one file,
 * instead of a dozen for every page: a phone far from the server waits for each request longer than
 * for its bytes. What only one page needs stays with that page.
 */
type Audience = 'card' | 'resident' | 'worker' | 'office'

/** The packages of residents in `src/app.config.ts`; one left out here would only load more. */
const residentPages = /[\\/]pages[\\/](raise|follow|support|opinion|survey|public-loop|badge)[\\/]/

function audienceOf(page: string): Audience {
  if (/[\\/]office[\\/]/.test(page)) return 'office'
  if (/[\\/]pages[\\/]card[\\/]/.test(page)) return 'card'
  return residentPages.test(page) ? 'resident' : 'worker'
}

/** A page's chunk was asked for by the page's address: the reason webpack keeps with it. */
function pagesOf(chunk: Chunk): string[] {
  return [...chunk.groupsIterable].flatMap((group) =>
    group.origins.map(({ request }) => String(request ?? '')),
  )
}

/**
 * The file that holds what these pages share. What the card of a grid needs stands alone: a
 * passer-by with one bar of signal loads that and nothing more.
 */
export function fileOf(_module: Module, chunks: Chunk[]): string {
  const audiences = new Set(chunks.flatMap(pagesOf).map(audienceOf))
  if (audiences.has('card')) return 'basics'
  if (audiences.size > 1) return audiences.has('office') ? 'common' : 'field'
  return [...audiences][0] ?? 'common'
}
