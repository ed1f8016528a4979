import { personalFiles } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { PersonalFilesService } from './personal-files.service'

export function personalFilesRoutes(service: PersonalFilesService): Route[] {
  return [
    serve(personalFiles.mine, (_input, { actor }) => service.mine(actor)),
    serve(personalFiles.revealMine, (input, context) => service.revealMine(input, context)),
    serve(personalFiles.askCorrection, (input, context) => service.askCorrection(input, context)),
    serve(personalFiles.corrections, (input, context) => service.corrections(input, context)),
    serve(personalFiles.answerCorrection, (input, context) =>
      service.answerCorrection(input, context),
    ),
  ]
}
