import { createConnection, type Connection } from 'mysql2/promise'
import { loginOf } from '../cloud/platform/database/address'

export interface PopulationSize {
  workers: number
  workersPerTownship: number
  /** Of the month below. */
  checkInsPerWorker: number
  reportsPerWorker: number
}

export const populatedMonth = '2026-10'
export const populatedCounty = '141030'
/** Account of the county centre, whose session token the benches use. */
export const centreAccount = 'ffffffff-ffff-7fff-8fff-ffffffffffff'

/** Township codes in use, e.g. '141030100'. */
export function townshipsOf({ workers, workersPerTownship }: PopulationSize): string[] {
  const count = Math.ceil(workers / workersPerTownship)
  return Array.from({ length: count }, (_none, index) => `${populatedCounty}${100 + index}`)
}

/** Numbers 0 to `count` − 1 as a table expression that every server of the MySQL family knows. */
export async function makeNumbers(connection: Connection, count: number): Promise<void> {
  await connection.query('CREATE TEMPORARY TABLE numbers (n INT UNSIGNED PRIMARY KEY)')
  await connection.query('INSERT INTO numbers VALUES (0)')
  for (let have = 1; have < count; have *= 2) {
    await connection.query('CREATE TEMPORARY TABLE more AS SELECT n + ? AS n FROM numbers', [have])
    await connection.query('INSERT INTO numbers SELECT n FROM more WHERE n < ?', [count])
    await connection.query('DROP TEMPORARY TABLE more')
  }
}

const accountOf = "UNHEX(CONCAT(LPAD(HEX(w.n + 1), 12, '0'), '70008000000000000000'))"
const rowIdOf = (kind: string) =>
  `UNHEX(CONCAT(LPAD(HEX(w.n + 1), 8, '0'), LPAD(HEX(k.n), 4, '0'), '7000', '${kind}', '000000000000'))`

