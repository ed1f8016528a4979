import { readChineseNumber } from './chinese-numbers'

/** One article, or one section where a text has no articles. */
export interface TextPart {
  number: number
  /** As it stands in the text: '第十一条', '三、工作职责'. */
  title: string
  words: string
}

export interface SplitText {
  by: 'articles' | 'headings' | 'nothing'
  parts: TextPart[]
}

const numerals = '[一二三四五六七八九十百零〇两\\d]{1,6}'
/** Begins an article: at the start of a line, or after a sentence where lines were run together. */
const articleStart = new RegExp(
  `(^|\\n|[。；;：:]\\s*)(第\\s*(${numerals})\\s*条(?!第|例|款|规定))`,
  'g',
)
const chapterLine = new RegExp(`^第\\s*${numerals}\\s*[章节编](\\s.*|[^。；，]{0,20})$`)
const numberedHeading = /^([一二三四五六七八九十]{1,3})[、.．]\s*(\S.*)$/
const standardHeading = /^(\d{1,2})[\s　]+(\S[^。；，]{0,20})$/

interface Mark {
  number: number
  title: string
  /** Where its words begin, and where the part before it ends. */
  from: number
  cutAt: number
}

/** The text in lines without what a converter left over: bullets, emphasis, bookmarks, blank lines. */
function tidied(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\[bookmark:[^\]]*\]/g, '')
    .split('\n')
    .map((line) =>
      line
        .replace(/^[\s　]*(?:[-*•]\s+)?/, '')
        .replaceAll('**', '')
        .trimEnd(),
    )
    .filter((line) => line !== '' && !chapterLine.test(line))
    .join('\n')
}

/**
 * Splits a regulation's text by its articles (第十一条), or where it has none by its headings; the
 * titles of sections that are known help to find headings without numbers.
 */
export function splitText(text: string, sections: readonly string[] = []): SplitText {
  const whole = tidied(text)
  const articles = inOrder(articleMarks(whole))
  if (articles.length > 1) return { by: 'articles', parts: partsOf(whole, articles) }
  for (const marks of [
    lineMarks(whole, numberedHeading),
    lineMarks(whole, standardHeading),
    titleMarks(whole, sections),
  ]) {
    const headings = inOrder(marks)
    if (headings.length > 1) return { by: 'headings', parts: partsOf(whole, headings) }
  }
  return { by: 'nothing', parts: [] }
}

function articleMarks(whole: string): Mark[] {
  return [...whole.matchAll(articleStart)].flatMap((match) => {
    const [, before = '', title = '', numeral = ''] = match
    const number = readChineseNumber(numeral)
    if (number === null) return []
    const cutAt = match.index + before.length
    return [{ number, title: title.replace(/\s/g, ''), from: cutAt + title.length, cutAt }]
  })
}

function lineMarks(whole: string, shape: RegExp): Mark[] {
  return linesOf(whole).flatMap(({ line, at }) => {
    const [, numeral = '', rest = ''] = shape.exec(line) ?? []
    const number = readChineseNumber(numeral)
    if (number === null || rest.length > 40) return []
    return [{ number, title: line, from: at + line.length, cutAt: at }]
  })
}

function titleMarks(whole: string, sections: readonly string[]): Mark[] {
  return linesOf(whole).flatMap(({ line, at }) => {
    const index = sections.indexOf(line.replace(/\s/g, ''))
    return index === -1
      ? []
      : [{ number: index + 1, title: line, from: at + line.length, cutAt: at }]
  })
}

function linesOf(whole: string): { line: string; at: number }[] {
  let at = 0
  return whole.split('\n').map((line) => {
    const found = { line, at }
    at += line.length + 1
    return found
  })
}

/**
 * The marks that count up from the first: the next number wherever it stands, else the smallest
 * higher one. So a reference to another article at the start of a line does not cut the text.
 */
function inOrder(marks: readonly Mark[]): Mark[] {
  const taken: Mark[] = []
  let number = 0
  let from = -1
  for (;;) {
    const later = marks.filter((mark) => mark.cutAt > from && mark.number > number)
    const next =
      later.find((mark) => mark.number === number + 1) ??
      later.reduce<Mark | undefined>(
        (least, mark) => (least === undefined || mark.number < least.number ? mark : least),
        undefined,
      )
    if (!next) return taken
    taken.push(next)
    number = next.number
    from = next.cutAt
  }
}

function partsOf(whole: string, marks: readonly Mark[]): TextPart[] {
  return marks.map(({ number, title, from }, index) => ({
    number,
    title,
    words: whole.slice(from, marks[index + 1]?.cutAt).trim(),
  }))
}
