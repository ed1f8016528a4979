import { sha256 } from '../../platform/crypto'
import type { TableLine } from './make-lines'

export interface CodedTable {
  tableId: string
  /** Of the revision. */
  number: number
  revision: {
    totalFen: bigint
    heldFen: bigint
    correction: string | null
    notes: unknown
  }
  lines: readonly TableLine[]
}

const codeLetters = 16

/**
 * Tells whether a paper shows this revision of a table: SHA-256 over everything that was made to be
 * signed, its first 16 hexadecimal digits in groups of four. Steps and payments do not change it.
 */
export function checkCode({ tableId, number, revision, lines }: CodedTable): string {
  const { totalFen, heldFen, correction, notes } = revision
  const content = JSON.stringify([
    [tableId, number, String(totalFen), String(heldFen), correction, notes],
    ...lines.map((line) => [
      [line.accountId, line.month, line.lineCode, line.kind, line.label, line.amountFen],
      [line.article, line.gridCode, line.workerKind, line.heldCause],
    ]),
  ])
  return codeOf(content)
}

/** The first 16 hexadecimal digits of a content's SHA-256, in groups of four. */
export function codeOf(content: string): string {
  const digits = sha256(content).toString('hex').slice(0, codeLetters).toUpperCase()
  return digits.match(/.{4}/g)?.join(' ') ?? digits
}
