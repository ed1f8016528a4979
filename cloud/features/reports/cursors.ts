import { id } from '../../contract/primitives'
import { Refusal } from '../../http/refusal'
import { idText } from '../../platform/ids'
import type { QueueCursor, ReportRecord } from './reports.store'

type Cursor = Omit<QueueCursor, 'urgent'>

const foul = () => new Refusal('badInput', { message: '翻页标记不对，请从头查看' })

/** '<receivedAtMs>.<id>' of the last report of a page. */
export function writeCursor(report: ReportRecord | undefined): string | null {
  return report ? `${report.receivedAt.getTime()}.${idText(report.id)}` : null
}

export function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null
  const [, digits, reportId] = /^(\d{1,15})\.(.{36})$/.exec(text) ?? []
  const read = id.safeParse(reportId)
  if (digits === undefined || !read.success) throw foul()
  return { receivedAtMs: Number(digits), id: read.data }
}

export function writeQueueCursor(report: ReportRecord | undefined): string | null {
  return report ? `${report.urgent ? 'u' : 'n'}.${writeCursor(report)}` : null
}

export function readQueueCursor(text: string | undefined): QueueCursor | null {
  if (text === undefined) return null
  const [kind, cursor] = [text.slice(0, 2), readCursor(text.slice(2))]
  if ((kind !== 'u.' && kind !== 'n.') || !cursor) throw foul()
  return { urgent: kind === 'u.', ...cursor }
}
