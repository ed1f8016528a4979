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

/** Titles of the sections by number, for texts whose sections have lost their numbers. */
export function sectionsOf(articles: readonly { id: string; title: string }[]): string[] {
  const titles: string[] = []
  for (const { id, title } of articles) {
    const number = /^[A-Z]+-(\d+)$/.exec(id)?.[1]
    if (number !== undefined) titles[Number(number) - 1] = title.replace(/\s/g, '')
  }
  return Array.from(titles, (title) => title ?? '')
}
