const hundredthsOfPoint = 100

/** Hundredths as points, e.g. 9750 → '97.5'. */
export function pointsText(hundredths: number): string {
  return String(hundredths / hundredthsOfPoint)
}

/** '97.5' → 9750; null: no such number of points, or above the most. */
export function hundredthsOf(text: string, mostPoints: number): number | null {
  const found = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!found) return null
  const hundredths = Number(found[1]) * hundredthsOfPoint + Number((found[2] ?? '').padEnd(2, '0'))
  return hundredths <= mostPoints * hundredthsOfPoint ? hundredths : null
}
