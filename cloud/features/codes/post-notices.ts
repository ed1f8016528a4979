import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/worker-badges'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext, FileAnswer } from '../../http/serve'
import { shanghaiDay } from '../../platform/clock'
import type { AreasService } from '../areas/areas.service'
import type { PhotosService } from '../reports/photos.service'
import type { StaffService } from '../staff/staff.service'
import { codesPolicy } from './codes.policy'
import type { PortraitsStore } from './portraits.store'

export interface PostNoticesParts {
  portraits: PortraitsStore
  photos: Pick<PhotosService, 'openFor'>
  areas: Pick<AreasService, 'directory'>
  staff: Pick<StaffService, 'names'>
}

/** Where the public notice of who serves a grid hangs, proven by a photo (LJ-4.2a). */
export function createPostNotices({ portraits: store, photos, areas, staff }: PostNoticesParts) {
  async function gridFor(actor: Actor, gridCode: string) {
    const grid = (await areas.directory()).grid(gridCode)
    if (!grid || !codesPolicy.mayHandOut(actor, gridCode)) throw new Refusal('notFound')
    return grid
  }

  return {
    async postNotice(
      input: InputOf<typeof contract.postNotice>,
      { actor, tx, nowMs, commandId, audit }: CommandContext,
    ): Promise<OutputOf<typeof contract.postNotice>> {
      await gridFor(actor, input.gridCode)
      if (input.postedOn > shanghaiDay(nowMs))
        throw new Refusal('badInput', { message: '张贴日期还没有到' })
      const photoIds = [...new Set(input.photoIds)]
      if ((await store.ownPhotos(photoIds, actor.accountId)) < photoIds.length)
        throw new Refusal('photoNotYours')
      const posting = { ...input, photoIds, id: commandId, recordedBy: actor.accountId }
      await store.recordPosting(tx, posting, nowMs)
      audit('notice.posted', commandId, input.gridCode)
      return { done: true }
    },

    async noticePostings(
      { gridCode }: InputOf<typeof contract.noticePostings>,
      actor: Actor,
    ): Promise<OutputOf<typeof contract.noticePostings>> {
      const grid = await gridFor(actor, gridCode)
      const postings = await store.postings(gridCode)
      const names = await staff.names(postings.map((one) => one.recordedBy))
      return {
        gridName: grid.name,
        postings: postings.map((one) => ({
          postingId: one.id,
          place: one.place,
          postedOn: one.postedOn,
          hasPosition: one.hasPosition,
          recordedByName: names.get(one.recordedBy) ?? '',
          recordedAtMs: one.recordedAtMs,
          photoIds: [...one.photoIds],
        })),
      }
    },

    /** For whoever answers for a grid where it hangs; only the recorder's own photos are shown. */
    async noticePhoto(
      { photoId, size = 'full' }: InputOf<typeof contract.noticePhoto>,
      actor: Actor,
    ): Promise<FileAnswer> {
      const seen = (await store.postingsWith(photoId)).filter(({ gridCode }) =>
        codesPolicy.mayHandOut(actor, gridCode),
      )
      return photos.openFor(photoId, size, async (ownerId) =>
        seen.some(({ recordedBy }) => recordedBy === ownerId),
      )
    },
  }
}
