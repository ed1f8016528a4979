const digits = '零一二三四五六七八九'

/** Below ten thousand: 1630 → '一千六百三十', 10 → '十'. */
function belowTenThousand(value: number): string {
  const places = ['', '十', '百', '千']
  const figures = String(value).split('').map(Number)
  let text = ''
  let zeroWaits = false
  figures.forEach((figure, index) => {
    if (figure === 0) {
      zeroWaits = text !== ''
      return
    }
    text += `${zeroWaits ? '零' : ''}${digits[figure]}${places[figures.length - 1 - index]}`
    zeroWaits = false
  })
  return text.replace(/^一十/, '十')
}

/** A number as it is written out in Chinese, 12000 → '一万二千', 24.5 → '二十四点五'. */
export function chineseNumber(value: number): string {
  if (!Number.isInteger(value)) {
    const [whole = '0', decimals = ''] = String(value).split('.')
    return `${chineseNumber(Number(whole))}点${[...decimals].map((one) => digits[Number(one)]).join('')}`
  }
  if (value === 0) return '零'
  const high = Math.floor(value / 10_000)
  const low = value % 10_000
  if (high === 0) return belowTenThousand(low)
  const gap = low !== 0 && low < 1_000 ? '零' : ''
  return `${chineseNumber(high)}万${low === 0 ? '' : gap + belowTenThousand(low).replace(/^十/, '一十')}`
}

/** '二十一' or '21' → 21; null for what is no number below a thousand. */
export function readChineseNumber(text: string): number | null {
  if (/^\d{1,3}$/.test(text)) return Number(text)
  const match =
    /^(?:([一二三四五六七八九])百)?零?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(
      text.replaceAll('〇', '零').replaceAll('两', '二'),
    )
  if (!match || text === '') return null
  const [, hundreds, tens, ten, ones] = match
  const figure = (one: string | undefined) => (one === undefined ? 0 : digits.indexOf(one))
  const value = figure(hundreds) * 100 + (ten ? (tens ? figure(tens) : 1) * 10 : 0) + figure(ones)
  return value === 0 ? null : value
}
