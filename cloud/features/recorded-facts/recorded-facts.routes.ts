import { recordedFacts } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { RecordedFactsService } from './recorded-facts.service'

export function recordedFactsRoutes(service: RecordedFactsService): Route[] {
  return [
    serve(recordedFacts.sheet, (input, { actor }) => service.sheet(input, actor)),
    serve(recordedFacts.record, (input, context) => service.record(input, context)),
    serve(recordedFacts.importTable, (input, context) => service.importTable(input, context)),
    serve(recordedFacts.template, (input, { actor }) => service.template(input, actor)),
  ]
}
