import { reports } from '../../contract'
import { type Route, serve, serveOwn, serveUpload } from '../../http/serve'
import type { ReportsService } from './reports.service'

export function reportsRoutes(service: ReportsService): Route[] {
  const { photos } = service
  return [
    serve(reports.submit, (input, context) => service.submit(input, context)),
    serveUpload(
      reports.uploadPhoto,
      ({ photoId }, context) => photos.prepare(photoId, context.file, context),
      (_input, context) => photos.record(context.prepared, context),
    ),
    serve(reports.photo, ({ photoId, size }, context) =>
      photos.open(photoId, size ?? 'full', context),
    ),
    serve(reports.mine, (input, context) => service.mine(input, context)),
    serve(reports.detail, ({ reportId }, context) => service.detail(reportId, context)),
    // only reads, so it needs no transaction
    serveOwn(reports.similar, (input, context) => service.similar(input, context)),
    serve(reports.queue, (input, context) => service.queue(input, context)),
    serve(reports.judge, (input, context) => service.judge(input, context)),
    serve(reports.judgeMany, ({ reportIds }, context) => service.judgeMany(reportIds, context)),
  ]
}
