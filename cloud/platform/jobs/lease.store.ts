import type { Database, ResultSetHeader } from '../database'

/** Who may do a piece of background work at present: one node at a time, for a time. */
export interface LeaseStore {
  /** Takes the lease, or prolongs one's own; false while another node holds it. */
  take(name: string, holder: string, nowMs: number, untilMs: number): Promise<boolean>
  /** Frees one's own lease. */
  release(name: string, holder: string): Promise<void>
}

export function createLeaseStore({ pool }: Pick<Database, 'pool'>): LeaseStore {
  return {
    async take(name, holder, nowMs, untilMs) {
      const [taken] = await pool.query<ResultSetHeader>(
        'UPDATE job_lease SET holder = ?, until = ? WHERE name = ? AND (holder = ? OR until <= ?)',
        [holder, new Date(untilMs), name, holder, new Date(nowMs)],
      )
      if (taken.affectedRows > 0) return true
      const [added] = await pool.query<ResultSetHeader>(
        'INSERT IGNORE INTO job_lease (name, holder, until) VALUES (?, ?, ?)',
        [name, holder, new Date(untilMs)],
      )
      return added.affectedRows > 0
    },
    async release(name, holder) {
      await pool.query('DELETE FROM job_lease WHERE name = ? AND holder = ?', [name, holder])
    },
  }
}
