import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/recorded-facts'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext, FileAnswer, UploadContext } from '../../http/serve'
import { shanghaiMonth } from '../../platform/clock'
import type { HeldFact } from '../../rules'
import type { AreasService } from '../areas/areas.service'
import type { MonthsService } from '../pay/months.service'
import type { RegulationsService } from '../regulations/regulations.service'
import type { StaffService } from '../staff/staff.service'
import { kindFault, valueFault } from './fact-values'
import { readFactTable, templateOf } from './fact-table'
import { recordedFactsPolicy } from './recorded-facts.policy'
import type { FactRecord, RecordedFactsStore } from './recorded-facts.store'

export interface RecordedFactsParts {
  store: RecordedFactsStore
  areas: Pick<AreasService, 'directory'>
  staff: Pick<StaffService, 'workersOf' | 'worker' | 'names'>
  months: MonthsService
  regulations: Pick<RegulationsService, 'ofMonth'>
}

type Key = InputOf<typeof contract.sheet>
type Sheet = OutputOf<typeof contract.sheet>

const done = { done: true as const }
const keyOf = ({ accountId, name }: Pick<FactRecord, 'accountId' | 'name'>) =>
  `${accountId} ${name}`

/** Entries by person and fact, the newest first as they come. */
function entriesOf(records: readonly FactRecord[]): Map<string, FactRecord[]> {
  const entries = new Map<string, FactRecord[]>()
  for (const record of records) {
    const own = entries.get(keyOf(record))
    if (own) own.push(record)
    else entries.set(keyOf(record), [record])
  }
  return entries
}

export type RecordedFactsService = ReturnType<typeof createRecordedFacts>

