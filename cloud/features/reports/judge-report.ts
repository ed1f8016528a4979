import type { InputOf, OutputOf } from '../../contract/define'
import { validityPoints } from '../../contract/report-taxonomy'
import type * as contract from '../../contract/reports'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { Audit, CommandContext } from '../../http/serve'
import type { Clock } from '../../platform/clock'
import type { Transaction } from '../../platform/database'
import { idBytes, newId } from '../../platform/ids'
import type { StaffService } from '../staff/staff.service'
import { findLikenesses, subjectOf } from './find-likenesses'
import type { MergedReports } from './read-reports'
import { reportsPolicy } from './reports.policy'
import type { LockedReport, ReportsStore } from './reports.store'

/** A later truth about a frozen month: what was paid stays, a correction line follows. */
export interface LaterTruth {
  accountId: string
  month: string
  /** Found made up, or judged anew for another reason. */
  cause: 'reportJudged' | 'reportFabricated'
  reason: string
  actor: Actor
  nowMs: number
  tx: Transaction
  audit: Audit
}

export interface JudgeParts {
  store: ReportsStore
  staff: StaffService
  clock: Clock
  mergedReports: MergedReports
  /** Called in the judgement's own transaction. */
  onLaterTruth(truth: LaterTruth): Promise<unknown>
}

type Input = InputOf<typeof contract.judge>
type ManyAnswer = OutputOf<typeof contract.judgeMany>
type Points = Input['points']

const allPoints = Object.fromEntries(validityPoints.map(({ code }) => [code, true])) as Points
const validReason = '五项要点都符合，判为有效'
const manyReason = '没有疑点，与其他上报一起判为有效'

function checkedReason(input: Input, monthFrozen: boolean): string {
  if (input.reason) return input.reason
  if (input.verdict === 'valid' && !monthFrozen) return validReason
  throw new Refusal('reasonNeeded')
}

function refuse(path: string, message: string): never {
  throw new Refusal('badInput', { message, issues: [{ path, message }] })
}

export function createJudgeReport({
  store,
  staff,
  clock,
  mergedReports,
  onLaterTruth,
}: JudgeParts) {
  /** A report that counts for nobody belongs to no month that could be frozen. */
  async function inFrozenMonth(report: LockedReport, tx: Transaction): Promise<boolean> {
    if (!report.asWorker) return false
    const worker = await staff.worker(report.accountId, report.month)
    return store.monthIsFrozen(
      tx,
      worker?.townshipCode ?? report.gridCode.slice(0, 9),
      report.month,
    )
  }

  /** Of two reports of one matter the first keeps its validity (A-DN-24). */
  async function checkDuplicate(
    input: Input,
    report: LockedReport,
    context: CommandContext,
  ): Promise<void> {
    const { duplicateOf } = input
    if (duplicateOf === undefined) return
    if (input.verdict === 'valid') refuse('duplicateOf', '判为有效的上报不能同时算作重复')
    if (duplicateOf === report.id) refuse('duplicateOf', '一条上报不能与自己重复')
    const other = await store.findSeen(context.tx, duplicateOf, reportsPolicy.sight(context.actor))
    if (!other) throw new Refusal('notFound')
    if (other.receivedAt.getTime() > report.receivedAtMs) {
      refuse('duplicateOf', '先上报的一条保留有效，请把后上报的判为重复')
    }
  }

  async function record(
    report: LockedReport,
    judgement: {
      verdict: Input['verdict']
      reason: string
      points: Points
      duplicateOf?: string | undefined
    },
    context: CommandContext,
  ): Promise<void> {
    const { verdict, reason, points, duplicateOf } = judgement
    const { actor, tx, audit } = context
    await store.recordJudgement(tx, report, {
      id: idBytes(newId()),
      reportId: idBytes(report.id),
      verdict,
      reason,
      points,
      duplicateOf: duplicateOf === undefined ? null : idBytes(duplicateOf),
      judgedBy: idBytes(actor.accountId),
      judgedAt: new Date(clock.nowMs()),
    })
    audit('report.judged', report.id, report.gridCode, { from: report.verdict, to: verdict })
  }

  async function judge(input: Input, context: CommandContext): Promise<void> {
    const { actor, tx, audit, nowMs } = context
    const [report] = await store.lock(tx, [input.reportId], reportsPolicy.sight(actor))
    if (!report) throw new Refusal('notFound')
    if (report.accountId === actor.accountId) throw new Refusal('ownCase')
    if (!reportsPolicy.mayJudge(actor, report)) throw new Refusal('notAllowed')
    const met = validityPoints.every(({ code }) => input.points[code] === true)
    if (input.verdict === 'valid' && !met) throw new Refusal('pointsUnmet')
    const frozen = await inFrozenMonth(report, tx)
    const reason = checkedReason(input, frozen)
    await checkDuplicate(input, report, context)
    await record(report, { ...input, reason }, context)
    if (frozen && report.verdict !== input.verdict) {
      const { accountId, month } = report
      await onLaterTruth({
        accountId,
        month,
        cause: input.points.real === false ? 'reportFabricated' : 'reportJudged',
        reason,
        actor,
        nowMs,
        tx,
        audit,
      })
    }
  }

  /** Why a report is left for somebody to look at; null: nothing speaks against it. */
  async function doubt(report: LockedReport, context: CommandContext): Promise<string | null> {
    const { actor, tx } = context
    if (report.accountId === actor.accountId) return '是您自己上报的，请由其他人研判'
    if (!reportsPolicy.mayJudge(actor, report)) return '不在您的研判范围内'
    if (report.verdict !== 'unjudged') return '已经研判过了'
    if (report.restricted) return '限制类信息，请单独打开研判'
    if (report.urgent) return '紧急信息，请单独打开研判'
    if (await inFrozenMonth(report, tx)) return '这个月已经定案，请单独研判并写明理由'
    const whole = await store.find(tx, report.id)
    if (!whole) return '没有找到'
    const sight = reportsPolicy.sight(actor)
    const merged = await mergedReports(report.id)
    const found = await findLikenesses(store, tx, subjectOf(whole), sight, merged)
    return found.length > 0 ? `可能与另外 ${found.length} 条上报是同一件事，请对照研判` : null
  }

  async function judgeMany(
    reportIds: readonly string[],
    context: CommandContext,
  ): Promise<ManyAnswer> {
    const ids = [...new Set(reportIds)]
    const locked = await store.lock(context.tx, ids, reportsPolicy.sight(context.actor))
    const byId = new Map(locked.map((report) => [report.id, report]))
    const answer: ManyAnswer = { judged: [], left: [] }
    for (const reportId of ids) {
      const report = byId.get(reportId)
      const why = report ? await doubt(report, context) : '没有找到，或不在您的管理范围内'
      if (!report || why !== null) {
        answer.left.push({ reportId, why: why ?? '' })
        continue
      }
      await record(report, { verdict: 'valid', reason: manyReason, points: allPoints }, context)
      answer.judged.push(reportId)
    }
    return answer
  }

  return { judge, judgeMany }
}
