import { createHash } from 'node:crypto'
import { actorWithoutPosts } from '../../http/actor'
import type { CallContext } from '../../http/serve'
import { idText } from '../../platform/ids'
import { isPlatformError } from '../../platform/platform-error'
import type { PhotosService } from '../reports/photos.service'
import { GeoReportFault } from './georeport-fault'
import type { Open311Store } from './open311.store'

export interface KeepPhotosParts {
  store: Pick<Open311Store, 'audited'>
  photos: Pick<PhotosService, 'prepare' | 'record'>
}

export interface Sent {
  matterId: string
  /** Whose photos they are: a key is nobody's account. */
  apiKeyId: string
  files: readonly Buffer[]
}

/** What is wrong with a photo itself; anything else passes, and is the service's. */
const faultsOfPhoto: readonly string[] = [
  'photoTooLarge',
  'photoTooManyPixels',
  'photoUnreadable',
  'photoTypeNotAllowed',
]

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** The same photo of the same matter has the same id, however often it is sent. */
function photoIdOf(matterId: string, bytes: Buffer): string {
  const id = createHash('sha256')
    .update(`open311-photo ${matterId} ${sha256Of(bytes)}`)
    .digest()
  id[6] = ((id[6] ?? 0) & 0x0f) | 0x80
  id[8] = ((id[8] ?? 0) & 0x3f) | 0x80
  return idText(id.subarray(0, 16))
}

/** Photos of a multipart form, kept as everybody's are; gives their ids in order. */
export function createKeepPhotos({ store, photos }: KeepPhotosParts) {
  async function keep(photoId: string, bytes: Buffer, context: CallContext): Promise<void> {
    const file = { bytes, name: 'photo' }
    const prepared = await photos.prepare(photoId, file, context)
    const call = { commandId: photoId, nowMs: context.nowMs }
    await store.audited(call, async (tx, audit) => {
      const afterCommit = () => undefined
      await photos.record(prepared, { ...context, ...call, file, tx, audit, afterCommit })
    })
  }

  return async function keepPhotos(
    { matterId, apiKeyId, files }: Sent,
    nowMs: number,
  ): Promise<string[]> {
    const context = {
      actor: actorWithoutPosts(apiKeyId),
      nowMs,
      requestId: matterId,
      remoteAddress: '',
    }
    const photoIds: string[] = []
    for (const [index, bytes] of files.entries()) {
      const photoId = photoIdOf(matterId, bytes)
      if (photoIds.includes(photoId)) continue
      try {
        await keep(photoId, bytes, context)
      } catch (error) {
        if (!isPlatformError(error) || !faultsOfPhoto.includes(error.code)) throw error
        throw new GeoReportFault(400, `第 ${index + 1} 个附件：${error.message}`)
      }
      photoIds.push(photoId)
    }
    return photoIds
  }
}
