import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { GeoReportFault } from './georeport-fault'
import { xmlOf } from './georeport-xml'
import { maskPersonal } from '../../platform/mask-personal'
import { readRequestsQuery } from './read-query'
import { readRequest } from './read-request'

const nowMs = Date.parse('2026-06-15T02:00:00Z')
const query = (text: string) => readRequestsQuery(new Map(new URLSearchParams(text)), nowMs)
const day = 86_400_000

describe('the dates of a query', () => {
  it('are the last 90 days, or 90 days from a start or before an end', () => {
    expect(query('')).toMatchObject({ fromMs: nowMs - 90 * day, toMs: nowMs + 1 })
    const start = query('start_date=2026-01-01T00:00:00Z')
    expect(start.toMs - start.fromMs).toBe(90 * day + 1)
    const end = query('end_date=2025-12-31T00:00:00Z')
    expect(end.toMs).toBe(Date.parse('2025-12-31T00:00:00Z') + 1)
    expect(query('start_date=2026-06-01').fromMs).toBe(Date.parse('2026-06-01T00:00:00+08:00'))
  })

  it('take a plus sign that arrives as a space, and refuse what is no date', () => {
    const spaced = new Map([['start_date', '2026-06-01T08:00:00 08:00']])
    expect(readRequestsQuery(spaced, nowMs).fromMs).toBe(Date.parse('2026-06-01T00:00:00Z'))
    for (const bad of ['2026-06-01T08:00:00', '2026-13-01T00:00:00Z', '1', '2026-6-1'])
      expect(() => query(`start_date=${bad}`), bad).toThrow(GeoReportFault)
  })
})

describe('a request', () => {
  const base = { service_code: 'order', lat: '36.4', long: '110.7', description: '占道' }
  const read = (changed: Record<string, string>) =>
    readRequest(new Map(Object.entries({ ...base, ...changed })))

  it('reads a name as it is written here and there', () => {
    expect(read({ first_name: '三', last_name: '张' }).contact.name).toBe('张三')
    expect(read({ first_name: 'Jane', last_name: 'Doe' }).contact.name).toBe('Doe Jane')
    expect(read({}).contact.name).toBeNull()
  })

  it('takes an empty argument as none', () => {
    expect(
      read({ media_url: ' ', phone: '', 'attribute[level]': '', 'attribute[x]': '' }),
    ).toMatchObject({
      mediaUrl: null,
      level: 'ordinary',
    })
  })

  it('keeps line breaks and refuses control characters', () => {
    expect(read({ description: '一\r\n二' }).description).toBe('一\n二')
    expect(() => read({ description: '一\u0000二' })).toThrow(GeoReportFault)
  })
})

describe('blanking', () => {
  it.each([
    ['电话13812345678找我', '电话***找我'],
    ['+86 138 1234 5678', '***'],
    ['身份证 14103019800101123x。', '身份证 ***。'],
    ['座机0357-7722110', '座机***'],
    ['写信 a.b@c.example.cn', '写信 ***'],
    ['5 号楼 2 单元 301，2026-06-15 起', '5 号楼 2 单元 301，2026-06-15 起'],
  ])('%s', (given, shown) => {
    expect(maskPersonal(given)).toBe(shown)
  })
})

describe('XML', () => {
  it('holds any text and stays well formed', () => {
    const words = `<![CDATA[ & ]]> "quoted" 'single' \u0000\u0008\ud800 \ufffe 好\u{1f600} -->`
    const document = xmlOf({ errors: { error: [{ code: 400, description: words }] } })
    expect(XMLValidator.validate(document)).toBe(true)
    const parsed = new XMLParser({ trimValues: false, parseTagValue: false }).parse(document) as {
      errors: { error: { description: string } }
    }
    expect(parsed.errors.error.description).toBe(
      `<![CDATA[ & ]]> "quoted" 'single' \ufffd\ufffd\ufffd \ufffd 好\u{1f600} -->`,
    )
  })
})
