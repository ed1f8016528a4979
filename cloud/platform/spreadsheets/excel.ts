import type ExcelJS from 'exceljs'

/** Loaded with the first table: a service that reads none does not carry it. */
export async function loadExcel(): Promise<typeof ExcelJS> {
  return (await import('exceljs')).default
}
