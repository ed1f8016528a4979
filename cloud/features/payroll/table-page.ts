import { escapeHtml } from '../../platform/qr'
import { formatYuan } from '../../rules'
import type { PrintedPayTable, PrintedWorker } from './printed-table'

/** A4 across; the head comes again on each sheet, and a worker is not cut in two. */
const style = `
@page { size: A4 landscape; margin: 12mm 10mm 14mm }
* { box-sizing: border-box }
body { margin: 0; color: #111; font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; font-size: 9.5pt; line-height: 1.35 }
h1 { margin: 0; text-align: center; font-size: 16pt; letter-spacing: .08em }
.subtitle { margin: 1mm 0 3mm; text-align: center; font-size: 11pt }
table { width: 100%; border-collapse: collapse }
thead { display: table-header-group }
tbody { break-inside: avoid }
th, td { border: .25mm solid #333; padding: 1.1mm 1.3mm; vertical-align: middle }
th { background: #eef2f2; font-weight: 700; text-align: center }
.amount { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.centre { text-align: center; white-space: nowrap }
.sign { width: 24mm }
.total td { font-weight: 700 }
.words { margin: 3mm 0 0; font-size: 11pt; font-weight: 700 }
.notes { margin: 2mm 0 0; padding: 0; list-style: none }
.hands { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8mm; margin: 6mm 0 0; break-inside: avoid }
.hand { min-height: 26mm; border: .25mm solid #333; padding: 2mm 3mm }
.hand p { margin: 0 0 2mm }
.seal { color: #666 }
@media screen { body { max-width: 297mm; margin: 6mm auto; padding: 0 8mm; background: #fff } html { background: #e6e6e6 } }
`

const cell = (name: string, text: string, span = 1) =>
  `<td class="${name}"${span > 1 ? ` rowspan="${span}"` : ''}>${escapeHtml(text)}</td>`
const amount = (fen: number, span = 1) => cell('amount', fen === 0 ? '' : formatYuan(fen), span)

function workerBody(worker: PrintedWorker, index: number): string {
  const span = worker.months.length
  const rows = worker.months.map((month, at) => {
    const own =
      at === 0
        ? [
            cell('centre', String(index + 1), span),
            cell('centre', worker.name, span),
            cell('centre', worker.idNumberMasked, span),
            cell('', `${worker.gridName} ${worker.kind}`, span),
          ]
        : []
    const end =
      at === 0 ? [cell('amount', formatYuan(worker.totalFen), span), cell('sign', '', span)] : []
    const amounts = month.amounts.map((fen) => amount(fen))
    const total = cell('amount', formatYuan(month.totalFen))
    return `<tr>${[...own, cell('centre', month.label), ...amounts, total, ...end].join('')}</tr>`
  })
  return `<tbody>${rows.join('')}</tbody>`
}

function totalBody(table: PrintedPayTable): string {
  const amounts = table.columnTotals.map((fen) => amount(fen)).join('')
  const total = cell('amount', formatYuan(table.totalFen))
  return `<tbody class="total"><tr><td colspan="5" class="centre">合计</td>${amounts}${total}${total}<td></td></tr></tbody>`
}

function handHtml({ label, name, on }: PrintedPayTable['hands'][number], seal: boolean): string {
  const lines = [`${label}`, `签字：${name ? `　（系统登记：${name}）` : ''}`, `日期：${on}`]
  const place = seal ? '<p class="seal">（盖章）</p>' : ''
  return `<div class="hand">${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}${place}</div>`
}

/** A page to print: it loads nothing and runs nothing; the browser's print makes the PDF. */
export function tablePage(table: PrintedPayTable): string {
  const titles = [
    '序号',
    '姓名',
    '身份证号',
    '网格和类别',
    '月份',
    ...table.columns,
    '当月合计',
    '本期合计',
    '领款人签字',
  ]
  const head = `<thead><tr>${titles.map((title) => `<th>${escapeHtml(title)}</th>`).join('')}</tr></thead>`
  const notes = [...table.notes, table.basis, table.version]
    .map((note) => `<li>${escapeHtml(note)}</li>`)
    .join('')
  return (
    '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<title>${escapeHtml(`${table.title} ${table.subtitle}`)}</title><style>${style}</style></head>\n<body>` +
    `<h1>${escapeHtml(table.title)}</h1><p class="subtitle">${escapeHtml(table.subtitle)}　单位：元</p>` +
    `<table>${head}${table.workers.map(workerBody).join('')}${totalBody(table)}</table>` +
    `<p class="words">${escapeHtml(table.totalText)}</p><ul class="notes">${notes}</ul>` +
    `<div class="hands">${table.hands.map((hand, index) => handHtml(hand, index === 1)).join('')}</div>` +
    '</body></html>\n'
  )
}
