/** Days as 'YYYY-MM-DD', which compare as strings. */
export function addDays(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date + count)).toISOString().slice(0, 10)
}

export function addYears(day: string, count: number): string {
  return `${Number(day.slice(0, 4)) + count}${day.slice(4)}`
}
