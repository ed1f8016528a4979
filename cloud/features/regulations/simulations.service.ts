import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/regulations'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { type Clock, monthEnd, shanghaiMonth } from '../../platform/clock'
import type { Logger } from '../../platform/log'
import { newId } from '../../platform/ids'
import type { PayRegulation } from '../../rules'
import type { AreasService } from '../areas/areas.service'
import type { DisciplineService } from '../discipline/discipline.service'
import type { StaffService } from '../staff/staff.service'
import type { ChangesService } from './changes.service'
import { type LeaverEffect, withTheirYears } from './leavers'
import { switchScenarios } from './reading-scenarios'
import { regulationsPolicy } from './regulations.policy'
import type { RegulationsService } from './regulations.service'
import { createSimulationRunner, mostRunningMs } from './run-simulations'
import { createFollowedReader, mostOfTownship } from './read-followed'
import { comparedLines, comparedProposals, correctedOf, deltaOf, type Scenario } from './simulate'
import { presentSimulation } from './simulations.present'
import type {
  FrozenMonth,
  NewSimulation,
  SimulationsStore,
  StoredSimulation,
} from './simulations.store'

export interface SimulationsParts {
  simulations: SimulationsStore
  changes: Pick<ChangesService, 'visible' | 'present'>
  regulations: Pick<RegulationsService, 'ofMonth'>
  discipline: Pick<DisciplineService, 'eliminatedForFraud'>
  packs: ReadonlyMap<string, PayRegulation>
  staff: Pick<StaffService, 'names' | 'firstDays'>
  areas: Pick<AreasService, 'directory'>
  clock: Clock
  log: Logger
}

type Answer<E> = Promise<OutputOf<E>>

const monthsOf = (frozen: readonly FrozenMonth[]) => {
  const workers = new Map<string, number>()
  for (const one of frozen) workers.set(one.month, (workers.get(one.month) ?? 0) + one.workers)
  return [...workers].map(([month, count]) => ({ month, workers: count }))
}

type WorkerRow = OutputOf<typeof contract.simulationWorkers>['rows'][number]

/** Who left, in the township and month whose table pays what he saved up; only where that turns. */
function leaverRows(
  effect: LeaverEffect,
  { townshipCode, month }: { townshipCode: string; month: string },
  names: ReadonlyMap<string, string>,
): WorkerRow[] {
  const { leaver } = effect
  const isHere = leaver.townshipCode === townshipCode && leaver.month === month
  if ('refused' in effect || !isHere || effect.afterFen === effect.beforeFen) return []
  const nothing = { beforeFen: 0, afterFen: 0, deltaFen: 0, carriedDeltaFen: 0, accrualDeltaFen: 0 }
  return [
    {
      accountId: leaver.accountId,
      month,
      townshipCode,
      ...nothing,
      yearEndDeltaFen: effect.afterFen - effect.beforeFen,
      left: true,
      correctedFen: 0,
      workerName: names.get(leaver.accountId) ?? '',
      gridName: '',
    },
  ]
}

export type SimulationsService = ReturnType<typeof createSimulationsService>

