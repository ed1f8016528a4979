import type { MattersService, RaiserView } from '../matters/matters.service'
import type { NoticesService } from '../notices/notices.service'
import type { PhotosService } from '../reports/photos.service'

/** What residents' pages need of matters and photos; both are handed over in context.ts. */
export type MattersOfResidents = Pick<
  MattersService,
  'raise' | 'residentMove' | 'raiserView' | 'followToken' | 'matterOfToken'
>
/** An open matter of no restricted circle that is like what is being written. */
export interface OpenAlike
  extends Pick<RaiserView, 'matterId' | 'classCode' | 'gridCode' | 'placeText' | 'state'> {
  receivedAtMs: number
  distanceMeters: number | null
}
export interface AlikeOfResidents {
  /** The likeliest first. */
  openAlike(
    draft: Pick<RaiserView, 'gridCode' | 'classCode' | 'text' | 'position'>,
    nowMs: number,
  ): Promise<OpenAlike[]>
}
export type PhotosOfResidents = Pick<PhotosService, 'prepare' | 'record' | 'openFor'>
/** What a person in WeChat allows to be sent to him. */
export type NoticesOfResidents = Pick<NoticesService, 'recordGrants' | 'heldBy' | 'insert'>
export type { RaiserView }
