import type { MessageKind } from '../../contract/notices'
import type { Role } from '../../contract/permissions'
import type { ActorPost } from '../../http/actor'
import { dateOfDay, dayOfDate } from '../../platform/clock'
import { blindIndex, type KeyRing, openText } from '../../platform/crypto'
import type {
  Database,
  PoolConnection,
  ResultSetHeader,
  RowDataPacket,
} from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

/** Roles that can answer for a grid, an area or a unit at all. */
const answeringRoles: readonly Role[] = [
  'worker',
  'gridHead',
  'villageHead',
  'townshipOffice',
  'countyCentre',
  'department',
]

export interface HeldPost {
  accountId: string
  post: ActorPost
}

/** How an account can be reached beside its inbox. */
export interface AccountContact {
  openId: string | null
  /** Asked for SMS. */
  sms: boolean
  phone: string
  /** Has a worker's pages, not the office's. */
  isWorker: boolean
}

export interface HeldQuota {
  person: string
  kind: MessageKind
  held: number
}

const bytes = (id: string) => Buffer.from(idBytes(id).buffer)

export type RecipientsStore = ReturnType<typeof createRecipientsStore>

/** Who is who when something is to be told. Openids are counted by their blind index alone. */
export function createRecipientsStore(
  { pool, prisma }: Database,
  keys: { personal: KeyRing; index: Uint8Array },
) {
  return {
    /** Name of a WeChat person in the table of what he allows; letter case counts in openids. */
    personOf: (openId: string): string =>
      blindIndex(Buffer.from(openId).toString('hex'), keys.index, 'openId').toString('hex'),

    /**
     * Posts held on the day over any of these codes, of accounts that are in use; who stands in for
     * somebody on leave holds his grid.
     */
    async postsOver(codes: readonly string[], day: string): Promise<HeldPost[]> {
      if (codes.length === 0) return []
      const [rows] = await pool.query<RowDataPacket[]>(
        `SELECT p.id, p.accountId, p.role, p.scopeCode, p.workerKind, p.startsOn, p.endsOn
         FROM post p JOIN account a ON a.id = p.accountId AND a.state = 'active'
         WHERE p.role IN (?) AND p.scopeCode IN (?) AND p.startsOn <= ?
           AND (p.endsOn IS NULL OR p.endsOn >= ?)
         UNION ALL
         SELECT l.id, l.substituteId, 'worker', l.gridCode, NULL, l.fromDay, l.toDay
         FROM leave_request l JOIN account a ON a.id = l.substituteId AND a.state = 'active'
         WHERE l.state = 'approved' AND l.gridCode IN (?) AND l.fromDay <= ? AND l.toDay >= ?`,
        [
          answeringRoles,
          codes,
          dateOfDay(day),
          dateOfDay(day),
          codes,
          dateOfDay(day),
          dateOfDay(day),
        ],
      )
      return rows.map((row) => ({
        accountId: idText(row.accountId as Buffer),
        post: {
          id: idText(row.id as Buffer),
          role: row.role as Role,
          scopeCode: String(row.scopeCode),
          workerKind: row.workerKind as ActorPost['workerKind'],
          startsOn: dayOfDate(row.startsOn as Date),
          endsOn: row.endsOn ? dayOfDate(row.endsOn as Date) : null,
        },
      }))
    },

    /** Accounts in use; one that was ended since is not told any more. */
    async contactsOf(
      accountIds: readonly string[],
      day: string,
    ): Promise<Map<string, AccountContact>> {
      if (accountIds.length === 0) return new Map()
      const [rows] = await pool.query<RowDataPacket[]>(
        `SELECT a.id, a.wechatOpenId, a.phoneSealed, m.sms,
           EXISTS (SELECT 1 FROM post p WHERE p.accountId = a.id AND p.role = 'worker'
             AND p.startsOn <= ? AND (p.endsOn IS NULL OR p.endsOn >= ?)) AS isWorker
         FROM account a LEFT JOIN message_preference m ON m.accountId = a.id
         WHERE a.id IN (?) AND a.state = 'active'`,
        [dateOfDay(day), dateOfDay(day), accountIds.map(bytes)],
      )
      return new Map(
        rows.map((row) => [
          idText(row.id as Buffer),
          {
            openId: (row.wechatOpenId as string | null) ?? null,
            sms: Boolean(row.sms),
            phone: row.sms ? openText(String(row.phoneSealed), keys.personal, 'phone') : '',
            isWorker: Boolean(row.isWorker),
          },
        ]),
      )
    },

    /** What these people still allow. */
    async quotasOf(persons: readonly string[]): Promise<HeldQuota[]> {
      if (persons.length === 0) return []
      const [rows] = await pool.query<RowDataPacket[]>(
        'SELECT person, kind, held FROM message_quota WHERE person IN (?) AND held > 0',
        [persons.map((person) => Buffer.from(person, 'hex'))],
      )
      return rows.map(quotaOfRow)
    },

    /** One more message of each of these kinds may be sent to the person. */
    async addQuotas(
      tx: Pick<Database['prisma'], '$executeRaw'>,
      person: string,
      kinds: readonly MessageKind[],
      nowMs: number,
    ): Promise<void> {
      const index = Buffer.from(person, 'hex')
      const at = new Date(nowMs)
      for (const kind of kinds) {
        await tx.$executeRaw`INSERT INTO message_quota (person, kind, held, changedAt)
          VALUES (${index}, ${kind}, 1, ${at})
          ON DUPLICATE KEY UPDATE held = LEAST(held + 1, ${mostHeld}), changedAt = ${at}`
      }
    },

    async preferencesOf(accountId: string) {
      const account = await prisma.account.findUniqueOrThrow({
        where: { id: idBytes(accountId) },
        select: { phoneMasked: true, wechatOpenId: true },
      })
      const preference = await prisma.messagePreference.findUnique({
        where: { accountId: idBytes(accountId) },
      })
      return {
        phoneMasked: account.phoneMasked,
        openId: account.wechatOpenId,
        sms: preference?.sms ?? false,
      }
    },

    async setSms(
      tx: Pick<Database['prisma'], 'messagePreference'>,
      accountId: string,
      sms: boolean,
      nowMs: number,
    ): Promise<void> {
      const changed = { sms, changedAt: new Date(nowMs) }
      await tx.messagePreference.upsert({
        where: { accountId: idBytes(accountId) },
        create: { accountId: idBytes(accountId), ...changed },
        update: changed,
      })
    },
  }
}

/** WeChat keeps no more for one template than a person is ever likely to tap. */
const mostHeld = 50

export function quotaOfRow(row: RowDataPacket): HeldQuota {
  return {
    person: (row.person as Buffer).toString('hex'),
    kind: row.kind as MessageKind,
    held: Number(row.held),
  }
}

/** Counts as they shall stand, in one statement. */
export async function writeQuotas(
  connection: PoolConnection,
  quotas: readonly HeldQuota[],
  nowMs: number,
): Promise<void> {
  if (quotas.length === 0) return
  await connection.query<ResultSetHeader>(
    `INSERT INTO message_quota (person, kind, held, changedAt) VALUES ?
     ON DUPLICATE KEY UPDATE held = VALUES(held), changedAt = VALUES(changedAt)`,
    [
      quotas.map(({ person, kind, held }) => [
        Buffer.from(person, 'hex'),
        kind,
        held,
        new Date(nowMs),
      ]),
    ],
  )
}
