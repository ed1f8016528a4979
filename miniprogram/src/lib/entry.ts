type Parameters = Record<string, string | undefined>

function decoded(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? '')
  } catch {
    return ''
  }
}

/**
 * What was scanned, however the page was opened: by its own parameter, by an ordinary link that
 * WeChat hands over as `q`, or by a mini-program code's `scene`. A printed code (serial and
 * signature), or a grid's own code.
 */
function scannedOf(parameters: Parameters, own: string, shape: RegExp): string | null {
  for (const text of [parameters[own], parameters.q, parameters.scene].map(decoded)) {
    const found = shape.exec(text)
    if (found?.[1]) return found[1]
  }
  return null
}

/** The grid's own code, or the printed code of one. */
export function gridCodeOf(parameters: Parameters): string | null {
  const shape = /(?:^|\/|=)(\d{12}[A-Z]\d{3}|[0-9a-z]{6}[\w-]{12})(?:$|[/?#&])/
  return scannedOf(parameters, 'code', shape)
}

/** The printed code of a worker's badge. */
export function badgeCodeOf(parameters: Parameters): string | null {
  return scannedOf(parameters, 'b', /(?:^|\/|=)([0-9a-z]{6}[\w-]{12})(?:$|[/?#&])/)
}

/** The token of a link that a receipt gave. */
export const tokenOf = ({ t }: Parameters): string | null => decoded(t) || null
