import type { Database, RowDataPacket, Transaction } from '../../platform/database'
import { idBytes, idText, newId } from '../../platform/ids'

/** One entry as it was made; the newest of a person and name holds. */
export interface FactRecord {
  accountId: string
  name: string
  value: number
  evidence: string
  recordedBy: string
  recordedAtMs: number
}

export type NewFact = Pick<FactRecord, 'accountId' | 'name' | 'value'>

interface StoredRow extends RowDataPacket {
  accountId: Buffer
  name: string
  value: number
  evidence: string
  recordedBy: Buffer
  recordedAt: Date
}

export type RecordedFactsStore = ReturnType<typeof createRecordedFactsStore>

export function createRecordedFactsStore({ pool }: Pick<Database, 'pool'>) {
  return {
    /** Everything recorded of these people's month, newest first. */
    async ofMonth(accountIds: readonly string[], month: string): Promise<FactRecord[]> {
      if (accountIds.length === 0) return []
      const [rows] = await pool.query<StoredRow[]>(
        `SELECT accountId, name, value, evidence, recordedBy, recordedAt FROM recorded_fact
         WHERE month = ? AND accountId IN (?) ORDER BY recordedAt DESC, id DESC`,
        [month, accountIds.map((accountId) => Buffer.from(idBytes(accountId)))],
      )
      return rows.map(({ accountId, recordedBy, recordedAt, ...row }) => ({
        ...{ name: row.name, value: row.value, evidence: row.evidence },
        accountId: idText(accountId),
        recordedBy: idText(recordedBy),
        recordedAtMs: recordedAt.getTime(),
      }))
    },

    async add(
      tx: Transaction,
      facts: readonly NewFact[],
      of: { month: string; evidence: string; by: string; atMs: number },
    ): Promise<void> {
      const { month, evidence, by, atMs } = of
      await tx.recordedFact.createMany({
        data: facts.map(({ accountId, name, value }) => ({
          id: idBytes(newId()),
          accountId: idBytes(accountId),
          ...{ month, name, value, evidence },
          recordedBy: idBytes(by),
          recordedAt: new Date(atMs),
        })),
      })
    },
  }
}
