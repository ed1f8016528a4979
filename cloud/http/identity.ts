import { hashSessionToken, verifyTicket } from '../platform/crypto'
import { addDays, type Clock, dateOfDay, dayOfDate, shanghaiDay } from '../platform/clock'
import { createLane, type Database, type Lane, type RowDataPacket } from '../platform/database'
import { idText } from '../platform/ids'
import type { Role } from '../contract/permissions'
import type { WorkerKind } from '../contract/primitives'
import type { Actor, ActorPost } from './actor'
import { revisionSql } from './identity-revision'
import { Refusal } from './refusal'

export interface Identity {
  /** The actor of a session token, or null when the session is unknown, ended or expired. */
  ofToken(token: string): Promise<Actor | null>
  /**
   * The actor as he is remembered, without asking the database. Whoever does something for him
   * checks in the same text that the revision still stands (`standsSql`).
   */
  remembered(token: string): RememberedCaller | null
  /** The actor of a download pass (a signed short-lived address part). */
  ofPass(pass: string): Promise<Actor | null>
}

export interface RememberedCaller {
  actor: Actor
  revision: string
}

export const passPurpose = 'download-pass'
export const passLifetimeMs = 15 * 60_000
/** How long after its end a post is still known with its holder, for what was sent late. */
export const formerPostDays = 31

interface SessionRow extends RowDataPacket {
  tokenHash: Buffer
  expiresAt: Date
  accountId: Buffer
  name: string
  state: string
  passwordState: string
  postId: Buffer | null
  role: Role | null
  scopeCode: string
  workerKind: WorkerKind | null
  startsOn: Date
  endsOn: Date | null
  /** Of a post that a leave gives: whose leave it is. */
  awayId: Buffer | null
}

const sessionSql = `
  SELECT s.tokenHash, s.expiresAt, a.id AS accountId, a.name, a.state, a.passwordState,
         p.id AS postId, p.role, p.scopeCode, p.workerKind, p.startsOn, p.endsOn, NULL AS awayId
  FROM session s
  JOIN account a ON a.id = s.accountId
  LEFT JOIN post p ON p.accountId = a.id
  WHERE s.tokenHash IN (?) AND s.endedAt IS NULL
  UNION ALL
  SELECT s.tokenHash, s.expiresAt, a.id, a.name, a.state, a.passwordState,
         l.id, 'worker', l.gridCode, NULL, l.fromDay, l.toDay, l.accountId
  FROM session s
  JOIN account a ON a.id = s.accountId
  JOIN leave_request l ON l.substituteId = a.id AND l.state = 'approved' AND l.toDay >= ?
  WHERE s.tokenHash IN (?) AND s.endedAt IS NULL`

/**
 * Whoever stands in for somebody on leave has the other's grid for the days of the leave, on top of
 * his own and only while he is a worker himself (DYW-21.6).
 */
function withStandIns(own: readonly ActorPost[], standIns: readonly ActorPost[]): ActorPost[] {
  const worker = own.find((post) => post.role === 'worker')
  if (!worker) return [...own]
  const added = standIns.filter((post) => !own.some((one) => one.scopeCode === post.scopeCode))
  return [...own, ...added.map((post) => ({ ...post, workerKind: worker.workerKind }))]
}

function actorOf(rows: SessionRow[], nowMs: number): Actor | null {
  const [first] = rows
  if (first?.state !== 'active' || first.expiresAt.getTime() <= nowMs) return null
  const today = shanghaiDay(nowMs)
  const formerFrom = addDays(today, -formerPostDays)
  const posts: ActorPost[] = []
  const formerPosts: ActorPost[] = []
  const standIns: ActorPost[] = []
  const formerStandIns: ActorPost[] = []
  for (const row of rows) {
    if (row.postId === null || row.role === null) continue
    const startsOn = dayOfDate(row.startsOn)
    const endsOn = row.endsOn === null ? null : dayOfDate(row.endsOn)
    if (startsOn > today || (endsOn !== null && endsOn < formerFrom)) continue
    const { role, scopeCode, workerKind } = row
    const isHeld = endsOn === null || endsOn >= today
    const post = { id: idText(row.postId), role, scopeCode, workerKind, startsOn, endsOn }
    if (row.awayId === null) (isHeld ? posts : formerPosts).push(post)
    else (isHeld ? standIns : formerStandIns).push({ ...post, standsInFor: idText(row.awayId) })
  }
  return {
    accountId: idText(first.accountId),
    name: first.name,
    mustChangePassword: first.passwordState === 'oneTimeCode',
    posts: withStandIns(posts, standIns),
    formerPosts: [...formerPosts, ...formerStandIns],
    sessionHash: new Uint8Array(first.tokenHash),
  }
}

