import { dateOfDay, dayOfDate } from '../../platform/clock'
import type { Database, Transaction } from '../../platform/database'
import type { Position } from '../../platform/geometry'
import { idBytes, idText } from '../../platform/ids'

export interface PortraitRow {
  accountId: string
  photoId: string
}

export interface Posting {
  id: string
  gridCode: string
  place: string
  postedOn: string
  position: Position | null
  recordedBy: string
  photoIds: readonly string[]
}

export interface PostingRow extends Omit<Posting, 'position'> {
  hasPosition: boolean
  recordedAtMs: number
}

const mostPostings = 20

export type PortraitsStore = ReturnType<typeof createPortraitsStore>

/** Photos of the workers, and of the public notices where they hang. */
export function createPortraitsStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    /** The photo of each of these people, by account. */
    async portraits(accountIds: readonly string[]): Promise<Map<string, string>> {
      if (accountIds.length === 0) return new Map()
      const rows = await prisma.portrait.findMany({
        where: { accountId: { in: accountIds.map(idBytes) } },
        select: { accountId: true, photoId: true },
      })
      return new Map(rows.map((row) => [idText(row.accountId), idText(row.photoId)]))
    },

    async portraitOf(photoId: string): Promise<PortraitRow | null> {
      const row = await prisma.portrait.findUnique({ where: { photoId: idBytes(photoId) } })
      return row && { accountId: idText(row.accountId), photoId: idText(row.photoId) }
    },

    async setPortrait(
      tx: Transaction,
      { accountId, photoId }: PortraitRow,
      by: { accountId: string; atMs: number },
    ): Promise<void> {
      const data = {
        photoId: idBytes(photoId),
        takenBy: idBytes(by.accountId),
        takenAt: new Date(by.atMs),
      }
      await tx.portrait.upsert({
        where: { accountId: idBytes(accountId) },
        create: { accountId: idBytes(accountId), ...data },
        update: data,
      })
    },

    /** Whether there was one. */
    async removePortrait(tx: Transaction, accountId: string): Promise<boolean> {
      const { count } = await tx.portrait.deleteMany({ where: { accountId: idBytes(accountId) } })
      return count > 0
    },

    async ownPhotos(photoIds: readonly string[], accountId: string): Promise<number> {
      return prisma.photo.count({
        where: { id: { in: photoIds.map(idBytes) }, accountId: idBytes(accountId) },
      })
    },

    async recordPosting(tx: Transaction, posting: Posting, nowMs: number): Promise<void> {
      const { gridCode, place, postedOn, position, recordedBy, photoIds } = posting
      const id = idBytes(posting.id)
      await tx.noticePosting.create({
        data: {
          ...{ id, gridCode, place },
          postedOn: dateOfDay(postedOn),
          longitude: position?.longitude ?? null,
          latitude: position?.latitude ?? null,
          datum: position?.datum ?? null,
          accuracyMeters: position?.accuracyMeters ?? null,
          recordedBy: idBytes(recordedBy),
          recordedAt: new Date(nowMs),
        },
      })
      await tx.noticePostingPhoto.createMany({
        data: photoIds.map((photoId, index) => ({
          postingId: id,
          photoId: idBytes(photoId),
          position: index,
        })),
      })
    },

    /** Newest first. */
    async postings(gridCode: string): Promise<PostingRow[]> {
      const rows = await prisma.noticePosting.findMany({
        where: { gridCode },
        orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
        take: mostPostings,
      })
      const photos = await prisma.noticePostingPhoto.findMany({
        where: { postingId: { in: rows.map((row) => row.id) } },
        orderBy: { position: 'asc' },
      })
      return rows.map((row) => ({
        id: idText(row.id),
        gridCode: row.gridCode,
        place: row.place,
        postedOn: dayOfDate(row.postedOn),
        hasPosition: row.longitude !== null,
        recordedBy: idText(row.recordedBy),
        recordedAtMs: row.recordedAt.getTime(),
        photoIds: photos
          .filter((photo) => Buffer.compare(photo.postingId, row.id) === 0)
          .map((photo) => idText(photo.photoId)),
      }))
    },

    /** Where and by whom a photo was put to a posting. */
    async postingsWith(photoId: string): Promise<{ gridCode: string; recordedBy: string }[]> {
      const held = await prisma.noticePostingPhoto.findMany({
        where: { photoId: idBytes(photoId) },
        select: { postingId: true },
      })
      const rows = await prisma.noticePosting.findMany({
        where: { id: { in: held.map((one) => one.postingId) } },
        select: { gridCode: true, recordedBy: true },
      })
      return rows.map((row) => ({ gridCode: row.gridCode, recordedBy: idText(row.recordedBy) }))
    },

    /** When a notice was last hung, by grid. */
    async lastPosted(gridCodes: readonly string[]): Promise<Map<string, string>> {
      if (gridCodes.length === 0) return new Map()
      const rows = await prisma.noticePosting.groupBy({
        by: ['gridCode'],
        where: { gridCode: { in: [...gridCodes] } },
        _max: { postedOn: true },
      })
      return new Map(
        rows.flatMap((row) =>
          row._max.postedOn ? [[row.gridCode, dayOfDate(row._max.postedOn)] as const] : [],
        ),
      )
    },
  }
}
