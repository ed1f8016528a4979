import { Refusal } from '../../http/refusal'
import type { FileAnswer } from '../../http/serve'
import { writeCsv, type SheetColumn, writeWorkbook } from '../../platform/spreadsheets'
import { capitalForm, formatYuan } from '../../rules'
import { transferStateLabel } from '../../contract/payroll'
import { encodeGb18030 } from './gb18030'
import type { TransferRow } from './ledger.store'
import { proveFile } from './prove-totals'

export interface PaidPerson {
  name: string
  gridName: string
  bankCardMasked: string | null
}

export interface BankFileContent {
  /** '昕水镇 2026 年第二季度 第 1 批'. */
  title: string
  transfers: readonly TransferRow[]
  personOf(accountId: string): PaidPerson | undefined
}

/** Fixed: banks read by position. */
const bankColumns: SheetColumn[] = [
  { title: '序号', kind: 'number' },
  { title: '户名' },
  { title: '卡号' },
  { title: '金额', kind: 'money' },
  { title: '用途' },
  { title: '业务编号' },
]

/** The bank's file, the only place with full card numbers. */
export async function bankFile(
  { title, transfers, personOf }: BankFileContent,
  cardOf: (accountId: string) => string | undefined,
  encoding: 'gb18030' | 'utf8',
): Promise<FileAnswer> {
  const rows = transfers.map((one, index) => {
    const name = personOf(one.accountId)?.name ?? ''
    const card = cardOf(one.accountId)
    if (!card) throw new Refusal('cardMissing', { name })
    return [index + 1, name, card, one.amountFen, '网格员补助', one.id.replaceAll('-', '')]
  })
  const inUtf8 = writeCsv({ columns: bankColumns, rows })
  const totalFen = transfers.reduce((total, one) => total + one.amountFen, 0)
  await proveFile(inUtf8, '金额', { totalFen, rows: rows.length })
  const fileName = `${title}银行代发.csv`
  if (encoding === 'utf8')
    return { bytes: inUtf8, contentType: 'text/csv; charset=utf-8', fileName }
  const bytes = encodeGb18030(inUtf8.toString('utf8').replace(/^\ufeff/, ''))
  if (!bytes) throw new Refusal('badInput', { message: '有的字不在 GB18030 里，请选 UTF-8' })
  return { bytes, contentType: 'text/csv; charset=gb18030', fileName }
}

const sheetColumns: SheetColumn[] = [
  { title: '序号', kind: 'number' },
  { title: '姓名', width: 14 },
  { title: '网格', width: 24 },
  { title: '银行卡', width: 22 },
  { title: '金额', kind: 'money', width: 14 },
  { title: '其中', width: 40 },
  { title: '到账情况', width: 12 },
  { title: '说明', width: 24 },
]

/** The batch for the office: cards masked, with what became of each transfer. */
export async function batchSheet(content: BankFileContent): Promise<FileAnswer> {
  const { title, transfers, personOf } = content
  const totalFen = transfers.reduce((total, one) => total + one.amountFen, 0)
  const rows = transfers.map((one, index) => {
    const person = personOf(one.accountId)
    return [
      index + 1,
      person?.name ?? '',
      person?.gridName ?? '',
      person?.bankCardMasked ?? '',
      one.amountFen,
      one.parts.map((part) => `${part.month}：${formatYuan(part.amountFen)}`).join('；'),
      transferStateLabel[one.state],
      one.reason,
    ]
  })
  const bytes = await writeWorkbook([
    {
      name: '发放明细',
      heading: `网格员补助发放明细（${title}）`,
      columns: sheetColumns,
      rows,
      notes: [
        `共 ${transfers.length} 人，合计 ${formatYuan(totalFen)} 元，大写：${capitalForm(totalFen)}`,
        '合计已与账目核对一致',
      ],
    },
  ])
  await proveFile(bytes, '金额', { totalFen, rows: rows.length })
  return {
    bytes,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `${title}发放明细.xlsx`,
  }
}
