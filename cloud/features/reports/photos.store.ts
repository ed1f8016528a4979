import { type Database, Prisma, type Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

export type PhotoRecord = Prisma.PhotoGetPayload<object>

export type StoredPhoto = Pick<PhotoRecord, 'id' | 'accountId' | 'sha256' | 'width' | 'height'>

/** A report that speaks of a photo. */
export interface PhotoHolder {
  reportId: string
  accountId: string
  gridCode: string
  restricted: boolean
}

export type PhotosStore = ReturnType<typeof createPhotosStore>

export function createPhotosStore({ prisma }: Database) {
  return {
    find(photoId: string): Promise<PhotoRecord | null> {
      return prisma.photo.findUnique({ where: { id: idBytes(photoId) } })
    },

    /** As it is now, also where the transaction began before it was there. */
    async findNow(tx: Transaction, photoId: string): Promise<StoredPhoto | null> {
      const [row] = await tx.$queryRaw<StoredPhoto[]>`
        SELECT id, accountId, sha256, width, height FROM photo WHERE id = ${idBytes(photoId)}
        LOCK IN SHARE MODE`
      return row ? { ...row, width: Number(row.width), height: Number(row.height) } : null
    },

    /** A duplicate id is the caller's to explain. */
    async insert(tx: Transaction, photo: PhotoRecord): Promise<void> {
      await tx.photo.createMany({ data: [photo] })
    },

    /** Which of these photos arrived from somebody else. */
    async foreign(
      tx: Transaction,
      photoIds: readonly string[],
      accountId: string,
    ): Promise<string[]> {
      if (photoIds.length === 0) return []
      const rows = await tx.photo.findMany({
        where: { id: { in: photoIds.map(idBytes) }, accountId: { not: idBytes(accountId) } },
        select: { id: true },
      })
      return rows.map((row) => idText(row.id))
    },

    async holders(photoId: string): Promise<PhotoHolder[]> {
      const rows = await prisma.$queryRaw<
        { reportId: Uint8Array; accountId: Uint8Array; gridCode: string; restricted: number }[]
      >(Prisma.sql`
        SELECT r.id AS reportId, r.accountId, r.gridCode, r.restricted
        FROM report_photo rp JOIN report r ON r.id = rp.reportId
        WHERE rp.photoId = ${idBytes(photoId)}`)
      return rows.map((row) => ({
        reportId: idText(row.reportId),
        accountId: idText(row.accountId),
        gridCode: row.gridCode,
        restricted: Boolean(Number(row.restricted)),
      }))
    },
  }
}
