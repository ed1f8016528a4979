/** '40 分钟', '5.5 小时', '3 天 4 小时': how long something took; a day has `dayHours` hours. */
export function durationText(minutes: number, dayHours = 24): string {
  if (minutes < 0.5) return '不到 1 分钟'
  if (minutes < 60) return `${Math.round(minutes)} 分钟`
  const hours = minutes / 60
  if (hours < dayHours) return `${Math.round(hours * 10) / 10} 小时`
  const whole = Math.round(hours)
  const days = Math.floor(whole / dayHours)
  const rest = whole % dayHours
  return rest === 0 ? `${days} 天` : `${days} 天 ${rest} 小时`
}
