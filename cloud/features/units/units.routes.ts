import { routing, units } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { ManageRouting } from './manage-routing'
import type { ManageUnits } from './manage-units'

export function unitsRoutes(manageUnits: ManageUnits, manageRouting: ManageRouting): Route[] {
  return [
    serve(units.list, manageUnits.list),
    serve(units.create, manageUnits.create),
    serve(units.change, manageUnits.change),
    serve(units.retire, manageUnits.retire),
    serve(routing.list, manageRouting.list),
    serve(routing.set, manageRouting.set),
    serve(routing.remove, manageRouting.remove),
    serve(routing.dryRun, manageRouting.dryRun),
  ]
}
