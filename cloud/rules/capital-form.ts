/** Amounts written out as accountants do: 12262.00 → 壹万贰仟贰佰陆拾贰元整. */
const digits = '零壹贰叁肆伍陆柒捌玖'
const places = ['', '拾', '佰', '仟']
const groups = ['', '万', '亿', '万亿']

/**
 * The capital form of an amount. Zeros inside are named once, trailing ones not; 整 closes an
 * amount without fen; a negative one is led by 负.
 */
export function capitalForm(fen: number): string {
  if (!Number.isSafeInteger(fen))
    throw new RangeError('An amount of money is a whole number of fen')
  const size = Math.abs(fen)
  const yuan = Math.floor(size / 100)
  const jiao = Math.floor((size % 100) / 10)
  const cents = size % 10
  const whole = yuan === 0 ? '' : `${wholeYuan(yuan)}元`
  const sign = fen < 0 ? '负' : ''
  if (jiao === 0 && cents === 0) return `${sign}${whole || '零元'}整`
  const jiaoText = jiao > 0 ? `${digits[jiao]}角` : whole ? '零' : ''
  const centsText = cents > 0 ? `${digits[cents]}分` : '整'
  return `${sign}${whole}${jiaoText}${centsText}`
}

function wholeYuan(yuan: number): string {
  const parts: string[] = []
  let rest = yuan
  for (let group = 0; rest > 0; group++) {
    const four = rest % 10_000
    rest = Math.floor(rest / 10_000)
    if (four > 0) parts.unshift(`${fourDigits(four)}${groups[group]}`)
    const gap = rest > 0 && (four < 1_000 || rest % 10 === 0) && parts.length > 0
    if (gap && !parts[0]?.startsWith('零')) parts.unshift('零')
  }
  return parts.join('').replace(/零+/g, '零')
}

function fourDigits(value: number): string {
  let text = ''
  let zeroPending = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10
    if (digit === 0) {
      zeroPending = text !== ''
      continue
    }
    text += `${zeroPending ? '零' : ''}${digits[digit]}${places[place]}`
    zeroPending = false
  }
  return text
}
