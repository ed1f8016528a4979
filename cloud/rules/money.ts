/** Money is integer fen. One yuan has 100. */
const fenPerYuan = 100
const mostFen = Number.MAX_SAFE_INTEGER

/** '24.50', '24.5' or '24' as fen, exactly; null when it is no amount of money. */
export function parseYuan(text: string): number | null {
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text)
  if (!match) return null
  const [, sign = '', yuan = '0', decimals = ''] = match
  const fen = Number(yuan) * fenPerYuan + Number(decimals.padEnd(2, '0') || '0')
  if (!Number.isSafeInteger(fen)) return null
  return sign === '-' && fen !== 0 ? -fen : fen
}

/** Fen as a plain amount in yuan: 14250 → '142.50'. */
export function formatYuan(fen: number): string {
  const size = fen < 0 ? -fen : fen
  const rest = size % fenPerYuan
  const yuan = (size - rest) / fenPerYuan
  return `${fen < 0 ? '-' : ''}${yuan}.${rest < 10 ? '0' : ''}${rest}`
}

/** Fen as a person reads it: 14250 → '142.50 元'. */
export function yuanText(fen: number): string {
  return `${formatYuan(fen)} 元`
}

/**
 * amount × numerator ÷ denominator, rounded half up (away from zero below it) to a whole fen.
 * Exact: falls back to big integers where the product leaves the safe range.
 */
export function multiplyRatio(amount: number, numerator: number, denominator: number): number {
  if (denominator <= 0) throw new RangeError('The denominator of a ratio must be positive')
  const product = amount * numerator
  if (product > mostFen || product < -mostFen) return bigRatio(amount, numerator, denominator)
  const size = product < 0 ? -product : product
  const rest = size % denominator
  const whole = (size - rest) / denominator
  const rounded = rest * 2 >= denominator ? whole + 1 : whole
  return product < 0 && rounded !== 0 ? -rounded : rounded
}

function bigRatio(amount: number, numerator: number, denominator: number): number {
  const product = BigInt(amount) * BigInt(numerator)
  const size = product < 0n ? -product : product
  const bottom = BigInt(denominator)
  const rounded = size / bottom + ((size % bottom) * 2n >= bottom ? 1n : 0n)
  return Number(product < 0n ? -rounded : rounded)
}
