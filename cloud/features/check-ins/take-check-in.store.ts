import type { AuditEvent } from '../../contract/audit'
import type { CheckInVerdict, NoteCode } from '../../contract/check-ins'
import { standsSql } from '../../http/identity-revision'
import { dayOfDate } from '../../platform/clock'
import {
  type Connection,
  type Database,
  type RowDataPacket,
  sqlText,
} from '../../platform/database'
import type { Datum, Position } from '../../platform/geometry'
import { idBytes, idText } from '../../platform/ids'
import type { EarlierFix } from './judge-check-in'

/** A check-in with its verdict, as it is stored. */
export interface CheckInRecord {
  id: string
  accountId: string
  gridCode: string
  position: Position | null
  deviceId: string
  deviceTakenAtMs: number
  receivedAtMs: number
  takenAtMs: number
  day: string
  verdict: CheckInVerdict
  counted: boolean
  distanceMeters: number | null
  pointName: string | null
  notes: NoteCode[]
  remark: string | null
  contentHash: Uint8Array
}

export interface MonthTally {
  accountId: string
  month: string
  countedDays: number
  checkIns: number
  last: EarlierFix | null
}

export interface AskedEarlier {
  accountIds: readonly string[]
  months: readonly string[]
  deviceIds: readonly string[]
  days: readonly string[]
}

export interface Earlier {
  tallies: MonthTally[]
  /** Least and greatest account seen with a device on a day: different when it was shared. */
  devices: { deviceId: string; day: string; accountIds: [string, string] }[]
}

export interface CheckInRow extends RowDataPacket {
  id: Buffer
  accountId: Buffer
  gridCode: string
  longitude: number | null
  latitude: number | null
  datum: Datum | null
  accuracyMeters: number | null
  deviceId: string
  deviceTakenAt: Date
  receivedAt: Date
  takenAt: Date
  day: Date
  verdict: CheckInVerdict
  counted: number
  distanceMeters: number | null
  pointName: string | null
  notes: string
  remark: string | null
  contentHash: Buffer
}

interface TallyRow extends RowDataPacket {
  accountId: Buffer
  month: string
  countedDays: number
  checkIns: number
  lastLongitude: number | null
  lastLatitude: number | null
  lastDatum: Datum | null
  lastAccuracyMeters: number | null
  lastTakenAt: Date | null
}

interface DeviceRow extends RowDataPacket {
  deviceId: string
  day: Date
  least: Buffer
  greatest: Buffer
}

const bytes = (id: string) => Buffer.from(idBytes(id).buffer)
const none = Buffer.alloc(16)

let stampedSecond = Number.NaN
let stamped = ''
/** DATETIME(3) in UTC; those of one batch are mostly of the same second. */
function stamp(atMs: number): string {
  const second = Math.floor(atMs / 1_000)
  if (second !== stampedSecond) {
    stampedSecond = second
    stamped = new Date(second * 1_000).toISOString().slice(0, 20)
  }
  return stamped + String(atMs - second * 1_000).padStart(3, '0')
}

function positionOf(
  longitude: number | null,
  latitude: number | null,
  datum: Datum | null,
  accuracyMeters: number | null,
): Position | null {
  if (longitude === null || latitude === null || datum === null) return null
  return { longitude, latitude, datum, accuracyMeters }
}

export function recordOfRow(row: CheckInRow): CheckInRecord {
  return {
    id: idText(row.id),
    accountId: idText(row.accountId),
    gridCode: row.gridCode,
    position: positionOf(row.longitude, row.latitude, row.datum, row.accuracyMeters),
    deviceId: row.deviceId,
    deviceTakenAtMs: row.deviceTakenAt.getTime(),
    receivedAtMs: row.receivedAt.getTime(),
    takenAtMs: row.takenAt.getTime(),
    day: dayOfDate(row.day),
    verdict: row.verdict,
    counted: Boolean(row.counted),
    distanceMeters: row.distanceMeters,
    pointName: row.pointName,
    notes: row.notes === '' ? [] : (row.notes.split(',') as NoteCode[]),
    remark: row.remark,
    contentHash: row.contentHash,
  }
}