interface RevisionRow extends RowDataPacket {
  revision: number | string
}

interface Remembered {
  actor: Actor
  expiresAtMs: number
}

const mostRemembered = 50_000

/**
 * Callers known since the last change of anybody's identity, for one Shanghai day (posts begin and
 * end with days). The revision is read for every group of callers that is looked up, so that all is
 * dropped at once, on every node, without a broadcast.
 */
class Callers {
  private readonly known = new Map<string, Remembered>()
  /** Names in `known` by what the caller shows: to hash it takes longer than all else about him. */
  private readonly hashes = new Map<string, string>()
  private revision: string | null = null
  private day = ''

  /** Forgets everybody when something changed; without a revision nothing is remembered. */
  standAt(revision: string | null, day: string): void {
    if (revision !== null && revision === this.revision && day === this.day) return
    this.known.clear()
    this.hashes.clear()
    this.revision = revision
    this.day = day
  }

  /** Of this very day; null where nothing is sure. */
  remembered(token: string, nowMs: number): RememberedCaller | null {
    const { revision } = this
    if (revision === null || this.day !== shanghaiDay(nowMs)) return null
    const hash = this.hashes.get(token) ?? hashSessionToken(token)?.toString('latin1')
    const actor = hash === undefined ? null : this.get(hash, nowMs)
    if (hash === undefined || actor === null) return null
    // only of somebody who is known: rubbish is not kept
    this.hashes.set(token, hash)
    return { actor, revision }
  }

  get(hash: string, nowMs: number): Actor | null {
    const found = this.known.get(hash)
    return found && found.expiresAtMs > nowMs ? found.actor : null
  }

  add(hash: string, remembered: Remembered): void {
    if (this.revision === null) return
    if (this.known.size >= mostRemembered) {
      this.known.clear()
      this.hashes.clear()
    }
    this.known.set(hash, remembered)
  }
}

export function createIdentity(database: Database, clock: Clock, signingKey: Uint8Array): Identity {
  const callers = new Callers()

  /** The revision is read first: rows read after it are at least as new. */
  async function actorsOf(hashes: readonly Buffer[]): Promise<(Actor | null)[]> {
    const [[stands]] = await database.pool.query<RevisionRow[]>(revisionSql)
    const nowMs = clock.nowMs()
    callers.standAt(stands ? String(stands.revision) : null, shanghaiDay(nowMs))
    const keys = hashes.map((hash) => hash.toString('latin1'))
    const actors = keys.map((key) => callers.get(key, nowMs))
    const unknown = hashes.filter((_hash, index) => actors[index] === null)
    if (unknown.length === 0) return actors
    const [rows] = await database.pool.query<SessionRow[]>(sessionSql, [
      unknown,
      dateOfDay(addDays(shanghaiDay(nowMs), -formerPostDays)),
      unknown,
    ])
    const byHash = groupRows(rows)
    return actors.map((actor, index) => {
      if (actor) return actor
      const key = keys[index] as string
      const own = byHash.get(key) ?? []
      const read = actorOf(own, nowMs)
      const [first] = own
      if (read && first) callers.add(key, { actor: read, expiresAtMs: first.expiresAt.getTime() })
      return read
    })
  }

  const lane: Lane<Buffer, Actor | null> = createLane(actorsOf, {
    mostItems: 256,
    mostWaiting: 20_000,
    overloaded: () => new Refusal('databaseBusy'),
  })
  return {
    async ofToken(token) {
      const hash = hashSessionToken(token)
      return hash === null ? null : lane.submit(hash)
    },
    remembered(token) {
      return callers.remembered(token, clock.nowMs())
    },
    async ofPass(pass) {
      const age = { nowMs: clock.nowMs(), maxAgeMs: passLifetimeMs }
      const read = verifyTicket(pass, signingKey, passPurpose, age)
      const hash = read.ok ? read.payload.session : undefined
      return typeof hash === 'string' ? lane.submit(Buffer.from(hash, 'hex')) : null
    },
  }
}

function groupRows(rows: SessionRow[]): Map<string, SessionRow[]> {
  const groups = new Map<string, SessionRow[]>()
  for (const row of rows) {
    const key = row.tokenHash.toString('latin1')
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}
