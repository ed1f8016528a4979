export { defaultTableLimits, type SheetRow, type TableCell, type TableLimits } from './cells'
export type { ReadImport } from './import'
export {
  readSheet,
  readTable,
  type Table,
  type TableColumn,
  type TableProblem,
  type TableRow,
} from './read-table'
export { type CellFault, cellFaults, type TableErrorCode, tableErrors } from './table-errors'
export {
  type CellValue,
  type ColumnKind,
  type Sheet,
  type SheetColumn,
  writeCsv,
  writeWorkbook,
} from './write-tables'