function tallyOfRow(row: TallyRow): MonthTally {
  const position = positionOf(
    row.lastLongitude,
    row.lastLatitude,
    row.lastDatum,
    row.lastAccuracyMeters,
  )
  return {
    accountId: idText(row.accountId),
    month: row.month,
    countedDays: row.countedDays,
    checkIns: row.checkIns,
    last: position && row.lastTakenAt && { position, takenAtMs: row.lastTakenAt.getTime() },
  }
}

export const checkInColumns =
  'id, accountId, gridCode, longitude, latitude, datum, accuracyMeters, deviceId, deviceTakenAt, ' +
  'receivedAt, takenAt, day, verdict, counted, distanceMeters, pointName, notes, remark, contentHash'

/** `lastTakenAt` comes last: the assignments before it ask for its new value, which is not changed by then. */
const addTallies = `
  INSERT INTO worker_month (accountId, month, countedDays, checkIns,
    lastLongitude, lastLatitude, lastDatum, lastAccuracyMeters, lastTakenAt) VALUES ?
  ON DUPLICATE KEY UPDATE
    countedDays = countedDays | VALUES(countedDays),
    checkIns = checkIns + VALUES(checkIns),
    lastLongitude = IF(VALUES(lastTakenAt) IS NULL, lastLongitude, VALUES(lastLongitude)),
    lastLatitude = IF(VALUES(lastTakenAt) IS NULL, lastLatitude, VALUES(lastLatitude)),
    lastDatum = IF(VALUES(lastTakenAt) IS NULL, lastDatum, VALUES(lastDatum)),
    lastAccuracyMeters = IF(VALUES(lastTakenAt) IS NULL, lastAccuracyMeters, VALUES(lastAccuracyMeters)),
    lastTakenAt = COALESCE(VALUES(lastTakenAt), lastTakenAt)`

/** `x'…'`: an id or a hash as a literal; made of checked or own values only. */
const idLiteral = (id: string) => `x'${id.replaceAll('-', '')}'`
const numberLiteral = (value: number | null | undefined) => (value == null ? 'NULL' : String(value))
const stampLiteral = (atMs: number) => `'${stamp(atMs)}'`

const hashLiteral = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  `x'${Buffer.from(buffer, byteOffset, byteLength).toString('hex')}'`

const row = (...literals: (string | boolean | number)[]) => `(${literals.join()})`

/** A record's ids, written once for both of its rows. */
interface IdLiterals {
  own: string
  account: string
}

function checkInLiterals(record: CheckInRecord, { own, account }: IdLiterals): string {
  const { position } = record
  return row(
    own,
    account,
    sqlText(record.gridCode),
    numberLiteral(position?.longitude),
    numberLiteral(position?.latitude),
    sqlText(position?.datum ?? null),
    numberLiteral(position?.accuracyMeters),
    sqlText(record.deviceId),
    stampLiteral(record.deviceTakenAtMs),
    stampLiteral(record.receivedAtMs),
    stampLiteral(record.takenAtMs),
    sqlText(record.day),
    sqlText(record.verdict),
    record.counted,
    numberLiteral(record.distanceMeters),
    sqlText(record.pointName),
    sqlText(record.notes.join()),
    sqlText(record.remark),
    hashLiteral(record.contentHash),
  )
}

const takenLiteral = sqlText('checkIn.taken' satisfies AuditEvent)

function auditLiterals(record: CheckInRecord, { own, account }: IdLiterals): string {
  return row(
    stampLiteral(record.receivedAtMs),
    account,
    takenLiteral,
    sqlText(record.id),
    sqlText(record.gridCode),
    own,
  )
}

function tallyLiterals({ accountId, month, countedDays, checkIns, last }: MonthTally): string {
  const place = last?.position
  return row(
    idLiteral(accountId),
    sqlText(month),
    countedDays,
    checkIns,
    numberLiteral(place?.longitude),
    numberLiteral(place?.latitude),
    sqlText(place?.datum ?? null),
    numberLiteral(place?.accuracyMeters),
    last ? stampLiteral(last.takenAtMs) : 'NULL',
  )
}

