import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/assessment'
import { type Actor, scopesOf, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { UploadContext } from '../../http/serve'
import { shanghaiMonth } from '../../platform/clock'
import type { Transaction } from '../../platform/database'
import { idBytes, idText, newId } from '../../platform/ids'
import { readTable } from '../../platform/spreadsheets'
import type { AreasService } from '../areas/areas.service'
import type { MonthsService } from '../pay/months.service'
import type { StaffService, WorkerInMonth } from '../staff/staff.service'
import { assessmentPolicy } from './assessment.policy'
import type { AssessmentStore, StatisticsRow } from './assessment.store'

/** A worker's month as the service itself counts it. */
export interface LocalCounts {
  checkInDays: number
  validReports: number
}

/** A later truth about a frozen month; answers whether it made a correction line. */
export type LaterTruth = (truth: {
  accountId: string
  month: string
  cause: 'statisticsImported'
  reason: string
  deed: UploadContext
}) => Promise<boolean>

export interface StatisticsParts {
  store: AssessmentStore
  staff: StaffService
  areas: AreasService
  months: MonthsService
  /** Blind index of a phone or an ID number → account. */
  accountsByKey(keys: readonly { phone?: string; idNumber?: string }[]): Promise<(string | null)[]>
  localCounts(scopes: readonly string[], month: string): Promise<Map<string, LocalCounts>>
  laterTruth: LaterTruth
  /** Of these people those whose frozen month says the same already. */
  agreeing(
    tx: Transaction,
    rows: readonly StatisticsRow[],
    month: string,
  ): Promise<ReadonlySet<string>>
}

type ImportAnswer = OutputOf<typeof contract.importStatistics>
type Problem = ImportAnswer['problems'][number]
type Difference = ImportAnswer['differences'][number]

const columns = [
  { key: 'name', titles: ['姓名', '网格员', '网格员姓名'], required: true },
  { key: 'phone', titles: ['手机号', '手机号码', '联系电话'] },
  { key: 'idNumber', titles: ['身份证号', '身份证号码'] },
  { key: 'checkIns', titles: ['签到次数', '签到', '签到天数'], required: true },
  {
    key: 'validReports',
    titles: ['有效信息', '有效信息数', '有效上报', '有效条数'],
    required: true,
  },
] as const

interface Line {
  line: number
  name: string
  phone: string
  idNumber: string
  checkIns: string
  validReports: string
}

function countOf(value: string, most: number): number | null {
  if (!/^\d{1,6}$/.test(value)) return null
  const count = Number(value)
  return count <= most ? count : null
}

export type StatisticsService = ReturnType<typeof createStatisticsService>

export function createStatisticsService(parts: StatisticsParts) {
  const { store, staff, areas, months } = parts

  /** Every line either becomes a row or a problem with its line and reason. */
  async function readLines(lines: Line[], month: string, scopes: readonly string[]) {
    const workers = new Map(
      (await staff.workersOf(scopes, month)).map((one) => [one.accountId, one]),
    )
    const accounts = await parts.accountsByKey(
      lines.map(({ phone, idNumber }) => ({
        ...(phone ? { phone } : {}),
        ...(idNumber ? { idNumber } : {}),
      })),
    )
    const problems: Problem[] = []
    const rows: StatisticsRow[] = []
    const seen = new Map<string, number>()
    lines.forEach((one, index) => {
      const read = readLine(one, accounts[index] ?? null, workers)
      if ('problem' in read) problems.push(read.problem)
      else if (seen.has(read.accountId)) {
        problems.push({
          line: one.line,
          column: '姓名',
          message: `与第 ${seen.get(read.accountId)} 行是同一个人`,
        })
      } else {
        seen.set(read.accountId, one.line)
        rows.push(read)
      }
    })
    return { rows, problems, workers }
  }

  async function differencesOf(
    figures: ReadonlyMap<string, { checkIns: number; validReports: number }>,
    workers: ReadonlyMap<string, WorkerInMonth>,
    scopes: readonly string[],
    month: string,
  ): Promise<Difference[]> {
    const [local, directory] = await Promise.all([
      parts.localCounts(scopes, month),
      areas.directory(),
    ])
    const differences: Difference[] = []
    for (const [accountId, provincial] of figures) {
      const worker = workers.get(accountId)
      if (!worker) continue
      const counted = local.get(accountId) ?? { checkInDays: 0, validReports: 0 }
      if (
        counted.checkInDays === provincial.checkIns &&
        counted.validReports === provincial.validReports
      )
        continue
      differences.push({
        accountId,
        workerName: worker.name,
        townshipName: directory.areaName(worker.townshipCode),
        localCheckInDays: counted.checkInDays,
        provincialCheckIns: provincial.checkIns,
        localValidReports: counted.validReports,
        provincialValidReports: provincial.validReports,
        payDeltaFen: null,
      })
    }
    return differences
  }

  /** Months frozen before the import keep their figures; the difference becomes a correction line. */
  async function correctFrozen(
    rows: readonly StatisticsRow[],
    workers: ReadonlyMap<string, WorkerInMonth>,
    month: string,
    deed: UploadContext,
  ) {
    let adjustmentCount = 0
    const frozen = new Map<string, boolean>()
    const agreeing = await parts.agreeing(deed.tx, rows, month)
    for (const { accountId } of rows) {
      const township = workers.get(accountId)?.townshipCode
      if (!township) continue
      if (!frozen.has(township))
        frozen.set(township, await months.isFrozen(township, month, deed.tx))
      if (!frozen.get(township) || agreeing.has(accountId)) continue
      const reason = `${month} 省平台统计导入后与定案时不同`
      if (await parts.laterTruth({ accountId, month, cause: 'statisticsImported', reason, deed }))
        adjustmentCount += 1
    }
    return adjustmentCount
  }

  return {
    async importTable(
      input: InputOf<typeof contract.importStatistics>,
      deed: UploadContext,
    ): Promise<ImportAnswer> {
      const { month } = input
      if (month > shanghaiMonth(deed.nowMs))
        throw new Refusal('badInput', { message: '不能导入将来的月份' })
      const scopes = scopesOf(deed.actor, ['countyCentre'])
      const table = await readTable(deed.file.bytes, columns)
      const lines = table.rows.map(
        ({ line, values }): Line => ({
          line,
          name: values.name ?? '',
          phone: values.phone ?? '',
          idNumber: values.idNumber ?? '',
          checkIns: values.checkIns ?? '',
          validReports: values.validReports ?? '',
        }),
      )
      const { rows, problems, workers } = await readLines(lines, month, scopes)
      const allProblems = [...table.problems, ...problems].sort((a, b) => a.line - b.line)
      const figures = new Map(rows.map((row) => [row.accountId, row]))
      const differences = await differencesOf(figures, workers, scopes, month)
      const answer = { rowCount: lines.length, problems: allProblems, differences }
      if (allProblems.length > 0 || lines.length === 0 || input.rehearse === 'yes') {
        return { imported: false, ...answer, adjustmentCount: 0 }
      }
      const importId = newId()
      const imported = {
        id: idBytes(importId),
        countyCode: scopes[0] ?? '',
        month,
        fileName: deed.file.name.slice(0, 255),
        rowCount: rows.length,
        importedBy: idBytes(deed.actor.accountId),
        importedAt: new Date(deed.nowMs),
      }
      await store.saveStatistics(deed.tx, imported, rows)
      deed.audit('statistics.imported', importId, scopes[0] ?? null, {
        month,
        rowCount: rows.length,
      })
      const adjustmentCount = await correctFrozen(rows, workers, month, deed)
      return { imported: true, ...answer, adjustmentCount }
    },

    async read(
      { month, areaCode }: InputOf<typeof contract.statistics>,
      actor: Actor,
    ): Promise<OutputOf<typeof contract.statistics>> {
      const scopes = visibleScopes(actor, assessmentPolicy.readers, areaCode)
      const [first] = scopes
      if (first === undefined) throw new Refusal('notFound')
      const [imports, figures, list] = await Promise.all([
        store.imports(month, first.slice(0, 6)),
        store.provincial(month),
        staff.workersOf(scopes, month),
      ])
      const workers = new Map(list.map((one) => [one.accountId, one]))
      const names = await staff.names([...new Set(imports.map((row) => idText(row.importedBy)))])
      return {
        imports: imports.map((row) => ({
          id: idText(row.id),
          fileName: row.fileName,
          rowCount: row.rowCount,
          importedByName: names.get(idText(row.importedBy)) ?? '',
          importedAtMs: row.importedAt.getTime(),
        })),
        differences: await differencesOf(figures, workers, scopes, month),
      }
    },
  }
}

type ReadLine = StatisticsRow | { problem: Problem }

function readLine(
  one: Line,
  accountId: string | null,
  workers: ReadonlyMap<string, WorkerInMonth>,
): ReadLine {
  const problem = (column: string, message: string) => ({
    problem: { line: one.line, column, message },
  })
  if (!one.phone && !one.idNumber) return problem('手机号', '手机号和身份证号至少填一个')
  const worker = accountId === null ? undefined : workers.get(accountId)
  if (!worker) return problem(one.idNumber ? '身份证号' : '手机号', '本县这个月没有这名在岗网格员')
  if (worker.name !== one.name) return problem('姓名', `与系统中的姓名“${worker.name}”不一致`)
  const checkIns = countOf(one.checkIns, 2_000)
  if (checkIns === null) return problem('签到次数', '应为 0 到 2000 的整数')
  const validReports = countOf(one.validReports, 100_000)
  if (validReports === null) return problem('有效信息数', '应为 0 到 100000 的整数')
  return { accountId: worker.accountId, checkIns, validReports }
}
