import { idBytes } from '../ids'
import type { Transaction } from '.'

/** Something that was done outside a command and leaves a trace all the same: a table taken along. */
export interface NotedDeed {
  event: string
  accountId: string
  atMs: number
  areaCode: string
  subjectId: string
  detail?: object
}

export async function noteDeed(
  client: Pick<Transaction, 'auditEntry'>,
  { accountId, atMs, ...deed }: NotedDeed,
): Promise<void> {
  await client.auditEntry.create({
    data: { ...deed, at: new Date(atMs), accountId: idBytes(accountId) },
  })
}

export interface ExportedTable {
  accountId: string
  atMs: number
  areaCode: string
  month: string
}

/** A month's table that somebody downloaded, by what it is a table of. */
export const noteExport = (
  client: Pick<Transaction, 'auditEntry'>,
  table: string,
  { month, ...deed }: ExportedTable,
): Promise<void> =>
  noteDeed(client, { ...deed, event: 'table.exported', subjectId: `${table} ${month}` })
