import { readFileSync } from 'node:fs'
import { assessment, householdFiles, scores } from '../contract'
import type { InputOf } from '../contract/define'
import { parseYuan } from '../rules'
import { type FactCase, readFactCases } from '../rules/fact-case-file'
import { type TestPerson, testAreas } from './test-county'
import { ok } from './test-payroll'
import { publishedChange } from './test-regulations'
import type { TestService } from './test-service'

const township = testAreas.township
const hundredth = 100

/** The case of a pack's case file, which says what such a month comes to. */
export function packCase(pack: string, file: string, id: string, variant?: string): FactCase {
  const at = new URL(`../regulations/${pack}/cases/${file}`, import.meta.url)
  const found = readFactCases(file, readFileSync(at, 'utf8')).find(
    (one) => one.id === id && one.variant === variant,
  )
  if (!found) throw new Error(`${file} lacks ${id} ${variant ?? ''}`)
  return found
}

/** What the case says is paid, fen. */
export const payFenOf = ({ expect }: FactCase): number =>
  parseYuan(String(expect.pay)) ?? Number.NaN

export interface Publishers {
  author: TestPerson
  publisher: TestPerson
}

/** Binds the test township by two people to another regulation from a month on. */
export async function boundTo(
  service: TestService,
  people: Publishers,
  { regulation, firstMonth }: { regulation: string; firstMonth: string },
): Promise<void> {
  const content = { kind: 'binding' as const, areaCode: township, title: null }
  const why = { reason: '改用新办法', documentNumber: '试政发〔2026〕2 号' }
  await publishedChange(service, people, { regulation, firstMonth, content, ...why })
}

/** Sets values that the text leaves open, as two people publish them. */
export async function countySets(
  service: TestService,
  people: Publishers,
  of: { regulation: string; firstMonth: string },
  values: Record<string, number | string>,
): Promise<void> {
  const content = {
    kind: 'values' as const,
    values: Object.entries(values).map(([name, value]) => ({ name, value })),
  }
  const why = { reason: '街道定的标准', documentNumber: '试政发〔2026〕3 号' }
  await publishedChange(service, people, { ...of, content, ...why })
}

/** Scores of two offices, 60 and 40 points in full, so that each person comes to what is wanted. */
export async function scoredMonth(
  service: TestService,
  office: TestPerson,
  month: string,
  totals: readonly (readonly [TestPerson, number])[],
): Promise<void> {
  const by = { token: office.token }
  const key = { townshipCode: township, month }
  const items = [
    { title: '日常履职', office: '党政办', role: 'townshipOffice' as const, mostPoints: 60 },
    { title: '平安建设', office: '平安办', role: 'townshipOffice' as const, mostPoints: 40 },
  ]
  ok(await service.call(scores.setScheme, { ...key, items }, by))
  const sheet = ok(await service.call(scores.sheet, key, by))
  const [first, second] = sheet.items
  const enter = (itemId: string, part: (total: number) => number) =>
    service.call(
      scores.enter,
      {
        itemId,
        scores: totals.map(([person, total]) => ({
          accountId: person.accountId,
          scoreHundredths: part(total),
        })),
      },
      by,
    )
  const most = 60 * hundredth
  ok(await enter(first?.id ?? '', (total) => Math.min(total, most)))
  ok(await enter(second?.id ?? '', (total) => Math.max(0, total - most)))
  ok(await service.call(scores.close, key, by))
}

export async function filedHouseholds(
  service: TestService,
  office: TestPerson,
  year: string,
  grids: Record<string, number>,
): Promise<void> {
  const rows = Object.entries(grids).map(([gridCode, households]) => ({ gridCode, households }))
  const input = { year, document: `派出所〔${year}〕户数表`, grids: rows }
  ok(await service.call(householdFiles.record, input, { token: office.token }))
}

type Decision = InputOf<typeof assessment.decide>['decision']

export async function decided(
  service: TestService,
  office: TestPerson,
  { person, month, decision }: { person: TestPerson; month: string; decision: Decision },
) {
  const input = { accountId: person.accountId, month, decision, reason: '研究决定' }
  return service.call(assessment.decide, input, { token: office.token })
}
