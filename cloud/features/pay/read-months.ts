import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/pay'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { addMonths, shanghaiMonth } from '../../platform/clock'
import { idText } from '../../platform/ids'
import { capitalForm, type PayRegulation } from '../../rules'
import type { AreaEntry, AreasService } from '../areas/areas.service'
import type { StaffService } from '../staff/staff.service'
import type { ClosingStore } from './closing.store'
import { type CollectFacts, factsHash } from './collect-facts'
import { evaluatedOf } from './evaluated'
import type { PayStore, TownshipMonthRow } from './pay.store'
import type { StoredStatement } from './statement-rows.store'
import { payPolicy } from './pay.policy'
import { presentMonth, presentRun, presentStatementRow } from './pay.present'

export interface ReadMonthsParts {
  store: PayStore
  closing: ClosingStore
  collectFacts: CollectFacts
  areas: AreasService
  staff: StaffService
  packs: ReadonlyMap<string, PayRegulation>
  /** Whether earlier final months wait for a correction line. */
  correctionsDue(townshipCode: string, month: string): Promise<boolean>
}

type Answer<E> = Promise<OutputOf<E>>

/** Above it the list does not look whether facts changed since; the freezing always does. */
const mostLookedAt = 2_000

export type MonthsReader = ReturnType<typeof createMonthsReader>

export function createMonthsReader(parts: ReadMonthsParts) {
  const { store, closing, collectFacts, areas, staff, packs } = parts

  async function townshipsOf(actor: Actor): Promise<AreaEntry[]> {
    const directory = await areas.directory()
    return visibleScopes(actor, payPolicy.readers).flatMap((scope) =>
      directory.townshipsUnder(scope),
    )
  }

  /** Whether computing now would give other facts for anybody: compared one by one. */
  async function isStale(townshipCode: string, month: string): Promise<boolean> {
    const [now, hashes] = await Promise.all([
      collectFacts.ofTownship(townshipCode, month),
      store.hashesOf(townshipCode, month),
    ])
    const missing: string[] = []
    let found = 0
    for (const { worker, facts, regulation } of now) {
      const known = hashes.get(worker.accountId)
      if (!known) missing.push(worker.accountId)
      else if (
        Buffer.compare(known, factsHash(JSON.stringify(facts), regulation.packVersion)) !== 0
      )
        return true
      else found += 1
    }
    if (found !== hashes.size) return true
    if (await parts.correctionsDue(townshipCode, month)) return true
    // whose month was made final elsewhere before he was moved here is not paid twice
    return (await store.frozenAmong(missing, month)) !== missing.length
  }

  async function present(
    townships: readonly AreaEntry[],
    month: string,
    actor: Actor,
    nowMs: number,
  ) {
    const codes = townships.map((township) => township.code)
    const [rows, objections, earlier] = await Promise.all([
      closing.months(codes, month),
      closing.openObjectionCounts(codes, month),
      closing.months(codes, addMonths(month, -1)),
    ])
    const byCode = new Map(rows.map((row) => [row.townshipCode, row]))
    const previous = new Map(
      earlier.map((row) => [
        row.townshipCode,
        row.computedAt === null ? null : Number(row.totalFen),
      ]),
    )
    const isOver = month < shanghaiMonth(nowMs)
    const looked = rows.reduce((sum, row) => sum + row.workerCount, 0) <= mostLookedAt
    const stale = async (row: TownshipMonthRow | undefined) =>
      row?.state === 'proposed' && looked ? isStale(row.townshipCode, month) : false
    return Promise.all(
      townships.map(async ({ code, name }) => {
        const row = byCode.get(code)
        const state = row?.state ?? 'open'
        const abilities = {
          close:
            isOver &&
            state !== 'frozen' &&
            state !== 'computing' &&
            payPolicy.mayClose(actor, code),
          freeze: state === 'proposed' && payPolicy.mayFreeze(actor, code),
        }
        return presentMonth(row, {
          townshipCode: code,
          townshipName: name,
          month,
          openObjections: objections.get(code) ?? 0,
          previousTotalFen: previous.get(code) ?? null,
          stale: await stale(row),
          abilities,
        })
      }),
    )
  }

  async function statementRows(
    stored: readonly StoredStatement[],
    townshipCode: string,
    month: string,
  ) {
    const ids = stored.map((row) => row.accountId)
    const [names, previous, directory, objections] = await Promise.all([
      staff.names(ids),
      store.payOf(ids, addMonths(month, -1)),
      areas.directory(),
      store.objections([townshipCode], month),
    ])
    const open = objections
      .filter((one) => one.state === 'open')
      .map((one) => idText(one.accountId))
    return stored.map((row) => {
      const statement = evaluatedOf(row, packs)
      const own = open.filter((accountId) => accountId === row.accountId)
      const shown = presentStatementRow(row, statement, {
        name: names.get(row.accountId) ?? '',
        directory,
        counted: packs.get(row.facts.regulation)?.reads.includes('checkIns') ?? false,
        previousPayFen: previous.get(row.accountId) ?? null,
        openObjections: own.length,
      })
      return { shown, statement }
    })
  }

  return {
    isStale,

    async months(
      { month }: InputOf<typeof contract.months>,
      actor: Actor,
      nowMs: number,
    ): Answer<typeof contract.months> {
      const townships = await townshipsOf(actor)
      const months = await present(townships, month, actor, nowMs)
      return { months, totalFen: months.reduce((sum, one) => sum + one.totalFen, 0) }
    },

    async progress(
      { month }: InputOf<typeof contract.progress>,
      actor: Actor,
    ): Answer<typeof contract.progress> {
      const townships = await townshipsOf(actor)
      const names = new Map(townships.map((one) => [one.code, one.name]))
      const runs = await closing.runs([...names.keys()], month)
      return {
        runs: runs.map((run) => presentRun(run, names.get(run.townshipCode) ?? run.townshipCode)),
      }
    },

    async statements(input: InputOf<typeof contract.statements>, actor: Actor, nowMs: number) {
      const { townshipCode, month } = input
      const township = (await areas.directory()).area(townshipCode)
      if (township?.level !== 'township' || !payPolicy.mayRead(actor, townshipCode))
        throw new Refusal('notFound')
      const [[shownMonth], stored] = await Promise.all([
        present([township], month, actor, nowMs),
        store.statementsOf(townshipCode, month),
      ])
      if (!shownMonth) throw new Refusal('notFound')
      const rows = await statementRows(stored, townshipCode, month)
      const totalFen = stored.reduce((sum, row) => sum + row.payFen, 0)
      return { month: shownMonth, rows, totalFen, totalInWords: capitalForm(totalFen), township }
    },
  }
}
