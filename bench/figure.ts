/** One measured figure. A goal is a ratio within the run or a bound; machines are shared and noisy. */
export interface Figure {
  /** Dotted and stable, e.g. 'check-ins.ours.perSecond'. */
  name: string
  value: number
  unit: '%' | 'per second' | 'ms' | 's' | 'MB' | 'MB/s' | 'KB' | 'times' | 'rows' | 'µs CPU'
  goal?: { text: string; met: boolean }
}

export interface BenchContext {
  /** A tiny run that proves that the bench works; its figures mean nothing. */
  smoke: boolean
  /** Interleaved rounds; the median of them counts. */
  rounds: number
  /** A fresh migrated database of this name on the bench's own durable server. */
  freshDatabase(name: string): Promise<string>
  /** Process of the bench's own database server. */
  databasePid: number
  /** One line of what is going on. */
  say(text: string): void
}

export interface Bench {
  name: string
  run(context: BenchContext): Promise<Figure[]>
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** The value below which `share` of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
