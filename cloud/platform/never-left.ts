const unreached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * Whether a failed fetch certainly never reached the other side: only then may something that must
 * not happen twice be tried again.
 */
export function neverLeft(failure: unknown): boolean {
  const { code, cause } = (failure ?? {}) as { code?: unknown; cause?: { code?: unknown } }
  return unreached.has(String(cause?.code ?? code ?? ''))
}
