/** '142.5' → 14250; null when it is not an amount of at most two decimals. */
export function fenOf(text: string): number | null {
  const found = /^(-?)(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!found) return null
  const fen = Number(found[2]) * 100 + Number((found[3] ?? '').padEnd(2, '0'))
  return found[1] ? -fen : fen
}

/** Shanghai's 09:30 of a day, in milliseconds; null when it is not a time. */
export function instantOf(day: string, time: string): number | null {
  if (!/^([01]?\d|2[0-3]):[0-5]\d$/.test(time.trim())) return null
  const atMs = Date.parse(`${day}T${time.trim().padStart(5, '0')}:00+08:00`)
  return Number.isNaN(atMs) ? null : atMs
}

/** '全部' sorted so that what needs a look stands first, then what changed most. */
export function byAttention<Row>(
  rows: readonly Row[],
  attention: (row: Row) => number,
  change: (row: Row) => number,
): Row[] {
  return [...rows].sort(
    (a, b) => attention(b) - attention(a) || Math.abs(change(b)) - Math.abs(change(a)),
  )
}
