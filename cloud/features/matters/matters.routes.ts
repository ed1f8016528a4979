import * as clocks from '../../contract/clocks'
import * as contract from '../../contract/matters'
import { type Route, serve, serveOwn, serveUpload } from '../../http/serve'
import type { PhotosService } from '../reports/photos.service'
import type { ManageClocks } from './manage-clocks'
import type { MattersService } from './matters.service'

export function mattersRoutes(
  matters: MattersService,
  photos: Pick<PhotosService, 'prepare' | 'record'>,
  manageClocks: ManageClocks,
): Route[] {
  return [
    serveOwn(contract.raise, (input, context) => matters.raiseByStaff(input, context)),
    serveOwn(contract.makeMove, (input, context) => matters.moveByStaff(input, context)),
    serve(contract.queue, (input, context) => matters.queue(input, context)),
    serve(contract.search, (input, context) => matters.search(input, context)),
    serve(contract.mine, (input, context) => matters.mine(input, context)),
    serve(contract.detail, ({ matterId }, context) => matters.detail(matterId, context)),
    serveUpload(
      contract.uploadPhoto,
      ({ photoId }, context) => photos.prepare(photoId, context.file, context),
      (_input, context) => photos.record(context.prepared, context),
    ),
    serve(contract.photo, ({ photoId, size }, context) =>
      matters.photo(photoId, size ?? 'full', context),
    ),
    serve(clocks.list, manageClocks.list),
    serve(clocks.set, manageClocks.set),
  ]
}
