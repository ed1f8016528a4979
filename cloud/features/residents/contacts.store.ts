import type { ContentVerdict } from '../../contract/residents-contacts'
import { auditedTransaction } from '../../http/idempotency'
import type { Audit } from '../../http/serve'
import { type Database, isDuplicate, Prisma, type Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

export interface ContactRecord {
  matterId: string
  gridCode: string
  ownerId: string
  phoneSealed: string | null
  phoneMasked: string | null
  phoneVerified: boolean
  openIdSealed: string | null
  wantsWechat: boolean
  textVerdict: ContentVerdict
  erasedAtMs: number | null
}

export interface PhoneCode {
  phoneSealed: string
  codeHash: Uint8Array
  expiresAtMs: number
  triesLeft: number
}

/** A text that waits for WeChat's word. */
export interface ToCheck {
  matterId: string
  text: string
  openIdSealed: string | null
  photoIds: string[]
}

function recordOf(row: Prisma.ResidentContactGetPayload<object>): ContactRecord {
  const { gridCode, phoneSealed, phoneMasked, phoneVerified, openIdSealed, wantsWechat } = row
  return {
    ...{ gridCode, phoneSealed, phoneMasked, phoneVerified, openIdSealed, wantsWechat },
    matterId: idText(row.matterId),
    ownerId: idText(row.ownerId),
    textVerdict: row.textVerdict,
    erasedAtMs: row.erasedAt?.getTime() ?? null,
  }
}

const photosLateMs = 10 * 60_000

export type ContactsStore = ReturnType<typeof createContactsStore>

export function createContactsStore(database: Database) {
  const { prisma } = database
  return {
    /** A transaction of its own whose deeds are written with it. */
    audited<T>(
      call: { commandId: string; nowMs: number },
      work: (tx: Transaction, audit: Audit) => Promise<T>,
    ): Promise<T> {
      return auditedTransaction(database, call, work)
    },

    async find(matterId: string): Promise<ContactRecord | null> {
      const row = await prisma.residentContact.findUnique({
        where: { matterId: idBytes(matterId) },
      })
      return row && recordOf(row)
    },

    /** Does nothing where there is one already: a repeat; `together` belongs to it. */
    async insert(
      row: Prisma.ResidentContactCreateManyInput,
      together: (tx: Transaction) => Promise<Partial<Prisma.ResidentContactCreateManyInput>>,
    ): Promise<void> {
      try {
        await database.transaction(async (tx) => {
          await tx.residentContact.createMany({ data: [{ ...row, ...(await together(tx)) }] })
        })
      } catch (error) {
        if (!isDuplicate(error)) throw error
      }
    },

    inTransaction: <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
      database.transaction(work),

    async update(
      client: Pick<Transaction, 'residentContact'> | null,
      matterId: string,
      data: Prisma.ResidentContactUpdateInput,
    ): Promise<void> {
      await (client ?? prisma).residentContact.update({
        where: { matterId: idBytes(matterId) },
        data,
      })
    },

    /** Which of these photos arrived from another phone or from an account. */
    async foreignPhotos(photoIds: readonly string[], ownerId: string): Promise<string[]> {
      if (photoIds.length === 0) return []
      const rows = await prisma.photo.findMany({
        where: { id: { in: photoIds.map(idBytes) }, accountId: { not: idBytes(ownerId) } },
        select: { id: true },
      })
      return rows.map((row) => idText(row.id))
    },

    /** Whether somebody else's matter or report already speaks of a photo of this id. */
    async isSpokenForByOthers(photoId: string, ownerId: string): Promise<boolean> {
      const id = idBytes(photoId)
      const [row] = await prisma.$queryRaw<{ taken: bigint }[]>(Prisma.sql`
        SELECT EXISTS (SELECT 1 FROM report_photo WHERE photoId = ${id}) OR EXISTS (
          SELECT 1 FROM matter_photo mp LEFT JOIN resident_contact c ON c.matterId = mp.matterId
          WHERE mp.photoId = ${id} AND (c.ownerId IS NULL OR c.ownerId <> ${idBytes(ownerId)})
        ) AS taken`)
      return Number(row?.taken ?? 0) === 1
    },

    async putCode(matterId: string, code: PhoneCode): Promise<void> {
      const { phoneSealed, expiresAtMs, triesLeft } = code
      const data = {
        phoneSealed,
        codeHash: new Uint8Array(code.codeHash),
        expiresAt: new Date(expiresAtMs),
        triesLeft,
      }
      const id = idBytes(matterId)
      await prisma.residentPhoneCode.upsert({
        where: { matterId: id },
        create: { matterId: id, ...data },
        update: data,
      })
    },

    /** Takes one of the tries before the code is looked at; null: none is left, or it is over. */
    async takeTry(matterId: string, nowMs: number): Promise<PhoneCode | null> {
      const where = {
        matterId: idBytes(matterId),
        triesLeft: { gt: 0 },
        expiresAt: { gt: new Date(nowMs) },
      }
      const taken = await prisma.residentPhoneCode.updateMany({
        where,
        data: { triesLeft: { decrement: 1 } },
      })
      if (taken.count === 0) return null
      const row = await prisma.residentPhoneCode.findUnique({
        where: { matterId: where.matterId },
      })
      return (
        row && {
          phoneSealed: row.phoneSealed,
          codeHash: row.codeHash,
          expiresAtMs: row.expiresAt.getTime(),
          triesLeft: row.triesLeft,
        }
      )
    },

    async dropCode(tx: Transaction, matterId: string): Promise<void> {
      await tx.residentPhoneCode.deleteMany({ where: { matterId: idBytes(matterId) } })
    },

    /**
     * All that says who he is, and where exactly he stood: a thousandth of a degree is left, about
     * a hundred meters, so that the place of the matter itself can still be found.
     */
    async erase(tx: Transaction, matterId: string, nobody: string, nowMs: number): Promise<void> {
      const id = idBytes(matterId)
      await tx.residentContact.update({
        where: { matterId: id },
        data: {
          ownerId: idBytes(nobody),
          phoneSealed: null,
          phoneMasked: null,
          phoneVerified: false,
          openIdSealed: null,
          wantsWechat: false,
          erasedAt: new Date(nowMs),
        },
      })
      await tx.residentPhoneCode.deleteMany({ where: { matterId: id } })
      await tx.$executeRaw`
        UPDATE matter SET longitude = ROUND(longitude, 3), latitude = ROUND(latitude, 3),
          accuracyMeters = IF(longitude IS NULL, NULL, 100)
        WHERE id = ${id} AND raisedBy IS NULL`
      await tx.$executeRaw`
        UPDATE matter_event SET longitude = ROUND(longitude, 3), latitude = ROUND(latitude, 3),
          accuracyMeters = IF(longitude IS NULL, NULL, 100)
        WHERE matterId = ${id} AND actorKind = 'resident'`
    },

    /** Looked at once its photos are there, or have not come for a while. */
    async toCheck(limit: number, mostTries: number, nowMs: number): Promise<ToCheck[]> {
      const late = new Date(nowMs - photosLateMs)
      const rows = await prisma.$queryRaw<
        { matterId: Uint8Array; text: string; openIdSealed: string | null }[]
      >(Prisma.sql`
        SELECT c.matterId, m.text, c.openIdSealed
        FROM resident_contact c JOIN matter m ON m.id = c.matterId
        WHERE c.textVerdict = 'unchecked' AND c.checkTries < ${mostTries}
          AND (c.createdAt < ${late} OR NOT EXISTS (
            SELECT 1 FROM matter_photo mp LEFT JOIN photo p ON p.id = mp.photoId
            WHERE mp.matterId = c.matterId AND p.id IS NULL))
        ORDER BY c.createdAt LIMIT ${limit}`)
      if (rows.length === 0) return []
      const photos = await prisma.$queryRaw<{ matterId: Uint8Array; photoId: Uint8Array }[]>(
        Prisma.sql`
        SELECT mp.matterId, mp.photoId FROM matter_photo mp JOIN photo p ON p.id = mp.photoId
        WHERE mp.matterId IN (${Prisma.join(rows.map((row) => row.matterId))})
          AND NOT EXISTS (SELECT 1 FROM resident_photo_check k
                          WHERE k.matterId = mp.matterId AND k.photoId = mp.photoId)`,
      )
      return rows.map((row) => ({
        matterId: idText(row.matterId),
        text: row.text,
        openIdSealed: row.openIdSealed,
        photoIds: photos
          .filter((photo) => Buffer.compare(photo.matterId, row.matterId) === 0)
          .map((photo) => idText(photo.photoId)),
      }))
    },

    /** Who does not want to be told in WeChat, as it stands now, is not kept beyond the verdict. */
    async settleText(matterId: string, textVerdict: ContentVerdict): Promise<void> {
      const id = idBytes(matterId)
      await prisma.residentContact.update({ where: { matterId: id }, data: { textVerdict } })
      await prisma.residentContact.updateMany({
        where: { matterId: id, wantsWechat: false },
        data: { openIdSealed: null },
      })
    },

    async noteTry(matterId: string): Promise<void> {
      await prisma.residentContact.updateMany({
        where: { matterId: idBytes(matterId) },
        data: { checkTries: { increment: 1 } },
      })
    },

    async notePhotoCheck(traceId: string, matterId: string, photoId: string, nowMs: number) {
      await prisma.residentPhotoCheck.createMany({
        data: [
          {
            traceId,
            matterId: idBytes(matterId),
            photoId: idBytes(photoId),
            askedAt: new Date(nowMs),
          },
        ],
        skipDuplicates: true,
      })
    },

    async settlePhotoCheck(traceId: string, verdict: ContentVerdict): Promise<void> {
      await prisma.residentPhotoCheck.updateMany({ where: { traceId }, data: { verdict } })
    },

    /** Photos of a matter that WeChat warned of. */
    async doubtfulPhotos(matterId: string): Promise<string[]> {
      const rows = await prisma.residentPhotoCheck.findMany({
        where: { matterId: idBytes(matterId), verdict: { in: ['review', 'risky'] } },
        select: { photoId: true },
      })
      return [...new Set(rows.map((row) => idText(row.photoId)))]
    },

    /** Of these matters, the ones that are shown to nobody but who handles them. */
    async flagged(matterIds: readonly string[]): Promise<Set<string>> {
      if (matterIds.length === 0) return new Set()
      const ids = Prisma.join(matterIds.map(idBytes))
      const rows = await prisma.$queryRaw<{ matterId: Uint8Array }[]>(Prisma.sql`
        SELECT matterId FROM resident_contact
        WHERE matterId IN (${ids}) AND textVerdict IN ('review', 'risky')
        UNION SELECT matterId FROM resident_photo_check
        WHERE matterId IN (${ids}) AND verdict IN ('review', 'risky')`)
      return new Set(rows.map((row) => idText(row.matterId)))
    },

    /** Where a matter stands, for who may ask after the one who raised it. */
    async matterOf(matterId: string) {
      const row = await prisma.matter.findUnique({
        where: { id: idBytes(matterId) },
        select: { gridCode: true, holderCode: true, isOpen: true, raisedBy: true },
      })
      return row && { ...row, raisedBy: row.raisedBy === null ? null : idText(row.raisedBy) }
    },
  }
}
