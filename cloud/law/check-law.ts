import type { Regulation } from '../rules/regulation'
import { sectionsOf } from './article-ids'
import { checkPack } from './check'
import { missingFigures } from './figures-in-text'
import { checkNumbers } from './number-literals'
import { type Complaint, type PackSource, textOf } from './pack-source'
import { splitText } from './split-text'
import { lineOf, yamlEntries } from './yaml-entries'

export interface Law {
  sources: readonly PackSource[]
  regulations: ReadonlyMap<string, Regulation>
  blocks: readonly (readonly [file: string, text: string])[]
  today: string
  features: ReadonlySet<string>
}

/** Every pack of these sources, and the blocks that they are made of. */
export function checkLaw({ sources, regulations, blocks, today, features }: Law): Complaint[] {
  const packs = sources.flatMap((source) => {
    const regulation = regulations.get(source.id)
    return regulation
      ? checkPack({ source, regulation, today, features })
      : [
          {
            file: source.folder,
            line: null,
            message: 'cloud/regulations/index.ts 里没有列出这个办法',
          },
        ]
  })
  return [...packs, ...checkNumbers(blocks)]
}

/**
 * The figures of a pack against the official text: a figure that its article does not print is a
 * complaint; one of a chosen reading, which the text need not print, is only told.
 */
export function compareWithText(
  source: PackSource,
  regulation: Regulation,
  text: string,
  file: string,
  today: string,
): { complaints: Complaint[]; notes: string[] } {
  const book = regulation.book(today)
  const split = splitText(text, sectionsOf(book.articles))
  if (split.by === 'nothing') {
    const message = '里没有找到“第…条”，也没有找到分节的标题，无法核对'
    return { complaints: [{ file, line: null, message }], notes: [] }
  }
  const { entries } = yamlEntries(textOf(source, 'parameters.yaml'))
  const complaints: Complaint[] = []
  const notes: string[] = []
  for (const { parameter, label, text: figure, article, reason, reading } of missingFigures(
    book,
    split,
  )) {
    const where =
      reason === 'articleMissing'
        ? `正文里没有找到 ${article} 这一条`
        : `${article} 的正文里没有这个数`
    const message = `参数 ${parameter}（${label}，${figure}）：${where}`
    if (reading !== null) notes.push(`${message}，是读法 ${reading} 所定`)
    else
      complaints.push({
        file: `${source.folder}/parameters.yaml`,
        line: lineOf(entries, 'name', parameter),
        message,
      })
  }
  return { complaints, notes }
}
