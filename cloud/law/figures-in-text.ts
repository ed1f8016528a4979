import type { ParameterRef } from '../contract/trace'
import type { Book } from '../rules/regulation'
import { articleNumber, isOfOwnText } from './article-ids'
import { chineseNumber } from './chinese-numbers'
import type { SplitText } from './split-text'

/** A figure of the pack that its article does not print. */
export interface MissingFigure {
  parameter: string
  label: string
  /** The figure as a person reads it, e.g. '7.50 元'. */
  text: string
  article: string
  /** Why it is told: the article is not in the text, or the figure not in the article. */
  reason: 'articleMissing' | 'figureMissing'
  /** A chosen reading: the text need not print it. */
  reading: string | null
}

const fenPerYuan = 100

/**
 * Looks up each figure as it may be printed (7.5, 1,630, 二十, 百分之七十, 三成) in the words of its
 * article, and tells those that are not there. Parameters that are no figure are passed over, and
 * those of texts that go with the regulation's own.
 */
export function missingFigures(
  { parameters, articles }: Pick<Book, 'parameters' | 'articles'>,
  { parts }: SplitText,
): MissingFigure[] {
  const words = new Map(parts.map((part) => [part.number, comparable(part.words)]))
  return parameters.flatMap(({ name, label, unit, value, text, article, reading }) => {
    // nought is said in words of many kinds: nothing below, none allowed
    if (typeof value !== 'number' || unit === 'none' || value === 0) return []
    if (!isOfOwnText(article, articles)) return []
    const number = articleNumber(article)
    const found = number === null ? undefined : words.get(number)
    if (found !== undefined && isPrinted(value, unit, found)) return []
    const reason = found === undefined ? ('articleMissing' as const) : ('figureMissing' as const)
    return [{ parameter: name, label, text, article, reason, reading: reading ?? null }]
  })
}

/** Full-width figures and signs as plain ones, without the blanks in between. */
function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .replace(/(\d),(?=\d{3})/g, '$1')
}

function isPrinted(value: number, unit: ParameterRef['unit'], words: string): boolean {
  const plain = unit === 'fen' ? value / fenPerYuan : value
  if (unit === 'percent') {
    const tenths = value % 10 === 0 ? [`${chineseNumber(value / 10)}成`] : []
    return (
      hasNumber(words, `${value} ?%`) ||
      [`百分之${chineseNumber(value)}`, `百分之${value}`, ...tenths].some((one) =>
        hasWord(words, one),
      )
    )
  }
  // once in each: 每季度组织培训
  if (plain === 1 && unit !== 'fen' && words.includes('每')) return true
  if (plain === 100 && words.includes('百分制')) return true
  const spelled = chineseNumber(plain)
  const both = plain === 2 ? [spelled, '两'] : [spelled]
  const inTens = plain >= 10_000 && plain % 1_000 === 0 ? [`${plain / 10_000} ?万`] : []
  return (
    hasNumber(words, decimalShape(plain)) ||
    inTens.some((one) => hasNumber(words, one)) ||
    both.some((one) => hasWord(words, one))
  )
}

/** 7.5 as 7.5 or 7.50; 500 as 500, 500.0 or 500.00. */
function decimalShape(value: number): string {
  const [whole = '0', decimals = ''] = String(value).split('.')
  return decimals === '' ? `${whole}(?:\\.0+)?` : `${whole}\\.${decimals}0*`
}

/** Not inside a longer number, and not the number of an item ('1、', '(2)', '第3项'). */
function hasNumber(words: string, shape: string): boolean {
  return new RegExp(`(?<![\\d.第(]|第 )${shape}(?!\\d|\\.\\d|\\)|[、.．](?!\\d))`).test(words)
}

function hasWord(words: string, word: string): boolean {
  return new RegExp(
    `(?<![一二三四五六七八九十百千万零〇点第(])${word}(?![一二三四五六七八九十百千万零〇点)])`,
  ).test(words)
}
