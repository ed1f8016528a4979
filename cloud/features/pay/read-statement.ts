import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/pay'
import { reportItemLabel } from '../../contract/report-taxonomy'
import type { Statement } from '../../contract/trace'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { daysOfBits, shanghaiMonth } from '../../platform/clock'
import { idText } from '../../platform/ids'
import { type PayRegulation, RuleError } from '../../rules'
import type { RegulationsService } from '../regulations/regulations.service'
import type { AreasService } from '../areas/areas.service'
import type { CheckInsService } from '../check-ins/check-ins.service'
import type { ReportsService } from '../reports/reports.service'
import type { StaffService, WorkerInMonth } from '../staff/staff.service'
import type { CollectFacts, WorkerFacts } from './collect-facts'
import { evaluatedOf } from './evaluated'
import { payPolicy } from './pay.policy'
import { presentObjection } from './pay.present'
import type { ObjectionRow, PayStore } from './pay.store'

export interface ReadStatementParts {
  store: PayStore
  collectFacts: CollectFacts
  areas: AreasService
  staff: StaffService
  checkIns: Pick<CheckInsService, 'countDays'>
  reports: Pick<ReportsService, 'validReportsOf'>
  regulations: Pick<RegulationsService, 'countyValues' | 'ofMonth'>
  packs: ReadonlyMap<string, PayRegulation>
}

type Detail = OutputOf<typeof contract.statementDetail>

/** Computed again, a statement may no longer have the line that somebody objected to. */
export function lineLabelOf(statement: Statement | undefined, lineCode: string): string {
  const line = statement?.lines.find((one) => one.code === lineCode)
  return line?.label ?? '重新计算后已没有这一笔'
}

/** By the facts as they are today; what they still lack for it is told in words. */
function estimateOf({ regulation, facts }: WorkerFacts): Statement {
  try {
    return regulation.evaluateMonth(facts)
  } catch (error) {
    if (error instanceof RuleError) throw new Refusal('monthNotReady', { message: error.message })
    throw error
  }
}

export type StatementReader = ReturnType<typeof createStatementReader>

export function createStatementReader(parts: ReadStatementParts) {
  const { store, collectFacts, areas, staff, checkIns, reports, regulations, packs } = parts

  async function evidenceOf(
    worker: WorkerInMonth,
    month: string,
    statement: Statement,
  ): Promise<Detail['evidence']> {
    const [days, valid, countyValues] = await Promise.all([
      checkIns.countDays({ accountIds: [worker.accountId] }, month),
      reports.validReportsOf(worker.accountId, month),
      regulations.countyValues(worker.townshipCode, statement.regulation, month),
    ])
    const countedDays = daysOfBits(days.get(worker.accountId)?.countedDays ?? 0, month)
    const pack = packs.get(statement.regulation)
    const quota = pack?.quotas(worker.workerKind, month, countyValues).checkIns?.value ?? 0
    return {
      countedDays,
      missedDays: Math.max(0, quota - countedDays.length),
      validReports: valid.map((one) => ({
        reportId: one.reportId,
        label: reportItemLabel(one.itemCode),
        receivedAtMs: one.receivedAtMs,
      })),
    }
  }

  async function objectionsOf(
    rows: readonly ObjectionRow[],
    statement: Statement,
    actor: Actor,
    worker: WorkerInMonth,
  ) {
    const ids = rows
      .flatMap((row) => [row.accountId, ...(row.answeredBy ? [row.answeredBy] : [])])
      .map(idText)
    const names = await staff.names([...new Set(ids)])
    const mayAnswer =
      payPolicy.mayFreeze(actor, worker.townshipCode) && worker.accountId !== actor.accountId
    return rows.map((row) =>
      presentObjection(row, {
        nameOf: (id) => names.get(id) ?? '',
        lineLabel: lineLabelOf(statement, row.lineCode),
        mayAnswer,
      }),
    )
  }

  /** The stored statement, or for a month nobody has computed yet an estimate by today's facts. */
  async function currentOf(
    worker: WorkerInMonth,
    month: string,
  ): Promise<{ state: Detail['state']; statement: Statement }> {
    const stored = await store.statement(worker.accountId, month)
    if (stored)
      return { state: stored.frozen ? 'frozen' : 'proposed', statement: evaluatedOf(stored, packs) }
    const own = await collectFacts.ofOne(worker, month)
    if (!own) throw new Refusal('notInService')
    return { state: 'estimate', statement: estimateOf(own) }
  }

  const isCounted = (regulation: string | undefined) =>
    packs.get(regulation ?? '')?.reads.includes('checkIns') ?? false

  async function isCountedNow({ accountId }: Actor, nowMs: number): Promise<boolean> {
    const month = shanghaiMonth(nowMs)
    const worker = await staff.worker(accountId, month)
    if (!worker) return false
    try {
      return isCounted((await regulations.ofMonth(worker.townshipCode, month)).id)
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }

  return {
    async statement(
      input: InputOf<typeof contract.statementDetail>,
      actor: Actor,
      nowMs: number,
    ): Promise<Detail> {
      const { month } = input
      const accountId = input.accountId ?? actor.accountId
      const isOwn = accountId === actor.accountId
      const worker = await staff.worker(accountId, month)
      if (!isOwn && (!worker || !payPolicy.mayRead(actor, worker.townshipCode)))
        throw new Refusal('notFound')
      if (!worker || month > shanghaiMonth(nowMs)) throw new Refusal('notInService')
      const [{ state, statement }, rows, directory] = await Promise.all([
        currentOf(worker, month),
        store.objectionsOf(accountId, month),
        areas.directory(),
      ])
      const [evidence, objections] = await Promise.all([
        evidenceOf(worker, month, statement),
        objectionsOf(rows, statement, actor, worker),
      ])
      return {
        accountId,
        workerName: worker.name,
        gridName: directory.grid(worker.gridCode)?.name ?? worker.gridCode,
        state,
        statement,
        objections,
        abilities: { object: isOwn && state === 'proposed' },
        evidence,
      }
    },

    async myMonths(actor: Actor, nowMs: number): Promise<OutputOf<typeof contract.myMonths>> {
      const rows = await store.myStatements(actor.accountId)
      const year = shanghaiMonth(nowMs).slice(0, 4)
      const ofYear = rows.filter((row) => row.month.startsWith(year))
      const passed = ofYear.filter((row) => row.verdict === 'pass').length
      return {
        year: {
          year,
          payFen: ofYear.reduce((sum, row) => sum + row.payFen, 0),
          passed,
          failed: ofYear.length - passed,
        },
        months: rows.map((row) => ({
          month: row.month,
          state: row.frozen ? 'frozen' : 'proposed',
          payFen: row.payFen,
          accrualFen: row.accrualFen,
          counted: isCounted((row.facts as { regulation?: string }).regulation),
          checkInDays: row.checkInDays,
          validReports: row.validReports,
          verdict: row.verdict === 'pass' ? 'pass' : 'fail',
        })),
        counted: await isCountedNow(actor, nowMs),
        accruedFen: ofYear.reduce((sum, row) => sum + row.accrualFen, 0),
      }
    },
  }
}