/** Facts of a month that the bound regulation asks people for, because nothing else tells them. */
export function createRecordedFacts(parts: RecordedFactsParts) {
  const { store, areas, staff, months, regulations } = parts

  async function townshipFor(
    { townshipCode }: Key,
    mayDo: (townshipCode: string) => boolean,
  ): Promise<string> {
    const township = (await areas.directory()).area(townshipCode)
    if (township?.level !== 'township' || !mayDo(townshipCode)) throw new Refusal('notFound')
    return township.name
  }

  async function asked({ townshipCode, month }: Key) {
    const regulation = await regulations.ofMonth(townshipCode, month)
    return { regulation, facts: regulation.recordedFacts(month) }
  }

  function refuseFuture(month: string, nowMs: number): void {
    if (month > shanghaiMonth(nowMs))
      throw new Refusal('badInput', { message: '不能登记将来的月份' })
  }

  async function refuseFrozen({ townshipCode, month }: Key, { tx }: CommandContext) {
    if (await months.isFrozen(townshipCode, month, tx)) throw new Refusal('monthFrozen')
  }

  return {
    async sheet(key: Key, actor: Actor): Promise<Sheet> {
      const { townshipCode, month } = key
      const townshipName = await townshipFor(key, (code) =>
        recordedFactsPolicy.mayRead(actor, code),
      )
      const [{ regulation, facts }, workers, directory, state] = await Promise.all([
        asked(key),
        staff.workersOf([townshipCode], month),
        areas.directory(),
        months.stateOf(townshipCode, month),
      ])
      const shown = facts.length > 0 ? workers : []
      const records = await store.ofMonth(
        shown.map((worker) => worker.accountId),
        month,
      )
      const names = await staff.names(records.map((one) => one.recordedBy))
      const entries = entriesOf(records)
      const frozen = state === 'frozen'
      return {
        townshipName,
        title: regulation.title,
        facts: facts.map(({ name, label, measure, unit, article, isNeeded }) => ({
          ...{ name, label, measure, unit, isNeeded },
          articleTitle: regulation.article(article).title,
        })),
        rows: shown.map(({ accountId, name: workerName, gridCode, workerKind }) => ({
          ...{ accountId, workerName, gridCode },
          notAsked: facts.flatMap((fact) => (kindFault(fact, workerKind) ? [fact.name] : [])),
          gridName: directory.areaName(gridCode),
          entries: facts.map(({ name }) =>
            (entries.get(keyOf({ accountId, name })) ?? []).map((one) => ({
              value: one.value,
              evidence: one.evidence,
              recordedByName: names.get(one.recordedBy) ?? '',
              recordedAtMs: one.recordedAtMs,
            })),
          ),
        })),
        frozen,
        abilities: { record: !frozen && recordedFactsPolicy.mayRecord(actor, townshipCode) },
      }
    },

    async record(
      { accountId, month, evidence, values }: InputOf<typeof contract.record>,
      context: CommandContext,
    ) {
      const { actor, tx, nowMs, audit } = context
      const worker = await staff.worker(accountId, month)
      if (!worker || !recordedFactsPolicy.mayRecord(actor, worker.gridCode))
        throw new Refusal('notFound')
      // nobody records what he is paid by (P1)
      if (accountId === actor.accountId) throw new Refusal('ownCase')
      refuseFuture(month, nowMs)
      const key = { townshipCode: worker.townshipCode, month }
      await refuseFrozen(key, context)
      const { regulation, facts } = await asked(key)
      const known = new Map(facts.map((fact) => [fact.name, fact]))
      const once = new Map(values.map((one) => [one.name, one.value]))
      for (const [name, value] of once) {
        const fact = known.get(name)
        const fault = fact
          ? (kindFault(fact, worker.workerKind) ?? valueFault(fact, value))
          : `这里适用的《${regulation.title}》这个月不用登记“${name}”`
        if (fault) throw new Refusal('badInput', { message: fault })
      }
      const recorded = [...once].map(([name, value]) => ({ accountId, name, value }))
      await store.add(tx, recorded, { month, evidence, by: actor.accountId, atMs: nowMs })
      const detail = { month, evidence, values: Object.fromEntries(once) }
      audit('facts.recorded', accountId, worker.gridCode, detail)
      return done
    },

    async importTable(
      { evidence, rehearse, ...key }: InputOf<typeof contract.importTable>,
      context: UploadContext,
    ): Promise<OutputOf<typeof contract.importTable>> {
      const { actor, tx, nowMs, commandId, audit, file } = context
      const { townshipCode, month } = key
      await townshipFor(key, (code) => recordedFactsPolicy.mayRecord(actor, code))
      refuseFuture(month, nowMs)
      await refuseFrozen(key, context)
      const { facts } = await asked(key)
      const workers = await staff.workersOf([townshipCode], month)
      const { rows, rowCount, problems } = await readFactTable(file.bytes, {
        facts,
        workers,
        self: actor.accountId,
      })
      if (problems.length > 0 || rowCount === 0 || rehearse === 'yes')
        return { imported: false, rowCount, problems }
      const accountIds = [...new Set(rows.map((row) => row.accountId))]
      const held = entriesOf(await store.ofMonth(accountIds, month))
      // the same table brought in again changes nothing
      const fresh = rows.filter((row) => held.get(keyOf(row))?.[0]?.value !== row.value)
      if (fresh.length > 0)
        await store.add(tx, fresh, { month, evidence, by: actor.accountId, atMs: nowMs })
      const detail = { month, evidence, rowCount, values: fresh }
      audit('facts.imported', commandId, townshipCode, detail)
      return { imported: true, rowCount, problems: [] }
    },

    async template(key: Key, actor: Actor): Promise<FileAnswer> {
      const { townshipCode, month } = key
      const name = await townshipFor(key, (code) => recordedFactsPolicy.mayRecord(actor, code))
      const [{ facts }, workers] = await Promise.all([
        asked(key),
        staff.workersOf([townshipCode], month),
      ])
      return templateOf({ facts, workers, title: `${name} ${month} 月度事实` })
    },

    /** For the pay feature: of each of a township's workers what holds in the month. */
    async inMonth(
      townshipCode: string,
      month: string,
    ): Promise<Map<string, Record<string, HeldFact>>> {
      const workers = await staff.workersOf([townshipCode], month)
      const records = await store.ofMonth(
        workers.map((worker) => worker.accountId),
        month,
      )
      const held = new Map<string, Record<string, HeldFact>>()
      // the oldest first, so that the newest comes to stand
      for (const { accountId, name, value, evidence } of records.toReversed()) {
        const own = held.get(accountId) ?? {}
        own[name] = { value, evidence }
        held.set(accountId, own)
      }
      return held
    },
  }
}
