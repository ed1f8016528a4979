import type { MattersService, RaiserView } from '../matters/matters.service'
import type { PhotosService } from '../reports/photos.service'

/** What residents' pages need of matters and photos; both are handed over in context.ts. */
export type MattersOfResidents = Pick<
  MattersService,
  'raise' | 'residentMove' | 'raiserView' | 'followToken' | 'matterOfToken'
>
export type PhotosOfResidents = Pick<PhotosService, 'prepare' | 'record' | 'openFor'>
export type { RaiserView }
