import type { TableProblem } from './read-table'

/** What a table comes to: rows that may be written, or what is wrong with it line by line. */
export interface ReadImport<Row> {
  rowCount: number
  rows: Row[]
  problems: TableProblem[]
}
