import { createHash } from 'node:crypto'
import type { OutputOf } from '../../contract/define'
import type * as contract from '../../contract/reports'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CallContext, FileAnswer, UploadContext, UploadedFile } from '../../http/serve'
import { isDuplicate } from '../../platform/database'
import { type FileStore, fileKey, readAll } from '../../platform/files'
import { idBytes, idText } from '../../platform/ids'
import { photoLimits, preparePhoto } from '../../platform/photos'
import type { PhotoRecord, PhotosStore, StoredPhoto } from './photos.store'
import { reportsPolicy } from './reports.policy'

export interface PhotosParts {
  store: PhotosStore
  files: FileStore
  /** Notes that somebody other than the author looked at a restricted report. */
  noteRestrictedView(reportId: string, gridCode: string, context: CallContext): Promise<void>
}

type Size = 'full' | 'thumbnail'
type Answer = OutputOf<typeof contract.uploadPhoto>

const keepSeconds = 7 * 86_400
const mostStoredBytes = photoLimits.bytes * 4

/**
 * Made of the id and the content, never of a name a person gave: two contents that race for one id
 * cannot overwrite each other.
 */
function keyOf(photo: Pick<StoredPhoto, 'id' | 'sha256'>, size: Size): string {
  const content = Buffer.from(photo.sha256).toString('hex')
  const name = `${idText(photo.id)}-${content.slice(0, 16)}${size === 'thumbnail' ? '-small' : ''}`
  return fileKey(`photos/${content.slice(0, 2)}`, name, 'jpg')
}

const answerOf = ({ id, width, height }: Pick<StoredPhoto, 'id' | 'width' | 'height'>): Answer => ({
  photoId: idText(id),
  width,
  height,
})

/** The same photo of the same person again; anything else under its id is a conflict. */
function sameOrConflict<Photo extends StoredPhoto>(
  known: Photo,
  sha256: Uint8Array,
  actor: Actor,
): Photo {
  const same =
    idText(known.accountId) === actor.accountId && Buffer.compare(known.sha256, sha256) === 0
  if (!same) throw new Refusal('commandConflict')
  return known
}

export function createPhotosService({ store, files, noteRestrictedView }: PhotosParts) {
  return {
    /**
     * Before the transaction: work on the picture and store the files. A file without a row harms
     * nobody; a row without a file would.
     */
    async prepare(photoId: string, file: UploadedFile, context: CallContext): Promise<PhotoRecord> {
      const { actor, nowMs } = context
      const sha256 = new Uint8Array(createHash('sha256').update(file.bytes).digest())
      const [known, holders] = await Promise.all([store.find(photoId), store.holders(photoId)])
      if (known) return sameOrConflict(known, sha256, actor)
      if (holders.some((holder) => holder.accountId !== actor.accountId))
        throw new Refusal('commandConflict')
      const prepared = await preparePhoto(file.bytes)
      const photo = {
        id: idBytes(photoId),
        accountId: idBytes(actor.accountId),
        sha256,
        width: prepared.main.width,
        height: prepared.main.height,
        byteSize: prepared.main.bytes.length,
        perceptualHash: BigInt(`0x${prepared.perceptualHash}`),
        takenAt: prepared.takenAtMs === null ? null : new Date(prepared.takenAtMs),
        receivedAt: new Date(nowMs),
      }
      await files.put(keyOf(photo, 'full'), prepared.main.bytes, prepared.main.contentType)
      await files.put(
        keyOf(photo, 'thumbnail'),
        prepared.thumbnail.bytes,
        prepared.thumbnail.contentType,
      )
      return photo
    },

    async record(photo: PhotoRecord, context: UploadContext): Promise<Answer> {
      const { actor, tx, audit } = context
      const photoId = idText(photo.id)
      try {
        await store.insert(tx, photo)
      } catch (error) {
        const winner = isDuplicate(error) ? await store.findNow(tx, photoId) : null
        if (!winner) throw error
        return answerOf(sameOrConflict(winner, photo.sha256, actor))
      }
      audit('photo.uploaded', photoId, null, { byteSize: photo.byteSize })
      return answerOf(photo)
    },

    /** For whoever sees a story that holds it, told by its feature; only the owner's own photos are shown. */
    async openFor(
      photoId: string,
      size: Size,
      isShownBy: (ownerId: string) => Promise<boolean>,
    ): Promise<FileAnswer> {
      const photo = await store.find(photoId)
      if (!photo || !(await isShownBy(idText(photo.accountId)))) throw new Refusal('notFound')
      const stored = await files.get(keyOf(photo, size))
      if (!stored) throw new Refusal('photoNotArrived')
      return {
        bytes: await readAll(stored.stream, mostStoredBytes),
        contentType: stored.contentType,
      }
    },

    /** For the sender, and for whoever sees a report of the sender that holds it. */
    async open(photoId: string, size: Size, context: CallContext): Promise<FileAnswer> {
      const { actor } = context
      const [photo, holders] = await Promise.all([store.find(photoId), store.holders(photoId)])
      const sight = reportsPolicy.sight(actor)
      const owner = photo ? idText(photo.accountId) : null
      const seen = holders.filter((holder) => reportsPolicy.sees(sight, holder))
      if (!photo) throw new Refusal(seen.length > 0 ? 'photoNotArrived' : 'notFound')
      const holding = seen.filter((holder) => holder.accountId === owner)
      if (owner !== actor.accountId && holding.length === 0) throw new Refusal('notFound')
      const stored = await files.get(keyOf(photo, size))
      if (!stored) throw new Refusal('photoNotArrived')
      const bytes = await readAll(stored.stream, mostStoredBytes)
      const [restricted] = holding.filter((one) => one.restricted)
      if (restricted && owner !== actor.accountId) {
        await noteRestrictedView(restricted.reportId, restricted.gridCode, context)
      }
      return { bytes, contentType: stored.contentType, ...(restricted ? {} : { keepSeconds }) }
    },
  }
}

export type PhotosService = ReturnType<typeof createPhotosService>
