import { areas } from '../../contract'
import { type Route, serve, serveUpload } from '../../http/serve'
import type { TableImport } from './import-table'

export function importRoutes(imports: TableImport): Route[] {
  return [
    serveUpload(
      areas.importTable,
      (input, context) => imports.prepare(input, context),
      (input, context) => imports.importTable(input, context),
    ),
    serve(areas.importTemplate, (input) => imports.template(input)),
  ]
}
