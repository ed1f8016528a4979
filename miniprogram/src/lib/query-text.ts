/** `?a=1&b=2` of the fields that are there; lists repeat their name. */
export function queryText(fields: Record<string, unknown>): string {
  const pairs: string[] = []
  for (const name of Object.keys(fields)) {
    const value = fields[name]
    if (value === undefined || value === null) continue
    for (const one of Array.isArray(value) ? value : [value]) {
      pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(String(one))}`)
    }
  }
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}
