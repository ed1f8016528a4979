/**
 * The grid that was scanned, however the page was opened: by its own parameter, by an ordinary link
 * that WeChat hands over as `q`, or by a mini-program code's `scene`.
 */
export function gridCodeOf(parameters: Record<string, string | undefined>): string | null {
  const { code, q, scene } = parameters
  const texts = [code, q, scene].map((text) => {
    try {
      return decodeURIComponent(text ?? '')
    } catch {
      return ''
    }
  })
  for (const text of texts) {
    const found = /(?:^|\/|=)(\d{12}[A-Z]\d{3})(?:$|[/?#&])/.exec(text)
    if (found?.[1]) return found[1]
  }
  return null
}
