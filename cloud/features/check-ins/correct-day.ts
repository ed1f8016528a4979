import type * as contract from '../../contract/check-ins'
import type { InputOf, OutputOf } from '../../contract/define'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { shanghaiDay } from '../../platform/clock'
import type { Transaction } from '../../platform/database'
import type { AreasService } from '../areas/areas.service'
import type { MonthsService } from '../pay/months.service'
import type { StaffService } from '../staff/staff.service'
import { checkInsPolicy } from './check-ins.policy'
import { type CorrectionRow, presentCorrection } from './check-ins.present'
import type { CheckInsStore, CorrectionRecord } from './check-ins.store'
import type { CheckInRecord } from './take-check-in.store'

export interface CorrectParts {
  store: CheckInsStore
  areas: Pick<AreasService, 'directory'>
  staff: Pick<StaffService, 'names'>
  months: Pick<MonthsService, 'isFrozen'>
}

const timeFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})
const timeOf = (atMs: number) => timeFormat.format(atMs)

function checkInEvidence(record: CheckInRecord): string {
  const { verdict, distanceMeters, takenAtMs } = record
  const meters =
    distanceMeters === null ? '' : `，离网格约 ${Math.max(1, Math.round(distanceMeters))} 米`
  const where = verdict === 'outside' ? `不在网格内${meters}` : '没有可用的定位'
  const said = record.remark ? `，当时写明：${record.remark}` : ''
  return `当天 ${timeOf(takenAtMs)} 签到过，${where}${said}`
}

/** What the system itself holds of that day, for whoever decides. */
export function evidenceOf(
  checkIns: readonly CheckInRecord[],
  reportTimes: readonly number[],
): string[] {
  const evidence = checkIns.slice(0, 20).map(checkInEvidence)
  if (reportTimes.length > 0) {
    evidence.push(
      `当天上报过 ${reportTimes.length} 条信息（${reportTimes.slice(0, 10).map(timeOf).join('、')}）`,
    )
  }
  return evidence.length > 0 ? evidence : ['系统里没有这一天的签到和上报']
}

export function createCorrectDay({ store, areas, staff, months }: CorrectParts) {
  async function present(
    records: readonly CorrectionRecord[],
    actor: Actor,
  ): Promise<CorrectionRow[]> {
    const ids = records.flatMap(({ accountId, decidedBy }) =>
      decidedBy ? [accountId, decidedBy] : [accountId],
    )
    const [names, directory] = await Promise.all([
      staff.names([...new Set(ids)]),
      areas.directory(),
    ])
    return records.map((record) =>
      presentCorrection(record, {
        workerName: names.get(record.accountId) ?? '',
        gridName: directory.areaName(record.gridCode),
        decidedByName: record.decidedBy && (names.get(record.decidedBy) ?? ''),
        mayDecide: checkInsPolicy.mayDecide(actor, record),
      }),
    )
  }

  async function refuseFrozen(gridCode: string, day: string, tx: Transaction): Promise<void> {
    if (await months.isFrozen(gridCode, day.slice(0, 7), tx)) throw new Refusal('monthFrozen')
  }

  return {
    present,

    async request(
      input: InputOf<typeof contract.requestCorrection>,
      { actor, nowMs, commandId, tx }: CommandContext,
    ): Promise<{ correction: CorrectionRow; gridCode: string }> {
      const { accountId } = actor
      const { day, reason } = input
      if (day > shanghaiDay(nowMs)) throw new Refusal('dayNotOpen', { message: '这一天还没有到' })
      const [gridCode] = await store.gridsOn(accountId, day)
      if (!gridCode) throw new Refusal('notInService')
      await refuseFrozen(gridCode, day, tx)
      await store.lockAccount(tx, accountId)
      const earlier = await store.correctionsOf(accountId, { from: day, to: day }, tx)
      if (earlier.some((one) => one.state !== 'refused')) throw new Refusal('correctionExists')
      const checkIns = await store.ofDays(accountId, day, day)
      if (checkIns.some((one) => one.counted)) {
        throw new Refusal('dayNotOpen', { message: '这一天的签到已经计入' })
      }
      const record: CorrectionRecord = {
        id: commandId,
        accountId,
        gridCode,
        day,
        reason,
        evidence: evidenceOf(checkIns, await store.reportTimes(accountId, day)),
        state: 'waiting',
        requestedAtMs: nowMs,
        decidedBy: null,
        decidedAtMs: null,
        decisionReason: null,
      }
      await store.addCorrection(tx, record)
      const [correction] = await present([record], actor)
      return { correction: correction as CorrectionRow, gridCode }
    },

    /** Approved, the day counts from this moment on, in the same transaction. */
    async decide(
      input: InputOf<typeof contract.decideCorrection>,
      { actor, nowMs, tx }: CommandContext,
    ): Promise<CorrectionRecord> {
      const record = await store.lockCorrection(tx, input.correctionId)
      if (!record) throw new Refusal('notFound')
      checkInsPolicy.requireDecider(actor, record)
      if (record.state !== 'waiting') throw new Refusal('alreadyDecided')
      await refuseFrozen(record.gridCode, record.day, tx)
      const { decision: state, reason } = input
      await store.decideCorrection(tx, record.id, {
        state,
        by: actor.accountId,
        atMs: nowMs,
        reason,
      })
      if (state === 'approved') await store.countDay(tx, record.accountId, record.day)
      return record
    },

    async list(
      state: CorrectionRecord['state'] | undefined,
      scopes: readonly string[],
      actor: Actor,
    ): Promise<OutputOf<typeof contract.corrections>> {
      return { corrections: await present(await store.correctionsIn(scopes, state), actor) }
    },
  }
}