/** Rows made inside the database, so that millions take a minute and not an hour. */
export async function populate(url: string, size: PopulationSize): Promise<void> {
  const connection = await createConnection(loginOf(url))
  const { workers, workersPerTownship, checkInsPerWorker, reportsPerWorker } = size
  const gridOf = `CONCAT('${populatedCounty}', 100 + FLOOR(w.n / ${workersPerTownship}), '001A', LPAD(FLOOR(MOD(w.n, ${workersPerTownship}) / 2), 3, '0'))`
  try {
    await connection.query('SET SESSION unique_checks = 0')
    await makeNumbers(connection, Math.max(workers, 64))
    await connection.query('CREATE TEMPORARY TABLE times AS SELECT n FROM numbers WHERE n < 64')
    await connection.query(`INSERT INTO area (code, name, level, parentCode) VALUES
      ('14', '省', 'province', NULL), ('1410', '市', 'city', '14'), ('${populatedCounty}', '县', 'county', '1410')`)
    const townships = townshipsOf(size)
    await connection.query(
      'INSERT INTO area (code, name, level, parentCode, villageKind) VALUES ?',
      [
        townships.flatMap((code) => [
          [code, `乡镇${code}`, 'township', populatedCounty, null],
          [`${code}001`, `村${code}`, 'village', code, 'village'],
        ]),
      ],
    )
    await connection.query(`INSERT INTO grid (code, villageCode, name, outline, datum, outlineSource, households, persons)
      SELECT DISTINCT ${gridOf}, LEFT(${gridOf}, 12), '网格', '{"type":"Polygon","coordinates":[[[110.7,36.4],[110.8,36.4],[110.8,36.5],[110.7,36.4]]]}', 'wgs84', 'synthetic', 100, 300
      FROM numbers w WHERE w.n < ${workers}`)
    await connection.query(`INSERT INTO account (id, name, idNumberIndex, idNumberSealed, idNumberMasked, phoneIndex, phoneSealed, phoneMasked, gender, birthDate, passwordHash, passwordState, state, createdAt)
      SELECT ${accountOf}, CONCAT('员', w.n), UNHEX(SHA2(CONCAT('i', w.n), 256)), '', '', UNHEX(SHA2(CONCAT('p', w.n), 256)), '', '', 'male', '1980-01-01', '', 'chosen', 'active', NOW(3)
      FROM numbers w WHERE w.n < ${workers}`)
    await connection.query(`INSERT INTO post (id, accountId, role, scopeCode, workerKind, startsOn, createdAt)
      SELECT ${accountOf}, ${accountOf}, 'worker', ${gridOf}, ELT(1 + MOD(w.n, 3), 'rural', 'communityPartTime', 'communityFullTime'), '2022-06-01', NOW(3)
      FROM numbers w WHERE w.n < ${workers}`)
    await connection.query(`INSERT INTO check_in (id, accountId, gridCode, longitude, latitude, datum, accuracyMeters, deviceId, deviceTakenAt, receivedAt, takenAt, day, verdict, counted, notes, contentHash)
      SELECT ${rowIdOf('8000')}, ${accountOf}, ${gridOf}, 110.75, 36.45, 'wgs84', 12, CONCAT('d', w.n), TIMESTAMPADD(DAY, MOD(k.n, 31), '2026-10-01 00:10:00'), TIMESTAMPADD(DAY, MOD(k.n, 31), '2026-10-01 00:10:01'), TIMESTAMPADD(DAY, MOD(k.n, 31), '2026-10-01 00:10:00'), TIMESTAMPADD(DAY, MOD(k.n, 31), '2026-10-01'), IF(MOD(w.n + k.n, 17) = 0, 'outside', 'inside'), MOD(w.n + k.n, 17) <> 0, '', REPEAT(CHAR(0), 32)
      FROM numbers w JOIN times k WHERE w.n < ${workers} AND k.n < ${checkInsPerWorker}`)
    await connection.query(`INSERT INTO report (id, accountId, gridCode, itemCode, emotionFlag, escalationFlag, urgent, restricted, text, deviceTakenAt, receivedAt, month, notes, textFingerprint, verdict, contentHash, asWorker)
      SELECT ${rowIdOf('9000')}, ${accountOf}, ${gridOf}, '4-1', 0, 0, 0, 0, '村口路灯不亮，已联系电工', TIMESTAMPADD(DAY, MOD(k.n, 31), '2026-10-01 01:00:00'), TIMESTAMPADD(DAY, MOD(k.n, 31), '2026-10-01 01:00:00'), '${populatedMonth}', '', 0, ELT(1 + MOD(w.n + k.n, 10), 'invalid', 'valid', 'valid', 'valid', 'valid', 'valid', 'valid', 'valid', 'valid', 'unjudged'), REPEAT(CHAR(0), 32), 1
      FROM numbers w JOIN times k WHERE w.n < ${workers} AND k.n < ${reportsPerWorker}`)
    await connection.query(`INSERT INTO worker_month (accountId, month, countedDays, checkIns, reports, validReports, invalidReports)
      SELECT c.accountId, '${populatedMonth}', c.days, c.count, r.count, r.valid, r.invalid
      FROM (SELECT accountId, BIT_OR(IF(counted, 1 << (DAYOFMONTH(day) - 1), 0)) AS days, COUNT(*) AS count FROM check_in GROUP BY accountId) c
      JOIN (SELECT accountId, COUNT(*) AS count, SUM(verdict = 'valid') AS valid, SUM(verdict = 'invalid') AS invalid FROM report GROUP BY accountId) r ON r.accountId = c.accountId`)
    await connection.query(
      "INSERT INTO regulation_binding (areaCode, regulation, startsOn) VALUES (?, 'daning-2022', '2022-05-06')",
      [populatedCounty],
    )
    await connection.query('ANALYZE TABLE check_in, report, post, worker_month, account')
  } finally {
    await connection.end()
  }
}
