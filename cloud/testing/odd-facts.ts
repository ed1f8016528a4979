import type { Evaluated, Regulation } from '../rules/regulation'

type Path = (string | number)[]

/** Values that no schema expects in its place, and the ends of what it may admit. */
const odd: unknown[] = [
  ...[null, true, -1, 0, 1, 0.5, 1e15, Number.MAX_SAFE_INTEGER, 100_000_000, 100_000_000_000],
  ...['', 'x', '2099-12-31', '1900-01-01', '2021-06-14T00:00', '99999999.99', [], {}],
]
const oddNumbers = [0, 1, 99, 10_000, Number.MAX_SAFE_INTEGER]

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  const inside = Object.entries(value).flatMap(([key, one]) =>
    pathsOf(one, [...at, Array.isArray(value) ? Number(key) : key]),
  )
  return [at, ...inside]
}

function put(value: unknown, [first, ...rest]: Path, to: unknown): unknown {
  if (first === undefined) return to
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (index === first ? put(one, rest, to) : one))
  const fields = value as Record<string, unknown>
  return { ...fields, [first]: put(fields[first], rest, to) }
}

/** What comes of facts that are changed in every place to every odd value, and of odd parameters. */
export function* oddly(
  pack: Regulation,
  facts: Record<string, unknown>,
): Generator<{ facts: unknown; evaluate(): Evaluated }> {
  const changed = (value: unknown) => ({ facts: value, evaluate: () => pack.evaluate(value) })
  for (const path of pathsOf(facts)) for (const value of odd) yield changed(put(facts, path, value))
  const own = typeof facts.readings === 'object' ? facts.readings : {}
  for (const { name, unit } of pack.book('2026-11-30').histories) {
    if (unit === 'none') continue
    for (const value of oddNumbers) yield changed({ ...facts, readings: { ...own, [name]: value } })
  }
}

/** Numbers anywhere in a result that are no numbers, or too large to be exact. */
export function inexactNumbers(value: unknown): number[] {
  if (typeof value === 'number')
    return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? [] : [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(inexactNumbers)
}