/** What a change, or another reading, would have come to in months that are final. Changes nothing. */
export function createSimulationsService(parts: SimulationsParts) {
  const { simulations, changes, regulations, packs, staff, areas } = parts
  const runner = createSimulationRunner(parts)
  const reader = createFollowedReader(parts)

  async function begin(run: NewSimulation, context: CommandContext): Promise<string> {
    const { tx, nowMs } = context
    for (const other of await simulations.running(run.areaCode)) {
      if (nowMs - other.startedAtMs <= mostRunningMs)
        throw new Refusal('regulationSimulationUnderWay')
      await simulations.fail(other.id, '试算中断了，已重新开始', nowMs)
    }
    await simulations.begin(tx, run)
    const { id, areaCode, months, changeId } = run
    context.audit('regulation.simulated', changeId ?? id, areaCode, { months })
    context.afterCommit(() => runner.start(run))
    return id
  }

  async function visible(id: string, actor: Actor): Promise<StoredSimulation> {
    const run = await simulations.simulation(id)
    if (!run || !regulationsPolicy.mayRead(actor, run.areaCode)) throw new Refusal('notFound')
    return run
  }

  /** One scenario of a simulation, and the pack it is computed by. */
  async function scenarioOf(
    { simulationId, scenario = 0 }: { simulationId: string; scenario?: number | undefined },
    actor: Actor,
  ): Promise<{ run: StoredSimulation; pack: PayRegulation; scenario: Scenario }> {
    const run = await visible(simulationId, actor)
    const own = run.scenarios[scenario]
    const pack = packs.get(run.regulation)
    if (!own || !pack) throw new Refusal('notFound')
    return { run, pack, scenario: own }
  }

  /** Townships' months of the simulation up to this one. */
  async function monthsUpTo(run: StoredSimulation, month: string): Promise<FrozenMonth[]> {
    const frozen = await simulations.frozenMonths(run.areaCode, run.regulation)
    return frozen.filter((one) => run.months.includes(one.month) && one.month <= month)
  }

  return {
    recover: runner.recover,
    idle: runner.idle,
    stop: runner.stop,

    async change(
      { changeId }: InputOf<typeof contract.changeDetail>,
      actor: Actor,
    ): Answer<typeof contract.changeDetail> {
      const change = await changes.visible(changeId, actor)
      const [shown, newest, frozen] = await Promise.all([
        changes.present(change, actor),
        simulations.newest(change.areaCode, changeId),
        simulations.frozenMonths(change.areaCode, change.regulation),
      ])
      const outdated = newest?.changeVersion !== change.version
      return {
        change: shown,
        simulation: newest && { simulationId: newest.id, outdated },
        months: monthsOf(frozen),
      }
    },

    async simulateChange(
      { changeId, months }: InputOf<typeof contract.simulateChange>,
      context: CommandContext,
    ): Answer<typeof contract.simulateChange> {
      const change = await changes.visible(changeId, context.actor)
      const { areaCode, regulation, version, content } = change
      if (change.state === 'dropped' || content.kind !== 'values')
        throw new Refusal('alreadyDecided')
      const frozen = await simulations.frozenMonths(areaCode, regulation)
      const chosen = monthsOf(frozen).filter(({ month }) => months.includes(month))
      if (chosen.length === 0) throw new Refusal('regulationNothingFrozen')
      const run: NewSimulation = {
        id: newId(),
        areaCode,
        regulation,
        changeId,
        changeVersion: version,
        scenarios: [{ values: content.values }],
        months: chosen.map(({ month }) => month),
        startedBy: context.actor.accountId,
        startedAtMs: context.nowMs,
      }
      return { simulationId: await begin(run, context) }
    },

    async simulateReadings(context: CommandContext): Answer<typeof contract.simulateReadings> {
      const { actor, nowMs } = context
      const areaCode = regulationsPolicy.countyOf(actor)
      const bound = await regulations.ofMonth(areaCode, shanghaiMonth(nowMs))
      const [last] = monthsOf(await simulations.frozenMonths(areaCode, bound.id))
      if (!last) throw new Refusal('regulationNothingFrozen')
      const run: NewSimulation = {
        id: newId(),
        areaCode,
        regulation: bound.id,
        changeId: null,
        changeVersion: null,
        scenarios: switchScenarios(bound, monthEnd(last.month)),
        months: [last.month],
        startedBy: actor.accountId,
        startedAtMs: nowMs,
      }
      return { simulationId: await begin(run, context) }
    },

    async readingCosts(actor: Actor): Answer<typeof contract.readingCosts> {
      const newest = await simulations.newest(regulationsPolicy.countyOf(actor), null)
      return { simulationId: newest?.id ?? null }
    },

    async simulation(
      { simulationId }: InputOf<typeof contract.simulation>,
      actor: Actor,
    ): Answer<typeof contract.simulation> {
      const run = await visible(simulationId, actor)
      const told = run.result?.scenarios.flatMap((one) => one.most) ?? []
      const people = [run.startedBy, ...told.map((one) => one.accountId)]
      const [names, directory] = await Promise.all([
        staff.names([...new Set(people)]),
        areas.directory(),
      ])
      const mayCancel =
        run.state === 'running' && regulationsPolicy.mayCancelSimulation(actor, run.areaCode)
      return presentSimulation(run, packs.get(run.regulation), { names, directory, mayCancel })
    },

    async cancel(
      { simulationId }: InputOf<typeof contract.cancelSimulation>,
      context: CommandContext,
    ): Answer<typeof contract.cancelSimulation> {
      const { actor, tx, nowMs } = context
      const run = await simulations.simulation(simulationId)
      if (!run || !regulationsPolicy.mayCancelSimulation(actor, run.areaCode))
        throw new Refusal('notFound')
      const names = await staff.names([actor.accountId])
      const message = `${names.get(actor.accountId) ?? ''}取消了这次试算，没有结果。需要时可以再试算一次。`
      if (!(await simulations.cancel(tx, simulationId, message, nowMs)))
        throw new Refusal('regulationSimulationOver')
      const subject = run.changeId ?? simulationId
      context.audit('regulation.simulationCancelled', subject, run.areaCode)
      return { done: true }
    },

    async workers(
      input: InputOf<typeof contract.simulationWorkers>,
      actor: Actor,
    ): Answer<typeof contract.simulationWorkers> {
      const { run, pack, scenario } = await scenarioOf(input, actor)
      const { townshipCode, month } = input
      const isPart = townshipCode.startsWith(run.areaCode) && run.months.includes(month)
      if (!isPart) throw new Refusal('notFound')
      const months = await monthsUpTo(run, month)
      const here = months.filter((one) => one.townshipCode === townshipCode && one.month === month)
      const accountIds = await simulations.accountsIn(withTheirYears(here), null, mostOfTownship)
      const [followed, names, grids, corrections, directory] = await Promise.all([
        reader.followed(pack, scenario, { accountIds, months }),
        staff.names(accountIds),
        simulations.gridsOf(accountIds, month),
        simulations.correctionsOf(accountIds, [month]),
        areas.directory(),
      ])
      const correctedBy = (accountId: string) =>
        correctedOf(corrections.filter((one) => one.accountId === accountId)) ?? 0
      // who cannot be computed under the scenario is left out; the simulation tells how many those are
      const rows = followed.months.flatMap((effect): WorkerRow[] => {
        const { accountId } = effect.one
        const isHere = effect.one.month === month && effect.one.townshipCode === townshipCode
        if ('refused' in effect || !isHere) return []
        const workerName = names.get(accountId) ?? ''
        const gridName = directory.areaName(grids.get(accountId) ?? '')
        const about = { left: false, correctedFen: correctedBy(accountId), workerName, gridName }
        return [{ accountId, month, townshipCode, ...deltaOf(effect), ...about }]
      })
      const left = followed.leavers.flatMap((effect) => leaverRows(effect, input, names))
      // a year's last month pays what it saves up itself
      const gain = (row: WorkerRow) => row.deltaFen + (row.yearEndDeltaFen || row.accrualDeltaFen)
      return { rows: [...rows, ...left].sort((a, b) => Math.abs(gain(b)) - Math.abs(gain(a))) }
    },

    async worker(
      input: InputOf<typeof contract.simulationWorker>,
      actor: Actor,
    ): Answer<typeof contract.simulationWorker> {
      const { run, pack, scenario } = await scenarioOf(input, actor)
      const { accountId, month } = input
      const own = await simulations.frozenFactsOf(accountId, month)
      const months = await monthsUpTo(run, month)
      const accountIds = [accountId]
      const [followed, corrections] = await Promise.all([
        reader.followed(pack, scenario, { accountIds, months }),
        simulations.correctionsOf(accountIds, [month]),
      ])
      const found = followed.months.find((one) => one.one.month === month)
      if (!own || !found || 'refused' in found) throw new Refusal('notFound')
      const { before, after, yearEnd, turnedMonths } = found
      const [names, directory] = await Promise.all([staff.names([accountId]), areas.directory()])
      return {
        accountId,
        workerName: names.get(accountId) ?? '',
        gridName: directory.areaName(own.gridCode),
        month,
        before,
        after,
        verdicts: { before: before.verdict.final, after: after.verdict.final },
        lines: comparedLines(found),
        proposals: comparedProposals(found),
        turnedMonths,
        corrections: corrections.map((one) => ({
          month: one.month,
          payDeltaFen: one.payDeltaFen,
          accrualDeltaFen: one.accrualDeltaFen,
          reason: one.reason,
        })),
        yearEnd,
      }
    },
  }
}
