import { surveys } from '../../contract'
import { type Route, serve, serveOwn } from '../../http/serve'
import type { SurveysService } from './surveys.service'

export function surveysRoutes(service: SurveysService): Route[] {
  return [
    serve(surveys.questions, ({ gridCode }, { nowMs }) => service.questions(gridCode, nowMs)),
    serveOwn(surveys.answer, service.answer),
    serve(surveys.rates, service.rates),
    serve(surveys.qr, ({ code }, { actor }) => service.qr(code, actor)),
  ]
}
