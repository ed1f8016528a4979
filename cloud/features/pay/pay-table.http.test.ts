import { afterAll, beforeAll, expect, it } from 'vitest'
import { pay } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { readSheet } from '../../platform/spreadsheets'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { createMonthMaker } from '../../testing/test-month'
import { startTestService, type TestService } from '../../testing/test-service'
import { closedMonth } from '../../testing/test-closing'

let service: TestService
let office: TestPerson
let fill: ReturnType<typeof createMonthMaker>
const { township } = testAreas

beforeAll(async () => {
  service = await startTestService()
  service.clock.set(Date.parse('2026-01-04T10:00:00+08:00'))
  fill = createMonthMaker(service.parts.database, testAreas.grid)
  office = await service.person('townshipOffice', township)
})
afterAll(() => service.close())

const close = (month: string) =>
  closedMonth(service, { month, townshipCode: township, token: office.token })

async function tableText(month: string): Promise<string[]> {
  const answer = await service.call(
    pay.statementsTable,
    { townshipCode: township, month },
    { token: office.token },
  )
  expect(answer.status).toBe(200)
  const rows = await readSheet(answer.data as unknown as Buffer)
  return rows.map((row) => row.cells.map((cell) => cell.text).join('|'))
}

it('is signed for a whole township, in figures and in words (G-DN-097, G-DN-098)', async () => {
  const kinds = { rural: 10, communityPartTime: 4, communityFullTime: 2 } as const
  for (const [kind, count] of Object.entries(kinds) as [keyof typeof kinds, number][]) {
    for (let index = 0; index < count; index += 1) {
      const person = await service.person('worker', testAreas.grid, {
        workerKind: kind,
        endsOn: '2025-10-31',
      })
      await fill(person, '2025-10', { days: 20, valid: 20 })
    }
  }
  await close('2025-10')
  const { data } = await service.call(
    pay.statements,
    { townshipCode: township, month: '2025-10' },
    { token: office.token },
  )
  expect([data.totalFen, data.totalInWords]).toEqual([1_226_200, '壹万贰仟贰佰陆拾贰元整'])
  expect((await tableText('2025-10')).join('\n')).toContain(
    '合计 12262.00 元，大写：壹万贰仟贰佰陆拾贰元整',
  )
  const exported = { event: 'table.exported', areaCode: township }
  expect(await service.parts.database.prisma.auditEntry.count({ where: exported })).toBe(1)
})

it('pays the year’s saved reward with December, to who left as well', async () => {
  const stays = await service.person('worker', testAreas.grid, { name: '甲留' })
  const leaver = await service.person('worker', testAreas.grid, {
    name: '乙走',
    endsOn: '2025-11-30',
  })
  await fill(stays, '2025-11', { days: 20, valid: 22 })
  await fill(leaver, '2025-11', { days: 20, valid: 31 })
  await fill(stays, '2025-12', { days: 20, valid: 21 })
  await close('2025-11')
  expect((await tableText('2025-11')).join('\n')).not.toContain('年底超额奖励')
  await close('2025-12')
  await service.parts.database.prisma.adjustment.create({
    data: {
      id: idBytes(newId()),
      accountId: idBytes(leaver.accountId),
      correctedMonth: '2025-11',
      month: '2025-12',
      payDeltaFen: -1_500,
      accrualDeltaFen: -1_000,
      cause: 'reportJudged',
      reason: '复核无效',
      article: 'DN-8.2a',
      detail: {},
      recordedBy: idBytes(office.accountId),
      recordedAt: new Date(service.clock.nowMs()),
    },
  })
  const lines = await tableText('2025-12')
  const lineOf = (name: string) => lines.find((line) => line.startsWith(name))
  expect(lineOf('姓名')).toMatch(/本月应发\|年底超额奖励\|本次发放$/)
  expect(lineOf('甲留')).toMatch(/\|500\|15\|515$/)
  expect(lineOf('乙走（已离岗）')).toMatch(/\|40\|40$/)
  expect(lines.join('\n')).toContain('合计 555.00 元，大写：伍佰伍拾伍元整')
  expect(lines.join('\n')).toContain('乙走已离岗，2025-11 的更正 -15.00 元待平安办处理')
})
