export interface PrintedTable {
  title: string
  note: string
  heads: readonly string[]
  rows: readonly (readonly string[])[]
}

/** A phone inside WeChat does not print. */
export const canPrint = false

export function printTable(_table: PrintedTable) {}
