import { training } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { TrainingService } from './training.service'

export function trainingRoutes(service: TrainingService): Route[] {
  return [
    serve(training.mine, (_input, context) => service.mine(context.actor, context)),
    serve(training.studied, (input, context) => service.studied(input, context)),
    serve(training.list, (input, context) => service.list(input, context.actor, context)),
    serve(training.progress, (input, context) => service.progress(input, context.actor, context)),
    serve(training.publish, (input, context) => service.publish(input, context)),
    serve(training.withdraw, (input, context) => service.withdraw(input, context)),
  ]
}
