import { randomUUID } from 'node:crypto'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { loginOf } from '../cloud/platform/database/address'
import { createCentre } from './centre'
import type { Bench, Figure } from './figure'
import { median } from './figure'
import { type PopulationSize, populate, populatedMonth, townshipsOf } from './population'
import { startBuiltService } from './service-process'

const full: PopulationSize = {
  workers: 100_000,
  workersPerTownship: 200,
  checkInsPerWorker: 20,
  reportsPerWorker: 25,
}
const small: PopulationSize = {
  workers: 400,
  workersPerTownship: 100,
  checkInsPerWorker: 20,
  reportsPerWorker: 25,
}
const townshipsPerCommand = 200
const writeChunk = 500

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1_000
}

/** What the database alone needs to count the same rows. */
async function bareGroupBy(connection: Connection): Promise<void> {
  await connection.query(
    'SELECT accountId, COUNT(DISTINCT day) AS days FROM check_in WHERE day BETWEEN ? AND ? AND counted = 1 GROUP BY accountId',
    [`${populatedMonth}-01`, `${populatedMonth}-31`],
  )
  await connection.query(
    "SELECT accountId, SUM(verdict = 'valid') AS valid FROM report WHERE month = ? AND asWorker = 1 GROUP BY accountId",
    [populatedMonth],
  )
}

/** What writing the same result rows costs, in the same chunks, without anything else. */
async function bareWriting(connection: Connection): Promise<number> {
  const [rows] = await connection.query<RowDataPacket[]>(
    'SELECT * FROM statement WHERE month = ?',
    [populatedMonth],
  )
  await connection.query('CREATE TABLE statement_copy LIKE statement')
  const columns = Object.keys(rows[0] ?? {})
  const seconds = await timed(async () => {
    for (let at = 0; at < rows.length; at += writeChunk) {
      const values = rows
        .slice(at, at + writeChunk)
        .map((row) =>
          columns.map((column) =>
            column === 'facts' && typeof row[column] !== 'string'
              ? JSON.stringify(row[column])
              : row[column],
          ),
        )
      await connection.query(`INSERT INTO statement_copy (${columns.join(', ')}) VALUES ?`, [
        values,
      ])
    }
  })
  await connection.query('DROP TABLE statement_copy')
  return seconds
}

interface Progress {
  runs: { state: string; message: string | null }[]
}

/** Closes every township over HTTP and waits for the last. */
async function closeAll(
  url: string,
  token: string,
  townshipCodes: readonly string[],
): Promise<void> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  for (let at = 0; at < townshipCodes.length; at += townshipsPerCommand) {
    const part = townshipCodes.slice(at, at + townshipsPerCommand)
    const body = JSON.stringify({
      commandId: randomUUID(),
      month: populatedMonth,
      townshipCodes: part,
    })
    const answer = await fetch(`${url}/api/pay/close`, { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(await answer.text())
  }
  for (;;) {
    const answer = await fetch(`${url}/api/pay/progress?month=${populatedMonth}`, { headers })
    const { runs } = (await answer.json()) as Progress
    const failed = runs.find((run) => run.state === 'failed')
    if (failed) throw new Error(failed.message ?? 'failed')
    if (runs.length === townshipCodes.length && runs.every((run) => run.state === 'done')) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

export const closing: Bench = {
  name: 'month closing',
  async run({ smoke, rounds, freshDatabase, say }) {
    const size = smoke ? small : full
    const databaseUrl = await freshDatabase('closing')
    say(`  making ${size.workers} workers and their month`)
    await populate(databaseUrl, size)
    const token = await createCentre(databaseUrl)
    const townships = townshipsOf(size)
    const connection = await createConnection(loginOf(databaseUrl))
    const service = await startBuiltService(databaseUrl)
    const times = { group: [] as number[], close: [] as number[], write: [] as number[] }
    let residentMb = 0
    try {
      for (let round = 0; round < rounds; round += 1) {
        times.group.push(await timed(() => bareGroupBy(connection)))
        times.close.push(await timed(() => closeAll(service.url, token, townships)))
        residentMb = Math.max(residentMb, service.residentBytes() / 1e6)
        times.write.push(await bareWriting(connection))
      }
    } finally {
      await service.stop()
      await connection.end()
    }
    const [group, close, write] = [median(times.group), median(times.close), median(times.write)]
    const limit = 3 * group + write
    return [
      { name: 'closing.workers', value: size.workers, unit: 'rows' },
      { name: 'closing.bare.groupBy', value: group, unit: 's' },
      { name: 'closing.bare.writing', value: write, unit: 's' },
      {
        name: 'closing.ours',
        value: close,
        unit: 's',
        goal: { text: '≤ 3 × group by + writing', met: close <= limit },
      },
      { name: 'closing.ours.share', value: close / limit, unit: 'times' },
      { name: 'closing.service.resident', value: residentMb, unit: 'MB' },
    ] satisfies Figure[]
  },
}
