/** So wide as a mark has room for: 999, 1.2千, 35千. */
export function shortCount(count: number): string {
  if (count < 1_000) return String(count)
  const thousands = count / 1_000
  return `${thousands < 9.95 ? thousands.toFixed(1) : Math.round(thousands)}千`
}
