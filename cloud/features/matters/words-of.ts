/**
 * Words as they stand in the index: each begins with its month, so that a search goes back through
 * time, and what everybody writes of is found in the newest months without reading all the others.
 */
export function indexedWords(words: readonly string[], month: string): string[] {
  const beginning = `p${month.slice(2, 4)}${month.slice(5, 7)}`
  return words.map((word) => `${beginning}${word}`)
}

/** Asked of the full-text index: all the words, each in any of these months. */
export function searchedText(words: readonly string[], months: readonly string[]): string {
  return words
    .map((word) => `+(${months.flatMap((month) => indexedWords([word], month)).join(' ')})`)
    .join(' ')
}

/** How many words of a text are kept for searching. */
const mostWords = 300

const isHan = (character: string) => /\p{Script=Han}/u.test(character)
const hex = (character: string) => (character.codePointAt(0) ?? 0).toString(16)

/**
 * The words a text can be found by. The database knows no words of Chinese, so each pair of
 * neighbouring characters is one, written in letters that every full-text index takes as they are;
 * Latin words and numbers stand for themselves.
 */
export function wordsOf(text: string): string[] {
  const words = new Set<string>()
  for (const run of text
    .normalize('NFKC')
    .toLowerCase()
    .match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? []) {
    const characters = [...run]
    if (!isHan(run)) words.add(run.length < 3 ? `w${run}w` : run.slice(0, 40))
    else if (characters.length === 1) words.add(`h${hex(run)}`)
    for (let index = 1; isHan(run) && index < characters.length; index += 1) {
      words.add(`h${hex(characters[index - 1] ?? '')}${hex(characters[index] ?? '')}`)
    }
    if (words.size >= mostWords) break
  }
  return [...words].slice(0, mostWords)
}
