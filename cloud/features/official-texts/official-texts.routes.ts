import { officialTexts } from '../../contract'
import { type Route, serve, serveUpload } from '../../http/serve'
import type { OfficialTextsService } from './official-texts.service'

export function officialTextsRoutes(service: OfficialTextsService): Route[] {
  return [
    serve(officialTexts.versions, (input, context) => service.versions(input, context)),
    serve(officialTexts.detail, (input, context) => service.detail(input, context)),
    serveUpload(
      officialTexts.uploadText,
      (input, context) => service.prepare(input, context),
      (input, context) => service.upload(input, context),
    ),
    serve(officialTexts.confirm, (input, context) => service.confirm(input, context)),
    serve(officialTexts.discard, (input, context) => service.discard(input, context)),
    serve(officialTexts.words, (input, context) => service.words(input, context)),
    serve(officialTexts.original, (input, context) => service.original(input, context)),
    serve(officialTexts.lawBook, (input, context) => service.lawBook(input, context)),
  ]
}
