import { equipment } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { EquipmentService } from './equipment.service'

export function equipmentRoutes(service: EquipmentService): Route[] {
  return [
    serve(equipment.mine, (_input, { actor }) => service.mine(actor)),
    serve(equipment.confirm, (input, context) => service.confirm(input, context)),
    serve(equipment.list, (input, { actor }) => service.list(input, actor)),
    serve(equipment.issue, (input, context) => service.issue(input, context)),
    serve(equipment.takeBack, (input, context) => service.takeBack(input, context)),
  ]
}
