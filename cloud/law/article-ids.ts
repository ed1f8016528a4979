/**
 * The articles that an item is part of, nearest first: 'DN-11.1b' → 'DN-11.1', 'DN-11'. Ids are a
 * prefix, the article's number, and numbers and letters of the items in it.
 */
export function wholesOf(id: string): string[] {
  const wholes: string[] = []
  let at = id
  for (;;) {
    const shorter = /\d[a-z]+$/.test(at) ? at.replace(/[a-z]+$/, '') : at.replace(/\.[^.]*$/, '')
    if (shorter === at) return wholes
    wholes.push(shorter)
    at = shorter
  }
}

/** The article's own number: 'DN-11.1b' → 11; null for ids that have none. */
export function articleNumber(id: string): number | null {
  const match = /^[A-Z]+-(\d+)/.exec(id)
  return match ? Number(match[1]) : null
}

/**
 * Whether the id belongs to the regulation's own text. A pack may hold articles of texts that go with
 * it, under other prefixes; the official text is that of the first article's.
 */
export function isOfOwnText(id: string, articles: readonly { id: string }[]): boolean {
  return prefixOf(id) === prefixOf(articles[0]?.id ?? '')
}

function prefixOf(id: string): string {
  return id.split('-', 1)[0] ?? ''
}

/** Titles of the own text's sections by number, for texts whose sections have lost their numbers. */
export function sectionsOf(articles: readonly { id: string; title: string }[]): string[] {
  const titles: string[] = []
  for (const { id, title } of articles) {
    const number = /^[A-Z]+-(\d+)$/.exec(id)?.[1]
    if (number !== undefined && number !== '0' && isOfOwnText(id, articles))
      titles[Number(number) - 1] = title.replace(/\s/g, '')
  }
  return Array.from(titles, (title) => title ?? '')
}
