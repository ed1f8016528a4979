import { Refusal } from '../../http/refusal'
import { readSheet } from '../../platform/spreadsheets'
import { type Allotment, allot, type Granted } from './allot'
import type { LedgerRow, TransferRow } from './ledger.store'
import type { TableLine } from './make-lines'

const sumOf = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0)

function assertEqual(holds: boolean): void {
  if (!holds) throw new Refusal('ledgerDiffers')
}

export interface BatchFigures {
  number: number
  totalFen: number
  transferCount: number
}

interface BatchProof {
  batch: BatchFigures
  /** Of this batch. */
  transfers: readonly TransferRow[]
  /** Of the batches of the table before it. */
  earlier: readonly Allotment[]
  /** By the ledger, up to the entry that the batch was reckoned from. */
  granted: readonly Granted[]
  /** Ledger entries of the table. */
  entries: readonly Pick<LedgerRow, 'owedFen' | 'transferId'>[]
  idText(bytes: Uint8Array): string
}

/**
 * A batch must be what the ledger granted when it was made, transfer by transfer, and what the
 * ledger says was paid must be what the transfers say. Refuses before a file is handed out.
 */
export function proveBatch(proof: BatchProof): void {
  const { batch, transfers, earlier, granted, entries, idText } = proof
  const expected = new Map(allot(granted, earlier).map((one) => [one.accountId, one]))
  const owed = new Map<string, number>()
  for (const { transferId, owedFen } of entries) {
    if (!transferId) continue
    const id = idText(transferId)
    owed.set(id, (owed.get(id) ?? 0) + owedFen)
  }
  assertEqual(transfers.length === batch.transferCount)
  assertEqual(sumOf(transfers.map((one) => one.amountFen)) === batch.totalFen)
  for (const one of transfers) {
    const isOut = one.state === 'paid' || one.state === 'repaid'
    assertEqual(expected.get(one.accountId)?.amountFen === one.amountFen)
    assertEqual(sumOf(one.parts.map((part) => part.amountFen)) === one.amountFen)
    assertEqual((owed.get(one.id) ?? 0) === (isOut ? -one.amountFen : 0))
  }
}

/**
 * The lines must come to the totals that were signed, and once approved to what the ledger has due,
 * person by person and month by month.
 */
export function proveTable(
  lines: readonly TableLine[],
  signed: { totalFen: number; heldFen: number },
  due: readonly { accountId: string; month: string; amountFen: number }[] | null,
): void {
  const sum = (some: readonly TableLine[]) => sumOf(some.map((line) => line.amountFen))
  assertEqual(sum(lines.filter((line) => line.heldCause === null)) === signed.totalFen)
  assertEqual(sum(lines.filter((line) => line.heldCause !== null)) === signed.heldFen)
  if (due === null) return
  const left = new Map<string, number>()
  const add = (key: string, amountFen: number) => left.set(key, (left.get(key) ?? 0) + amountFen)
  for (const line of lines) add(`${line.accountId} ${line.month}`, line.amountFen)
  for (const one of due) add(`${one.accountId} ${one.month}`, -one.amountFen)
  assertEqual([...left.values()].every((amountFen) => amountFen === 0))
}

/** Reads the finished file as the other side will, and adds up its column of amounts. */
export async function proveFile(
  bytes: Buffer,
  column: string,
  expected: { totalFen: number; rows: number },
): Promise<void> {
  const rows = (await readSheet(bytes)).map((row) => row.cells.map((cell) => cell.text))
  const titles = rows.findIndex((cells) => cells.includes(column))
  const place = rows[titles]?.indexOf(column) ?? -1
  assertEqual(titles >= 0)
  const body = rows.slice(titles + 1, titles + 1 + expected.rows)
  const amounts = body.map((cells) => Math.round(Number(cells[place] || '0') * 100))
  assertEqual(body.length === expected.rows && sumOf(amounts) === expected.totalFen)
}
