import { renderQrSvg } from './qr-code'

export interface GridCard {
  gridName: string
  townshipName: string
  workerName: string
  workPhone: string
  /** Where the code leads. */
  url: string
}

export interface CardSheetOptions {
  title?: string
  /** A line under each code. */
  invitation?: string
}

const cardsPerPage = 10

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Two columns of five cards of 90 × 54 mm on A4, with hair lines to cut along. */
const style = `
@page { size: A4 portrait; margin: 13.5mm 15mm }
* { box-sizing: border-box }
body { margin: 0; color: #1a1a1a; font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif }
.page { display: grid; grid-template-columns: 90mm 90mm; grid-auto-rows: 54mm; width: 180mm; margin: 0 auto; break-after: page }
.page:last-child { break-after: auto }
.card { display: flex; gap: 3mm; padding: 4mm; border: .2mm dashed #999; overflow: hidden; break-inside: avoid }
.code { flex: none; width: 36mm; text-align: center; font-size: 8pt }
.code svg { display: block; width: 36mm; height: 36mm }
.words { flex: 1; min-width: 0; overflow-wrap: anywhere; font-size: 10pt; line-height: 1.35 }
.grid { margin: 0 0 1mm; font-size: 12pt; font-weight: 700; text-wrap: balance; display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden }
.township { margin: 0 0 2mm; color: #555 }
.worker { margin: 0; font-weight: 700 }
.phone { margin: 0; font-size: 12pt; font-variant-numeric: tabular-nums }
@media screen { body { background: #eee; padding: 8mm 0 } .page { background: #fff; margin-bottom: 8mm } }
`

function cardHtml(card: GridCard, invitation: string): string {
  return (
    `<section class="card"><div class="code">${renderQrSvg(card.url)}${escapeHtml(invitation)}</div>` +
    `<div class="words"><p class="grid">${escapeHtml(card.gridName)}</p>` +
    `<p class="township">${escapeHtml(card.townshipName)}</p>` +
    `<p class="worker">网格员　${escapeHtml(card.workerName)}</p>` +
    `<p class="phone">${escapeHtml(card.workPhone)}</p></div></section>`
  )
}

/** A page to print: ten cards to a sheet of A4. It loads nothing and runs nothing. */
export function renderCardSheet(
  cards: readonly GridCard[],
  options: CardSheetOptions = {},
): string {
  const invitation = options.invitation ?? '扫一扫找网格员'
  const pages: string[] = []
  for (let first = 0; first < cards.length; first += cardsPerPage) {
    const page = cards.slice(first, first + cardsPerPage)
    pages.push(
      `<main class="page">${page.map((card) => cardHtml(card, invitation)).join('')}</main>`,
    )
  }
  const body = pages.length > 0 ? pages.join('\n') : '<p>没有可以打印的名片。</p>'
  return (
    '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<title>${escapeHtml(options.title ?? '网格名片')}</title><style>${style}</style></head>\n` +
    `<body>${body}</body></html>\n`
  )
}
