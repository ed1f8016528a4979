import { pay } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { PayService } from './pay.service'

export function payRoutes(service: PayService): Route[] {
  const { objections } = service
  return [
    serve(pay.months, (input, { actor, nowMs }) => service.months(input, actor, nowMs)),
    serve(pay.close, (input, context) => service.close(input, context)),
    serve(pay.monthNeeds, (input, { actor }) => service.monthNeeds(input, actor)),
    serve(pay.waitingCorrections, (input, { actor, nowMs }) =>
      service.waitingCorrections(input, actor, nowMs),
    ),
    serve(pay.progress, (input, { actor }) => service.progress(input, actor)),
    serve(pay.statements, (input, { actor, nowMs }) => service.statements(input, actor, nowMs)),
    serve(pay.statementsTable, (input, { actor, nowMs }) =>
      service.statementsTable(input, actor, nowMs),
    ),
    serve(pay.statementDetail, (input, { actor, nowMs }) => service.statement(input, actor, nowMs)),
    serve(pay.myMonths, (_input, { actor, nowMs }) => service.myMonths(actor, nowMs)),
    serve(pay.whatIf, (input, { actor, nowMs }) => service.whatIf(input, actor, nowMs)),
    serve(pay.raiseObjection, (input, context) => objections.raise(input, context)),
    serve(pay.answerObjection, (input, context) => objections.answer(input, context)),
    serve(pay.objections, (input, { actor }) => objections.list(input, actor)),
    serve(pay.freeze, async (input, context) => {
      await service.freeze(input, context)
      return { done: true as const }
    }),
  ]
}
