import { checkIns } from '../../contract'
import { type Route, serve, serveOwn } from '../../http/serve'
import type { CheckInsService } from './check-ins.service'

export function checkInsRoutes(service: CheckInsService): Route[] {
  return [
    serveOwn(checkIns.take, service.take, {
      repeat: service.repeatOfTake,
      checksCaller: true,
    }),
    serve(checkIns.monthCalendar, (input, context) => service.monthCalendar(input, context)),
    serve(checkIns.requestCorrection, async (input, context) => {
      const { correction, gridCode } = await service.requestCorrection(input, context)
      context.audit('correction.requested', correction.id, gridCode, { day: correction.day })
      return { correction }
    }),
    serve(checkIns.decideCorrection, async (input, context) => {
      const { id, gridCode, accountId, day } = await service.decideCorrection(input, context)
      context.audit('correction.decided', id, gridCode, {
        accountId,
        day,
        decision: input.decision,
      })
      return { done: true as const }
    }),
    serve(checkIns.corrections, (input, { actor }) => service.corrections(input, actor)),
  ]
}
