import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { dayMs, shanghaiDay } from '../cloud/platform/clock'
import {
  fingerprintSimilarity,
  likelyFrom,
  likenessOf,
  normalizeText,
  pairSimilarity,
  textFingerprint,
  textPairs,
  windowDays,
  worthComparing,
} from '../cloud/platform/likeness'
import type { Bench, BenchContext, Figure } from './figure'

/** Which messages tell of one matter, by their numbers in the data; read and grouped by hand. */
interface Labels {
  same: number[][]
  /** Near in subject, and not to be told apart from the text alone: counted neither way. */
  unsure: number[][]
}

interface Message {
  number: number
  text: string
  atMs: number
  pairs: Set<string>
  fingerprint: bigint
  /** Matters are in one half each: one to choose the figures by, one to measure them with. */
  half: 0 | 1
}

interface Pair {
  one: Message
  other: Message
  textSimilarity: number
  /** As the product scores it, for two of one class and no place. */
  score: number
  verdict: 'same' | 'other' | 'unsure'
}

interface Measured {
  /** Of the messages that have another of the same matter in reach: those shown one. */
  recall: number
  /** Of what is shown: what is of the same matter. */
  precision: number
}

const dataFile = '附件3.xlsx'
const mostShown = 10
const thresholds = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.6]
const pairKey = (one: number, other: number) =>
  one < other ? `${one} ${other}` : `${other} ${one}`

function cellText(value: ExcelJS.CellValue): string {
  if (value instanceof Date) return value.toISOString()
  if (value && typeof value === 'object' && 'richText' in value)
    return value.richText.map((part) => part.text).join('')
  return String(value ?? '')
}

/** Number, title, time and words of each message; whole copies of an earlier one are left out. */
async function readMessages(file: string, groupOf: Map<number, number>): Promise<Message[]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  const messages: Message[] = []
  const seen = new Set<string>()
  workbook.worksheets[0]?.eachRow((row, rowNumber) => {
    const [number, , title, time, words] = [1, 2, 3, 4, 5].map((column) =>
      cellText(row.getCell(column).value).trim(),
    )
    const whole = normalizeText(words ?? '')
    if (rowNumber === 1 || seen.has(whole)) return
    seen.add(whole)
    const text = `${title} ${words}`
    const half = ((groupOf.get(Number(number)) ?? rowNumber) % 2) as 0 | 1
    messages.push({
      number: Number(number),
      text,
      atMs: Date.parse(time ?? ''),
      pairs: textPairs(text),
      fingerprint: textFingerprint(text),
      half,
    })
  })
  return messages
}

function compared(one: Message, other: Message, verdict: Pair['verdict']): Pair {
  const isWorth = fingerprintSimilarity(one.fingerprint, other.fingerprint) >= worthComparing
  const textSimilarity = isWorth ? pairSimilarity(one.pairs, other.pairs) : 0
  const { score } = likenessOf({
    distanceMeters: null,
    hoursApart: Math.abs(one.atMs - other.atMs) / 3_600_000,
    sameDay: shanghaiDay(one.atMs) === shanghaiDay(other.atMs),
    textSimilarity,
    photoBitsApart: null,
    sameItem: true,
  })
  return { one, other, textSimilarity, score, verdict }
}

/** Every two of a half that lie within the product's window of days. */
function pairsOf(messages: readonly Message[], verdictOf: (key: string) => Pair['verdict']) {
  const pairs: Pair[] = []
  messages.forEach((one, index) => {
    for (const other of messages.slice(index + 1)) {
      if (Math.abs(one.atMs - other.atMs) > windowDays * dayMs) continue
      const verdict = verdictOf(pairKey(one.number, other.number))
      const pair = compared(one, other, verdict)
      if (verdict === 'same' || pair.textSimilarity > 0) pairs.push(pair)
    }
  })
  return pairs
}

/** What people would see: of each message the most alike ones, as many as are shown. */
function measure(pairs: readonly Pair[], isShown: (pair: Pair) => boolean): Measured {
  const wanted = new Set<Message>()
  const shown = new Map<Message, Pair[]>()
  for (const pair of pairs) {
    for (const message of [pair.one, pair.other]) {
      if (pair.verdict === 'same') wanted.add(message)
      if (isShown(pair)) shown.set(message, [...(shown.get(message) ?? []), pair])
    }
  }
  let [found, right, wrong] = [0, 0, 0]
  for (const list of shown.values()) {
    const top = list.sort((a, b) => b.score - a.score).slice(0, mostShown)
    if (top.some(({ verdict }) => verdict === 'same')) found += 1
    right += top.filter(({ verdict }) => verdict === 'same').length
    wrong += top.filter(({ verdict }) => verdict === 'other').length
  }
  return {
    recall: found / Math.max(1, wanted.size),
    precision: right / Math.max(1, right + wrong),
  }
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

function verdicts({ same, unsure }: Labels): (key: string) => Pair['verdict'] {
  const keysOf = (groups: number[][]) =>
    new Set(
      groups.flatMap((group) =>
        group.flatMap((one, index) => group.slice(index + 1).map((other) => pairKey(one, other))),
      ),
    )
  const [alike, unclear] = [keysOf(same), keysOf(unsure)]
  return (key) => (alike.has(key) ? 'same' : unclear.has(key) ? 'unsure' : 'other')
}

async function run({ say }: BenchContext): Promise<Figure[]> {
  const folder = process.env.DUPLICATES_DATA_FOLDER
  const file = folder && path.join(folder, dataFile)
  if (!file || !existsSync(file)) {
    say(`duplicates: skipped, DUPLICATES_DATA_FOLDER has no ${dataFile} (see docs/duplicates.md)`)
    return []
  }
  const labels = JSON.parse(readFileSync('bench/duplicates-labels.json', 'utf8')) as Labels
  const groupOf = new Map(
    labels.same.flatMap((group, index) => group.map((number) => [number, index] as const)),
  )
  const messages = await readMessages(file, groupOf)
  const figures: Figure[] = []
  for (const half of [0, 1] as const) {
    const own = messages.filter((message) => message.half === half)
    const pairs = pairsOf(own, verdicts(labels))
    say(`half ${half}: ${own.length} messages`)
    for (const threshold of thresholds) {
      const at = measure(pairs, (pair) => pair.textSimilarity >= threshold)
      const from = threshold.toFixed(2)
      say(`  words ≥ ${from}: recall ${percent(at.recall)}, precision ${percent(at.precision)}`)
    }
    const { recall, precision } = measure(pairs, (pair) => pair.score >= likelyFrom)
    say(`  as shown: recall ${percent(recall)}, precision ${percent(precision)}`)
    const name = `duplicates.${half === 0 ? 'chosenBy' : 'heldBack'}`
    figures.push(
      { name: `${name}.recall`, value: recall * 100, unit: '%' },
      { name: `${name}.precision`, value: precision * 100, unit: '%' },
    )
  }
  return figures
}

/** How well the product finds messages of one matter, on real ones that citizens wrote. */
export const duplicates: Bench = { name: 'duplicates', run }
