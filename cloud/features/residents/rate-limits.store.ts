import type { Database, ResultSetHeader, RowDataPacket } from '../../platform/database'

export interface Counter {
  keyHash: Buffer
  startsAt: Date
}

interface CountRow extends RowDataPacket {
  keyHash: Buffer
  startsAt: Date
  count: number
}

export type RateLimitsStore = ReturnType<typeof createRateLimitsStore>

export function createRateLimitsStore({ pool }: Database) {
  return {
    /** Adds one to each and tells where each stands; every node counts in the same place. */
    async count(counters: readonly Counter[]): Promise<number[]> {
      // in one order everywhere, so that two at once wait for each other instead of both failing
      const inOrder = [...counters].sort((a, b) => Buffer.compare(a.keyHash, b.keyHash))
      const rows = inOrder.map(({ keyHash, startsAt }) => [keyHash, startsAt, 1])
      await pool.query<ResultSetHeader>(
        `INSERT INTO resident_rate (keyHash, startsAt, count) VALUES ?
         ON DUPLICATE KEY UPDATE count = count + 1`,
        [rows],
      )
      const pairs = counters.map(({ keyHash, startsAt }) => [keyHash, startsAt])
      const [found] = await pool.query<CountRow[]>(
        'SELECT keyHash, startsAt, count FROM resident_rate WHERE (keyHash, startsAt) IN (?)',
        [pairs],
      )
      return counters.map(
        ({ keyHash, startsAt }) =>
          found.find(
            (row) => row.keyHash.equals(keyHash) && row.startsAt.getTime() === startsAt.getTime(),
          )?.count ?? 0,
      )
    },

    /** Counters of times gone by; a part at a time. */
    async forget(before: Date): Promise<void> {
      await pool.query('DELETE FROM resident_rate WHERE startsAt < ? LIMIT 1000', [before])
    },
  }
}
