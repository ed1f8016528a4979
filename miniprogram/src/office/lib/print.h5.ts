import type { PrintedTable } from './print'

export type { PrintedTable }

export const canPrint = true

function element(page: Document, name: string, text: string): HTMLElement {
  const made = page.createElement(name)
  made.textContent = text
  return made
}

function rowOf(page: Document, name: string, texts: readonly string[]): HTMLElement {
  const row = page.createElement('tr')
  row.append(...texts.map((text) => element(page, name, text)))
  return row
}

/** Prints a table by itself, without the page around it. */
export function printTable({ title, note, heads, rows }: PrintedTable) {
  const frame = document.createElement('iframe')
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0'
  document.body.append(frame)
  const page = frame.contentDocument
  if (!page) return
  const style = element(
    page,
    'style',
    'body{font:16px sans-serif}table{border-collapse:collapse;width:100%}td,th{border:1px solid #555;padding:8px;text-align:left}',
  )
  const table = page.createElement('table')
  table.append(rowOf(page, 'th', heads), ...rows.map((row) => rowOf(page, 'td', row)))
  page.head.append(style)
  page.body.append(element(page, 'h2', title), element(page, 'p', note), table)
  frame.contentWindow?.addEventListener('afterprint', () => frame.remove())
  frame.contentWindow?.print()
}
