import { householdFiles } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { HouseholdFilesService } from './household-files.service'

export function householdFilesRoutes(service: HouseholdFilesService): Route[] {
  return [
    serve(householdFiles.list, (input, { actor }) => service.list(input, actor)),
    serve(householdFiles.record, (input, context) => service.record(input, context)),
    serve(householdFiles.decide, (input, context) => service.decide(input, context)),
  ]
}
