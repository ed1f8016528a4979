import { discipline } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { DisciplineService } from './discipline.service'

export function disciplineRoutes(service: DisciplineService): Route[] {
  return [
    serve(discipline.cases, (input, { actor, nowMs }) => service.cases(input, actor, nowMs)),
    serve(discipline.detail, (input, { actor, nowMs }) => service.detail(input, actor, nowMs)),
    serve(discipline.open, (input, context) => service.open(input, context)),
    serve(discipline.move, (input, context) => service.move(input, context)),
    serve(discipline.mine, (_input, { actor, nowMs }) => service.mine(actor, nowMs)),
    serve(discipline.answer, (input, context) => service.answer(input, context)),
  ]
}
