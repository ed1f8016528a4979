import { addMonths } from '../../platform/clock'
import type { Database, Transaction } from '../../platform/database'
import type { HeldMatters, PayRegulation } from '../../rules'
import type { Audit } from '../../http/serve'
import type { MonthCountsService } from '../matters/month-counts.service'
import type { NewRun } from './closing.store'
import { evaluatedOf } from './evaluated'
import type { LaterTruth } from './later-truth'
import type { LaterTruthStore } from './later-truth.store'
import type { Deed, PayStore } from './pay.store'

export interface LaterMattersParts {
  store: Pick<PayStore, 'statementsOf' | 'writeAudit'>
  laterTruths: LaterTruthStore
  matterCounts: MonthCountsService
  packs: ReadonlyMap<string, PayRegulation>
  database: Pick<Database, 'transaction'>
  laterTruth(truth: LaterTruth): Promise<boolean>
}

/** A person's final month that the loop's matters would make another. */
interface Turned {
  accountId: string
  month: string
  was: HeldMatters
  matters: HeldMatters
  /** Beyond what was corrected of the month before. */
  payDeltaFen: number
  accrualDeltaFen: number
}

/** Final months older than these are not looked at again. */
const lookBackMonths = 12
/** Of months older than that so many more are looked at to tell what waits for people. */
const toldBackMonths = 36
const none: HeldMatters = { known: 0, found: 0, due: 0, closed: 0 }

const labels: Record<keyof HeldMatters, string> = {
  known: '各处知道的问题',
  found: '本网格发现的问题',
  due: '应办结的事件',
  closed: '已办结的事件',
}

function reasonOf({ was, matters }: Turned): string {
  const keys = Object.keys(labels) as (keyof HeldMatters)[]
  const changed = keys.filter((key) => was[key] !== matters[key])
  if (changed.length === 0) return '事项的办理结果又与定案时相同，收回以前的更正'
  const told = changed.map((key) => `${labels[key]}由 ${was[key]} 件变为 ${matters[key]} 件`)
  return `定案以后事项有了新的办理结果：${told.join('，')}`
}

export interface WaitingMatter {
  kind: 'due' | 'tooOld'
  accountId: string
  /** The final month. */
  month: string
  payDeltaFen: number
  accrualDeltaFen: number
  reason: string
}

export type LaterMatters = ReturnType<typeof createLaterMatters>

/**
 * Matters are decided, merged and reopened at any time, also those that a final month counted. When
 * a later month is computed they are counted again: what differs becomes a correction line in the
 * first open month, the final one stays as it is. A later month is stale while such a line is due.
 */
export function createLaterMatters(parts: LaterMattersParts) {
  const { store, laterTruths, matterCounts, packs, database, laterTruth } = parts
  const counting = [...packs.values()].filter((pack) => pack.counted).map((pack) => pack.id)

  async function turnedIn(townshipCode: string, month: string): Promise<Turned[]> {
    const stored = await store.statementsOf(townshipCode, month)
    const [counts, corrected] = await Promise.all([
      matterCounts.inMonth(townshipCode, month),
      laterTruths.correctedOf(
        stored.map((row) => row.accountId),
        month,
      ),
    ])
    return stored.flatMap((row) => {
      const { accountId, facts } = row
      const pack = packs.get(facts.regulation)
      if (!pack?.counted) return []
      const was = pack.counted.mattersIn(facts)
      const matters = counts.get(row.gridCode) ?? none
      const done = corrected.get(accountId)
      // counted as it was and never corrected: nothing can have turned by its matters
      if (!done && JSON.stringify(was) === JSON.stringify(matters)) return []
      const now = pack.evaluateMonth(pack.counted.withMatters(facts, matters))
      const correction = pack.correct(evaluatedOf(row, packs), now)
      const payDeltaFen = correction.payDeltaFen - (done?.payDeltaFen ?? 0)
      const accrualDeltaFen = correction.accrualDeltaFen - (done?.accrualDeltaFen ?? 0)
      if (payDeltaFen === 0 && accrualDeltaFen === 0) return []
      return [{ accountId, month, was, matters, payDeltaFen, accrualDeltaFen }]
    })
  }

  /** Of the final months of a stretch; nothing is asked where no regulation counts matters. */
  async function turnedWithin(
    townshipCode: string,
    range: { from: string; before: string },
  ): Promise<Turned[]> {
    const months = await laterTruths.frozenBefore(townshipCode, range, counting)
    const found: Turned[] = []
    for (const month of months) found.push(...(await turnedIn(townshipCode, month)))
    return found
  }

  const turned = (townshipCode: string, before: string) =>
    turnedWithin(townshipCode, { from: addMonths(before, -lookBackMonths), before })

  return {
    /**
     * What waits before this month is computed, oldest first: what its computation makes lines of,
     * and what is too old for that, which only people can settle.
     */
    async waiting(townshipCode: string, before: string): Promise<WaitingMatter[]> {
      const oldest = addMonths(before, -lookBackMonths)
      const range = { from: addMonths(oldest, -toldBackMonths), before: oldest }
      const [old, due] = [
        await turnedWithin(townshipCode, range),
        await turned(townshipCode, before),
      ]
      const told = (kind: WaitingMatter['kind']) => (one: Turned) => {
        const { accountId, month, payDeltaFen, accrualDeltaFen } = one
        return { kind, accountId, month, payDeltaFen, accrualDeltaFen, reason: reasonOf(one) }
      }
      return [...old.map(told('tooOld')), ...due.map(told('due'))]
    },

    isDue: async (townshipCode: string, month: string): Promise<boolean> =>
      (await turned(townshipCode, month)).length > 0,

    /** Makes the lines that are due; told before the run's month is computed. */
    async correct(run: NewRun): Promise<void> {
      for (const one of await turned(run.townshipCode, run.month))
        await database.transaction(async (tx: Transaction) => {
          const deeds: Deed[] = []
          const by = { accountId: run.startedBy, commandId: run.id, atMs: run.startedAtMs }
          const audit: Audit = (event, subjectId, areaCode = null, detail) =>
            void deeds.push({ event, subjectId, areaCode, detail, ...by })
          const { accountId, month, matters } = one
          await laterTruth({
            ...{ accountId, month, matters, tx, audit },
            cause: 'mattersDecided',
            reason: reasonOf(one),
            actor: { accountId: run.startedBy },
            nowMs: run.startedAtMs,
          })
          await store.writeAudit(tx, deeds)
        })
    },
  }
}