/**
 * The whole batch as one text, literals written here: the driver's own writing of values, which
 * asks of each what it is, costs as much as everything else the record needs.
 */
function saveAll(
  records: readonly CheckInRecord[],
  added: readonly MonthTally[],
  revisions: readonly string[],
): string {
  const checkIns: string[] = []
  const audits: string[] = []
  for (const record of records) {
    const ids = { own: idLiteral(record.id), account: idLiteral(record.accountId) }
    checkIns.push(checkInLiterals(record, ids))
    audits.push(auditLiterals(record, ids))
  }
  return `${revisions.map((revision) => `${standsSql(revision)};`).join('')}START TRANSACTION;
    INSERT INTO check_in (${checkInColumns}) VALUES ${checkIns.join()};
    INSERT INTO audit_entry (at, accountId, event, subjectId, areaCode, commandId)
      VALUES ${audits.join()};
    ${addTallies.replace('?', () => added.map(tallyLiterals).join())};
    COMMIT`
}

const askTallies = 'SELECT * FROM worker_month WHERE accountId IN (?) AND month IN (?)'
const askDevices = `
  SELECT deviceId, day, MIN(accountId) AS least, MAX(accountId) AS greatest
  FROM check_in WHERE deviceId IN (?) AND day IN (?) GROUP BY deviceId, day`

export type TakeStore = ReturnType<typeof createTakeStore>

/**
 * The hot path's own connection: everything is asked or written for many check-ins at once, in one
 * exchange each. After a failure nobody can tell what became of the transaction, so the connection
 * is thrown away; the records' ids make it safe to do the whole again.
 */
export function createTakeStore(database: Pick<Database, 'connect'>) {
  let held: Connection | null = null

  function drop(): void {
    held?.destroy()
    held = null
  }

  async function connection(): Promise<Connection> {
    if (held) return held
    const fresh = await database.connect()
    // told while nobody waits for an answer: the next batch takes a new one
    fresh.on('error', drop)
    held = fresh
    return fresh
  }

  async function guarded<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    try {
      return await work(await connection())
    } catch (error) {
      drop()
      throw error
    }
  }

  return {
    earlier: ({ accountIds, months, deviceIds, days }: AskedEarlier): Promise<Earlier> =>
      guarded(async (on) => {
        // where only devices are asked for, an id that nobody has stands in for the people
        const people = [accountIds.length > 0 ? accountIds.map(bytes) : [none], months]
        if (deviceIds.length === 0) {
          const [rows] = await on.query<TallyRow[]>(askTallies, people)
          return { tallies: rows.map(tallyOfRow), devices: [] }
        }
        const [[tallies, devices]] = await on.query<[TallyRow[], DeviceRow[]]>(
          `${askTallies}; ${askDevices}`,
          [...people, deviceIds, days],
        )
        return {
          tallies: tallies.map(tallyOfRow),
          devices: devices.map(({ deviceId, day, least, greatest }) => ({
            deviceId,
            day: dayOfDate(day),
            accountIds: [idText(least), idText(greatest)],
          })),
        }
      }),

    /**
     * Records, audit rows and tallies in one transaction; durable when it resolves. Nothing is written
     * and it fails with `hasMovedOn` where one of the callers' revisions no longer stands.
     */
    save: (
      records: readonly CheckInRecord[],
      added: readonly MonthTally[],
      revisions: readonly string[],
    ): Promise<void> =>
      guarded(async (on) => {
        await on.query(saveAll(records, added, revisions))
      }),

    /** Fails with `hasMovedOn` where one of these revisions no longer stands. */
    checkCallers: (revisions: readonly string[]): Promise<void> =>
      guarded(async (on) => {
        await on.query(revisions.map(standsSql).join(';'))
      }),

    existing: (ids: readonly string[]): Promise<CheckInRecord[]> =>
      guarded(async (on) => {
        const [rows] = await on.query<CheckInRow[]>(
          `SELECT ${checkInColumns} FROM check_in WHERE id IN (?)`,
          [ids.map(bytes)],
        )
        return rows.map(recordOfRow)
      }),

    close: drop,
  }
}
