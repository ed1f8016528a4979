import { leave } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { LeaveService } from './leave.service'

export function leaveRoutes(service: LeaveService): Route[] {
  return [
    serve(leave.request, async (input, context) => {
      const { leave: row, record } = await service.request(input, context)
      const { from, to, approver } = record
      context.audit('leave.requested', record.id, record.gridCode, { from, to, approver })
      return { leave: row }
    }),
    serve(leave.withdraw, async (input, context) => {
      const { id, gridCode, state } = await service.withdraw(input, context)
      context.audit('leave.withdrawn', id, gridCode, { before: state })
      return { done: true as const }
    }),
    serve(leave.decide, async (input, context) => {
      const { id, gridCode, accountId } = await service.decide(input, context)
      context.audit('leave.decided', id, gridCode, { accountId, decision: input.decision })
      return { done: true as const }
    }),
    serve(leave.mine, (_input, context) => service.mine(context.actor, context)),
    serve(leave.colleagues, (_input, context) => service.colleagues(context.actor, context)),
    serve(leave.list, (input, context) => service.list(input, context.actor, context)),
  ]
}
