import { regulations } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { ChangesService } from './changes.service'
import type { RegulationsService } from './regulations.service'
import type { SimulationsService } from './simulations.service'

export function regulationsRoutes(
  service: RegulationsService,
  changes: ChangesService,
  simulations: SimulationsService,
): Route[] {
  return [
    serve(regulations.book, (input, { actor, nowMs }) => service.book(input, actor, nowMs)),
    serve(regulations.bindings, (_input, { actor, nowMs }) => service.bindings(actor, nowMs)),
    serve(regulations.changes, (_input, { actor }) => changes.list(actor)),
    serve(regulations.changeDetail, (input, { actor }) => simulations.change(input, actor)),
    serve(regulations.draftChange, (input, context) => changes.draft(input, context)),
    serve(regulations.editChange, (input, context) => changes.edit(input, context)),
    serve(regulations.dropChange, (input, context) => changes.drop(input, context)),
    serve(regulations.submitChange, (input, context) => changes.submit(input, context)),
    serve(regulations.decideChange, (input, context) => changes.decide(input, context)),
    serve(regulations.simulateChange, (input, context) =>
      simulations.simulateChange(input, context),
    ),
    serve(regulations.simulateReadings, (_input, context) => simulations.simulateReadings(context)),
    serve(regulations.cancelSimulation, (input, context) => simulations.cancel(input, context)),
    serve(regulations.readingCosts, (_input, { actor }) => simulations.readingCosts(actor)),
    serve(regulations.simulation, (input, { actor }) => simulations.simulation(input, actor)),
    serve(regulations.simulationWorkers, (input, { actor }) => simulations.workers(input, actor)),
    serve(regulations.simulationWorker, (input, { actor }) => simulations.worker(input, actor)),
  ]
}
