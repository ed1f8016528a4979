import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/scores'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { shanghaiMonth } from '../../platform/clock'
import { newId } from '../../platform/ids'
import type { AreasService } from '../areas/areas.service'
import type { MonthsService } from '../pay/months.service'
import type { StaffService, WorkerInMonth } from '../staff/staff.service'
import { scoresPolicy } from './scores.policy'
import type { ScoresStore, StoredItem, StoredScore } from './scores.store'

export interface ScoresParts {
  scores: ScoresStore
  staff: Pick<StaffService, 'workersOf' | 'names'>
  areas: Pick<AreasService, 'directory'>
  months: Pick<MonthsService, 'isFrozen' | 'stateOf'>
  /** Who is on leave over the whole month: nobody scores him. */
  onLeaveIn(month: string): Promise<ReadonlySet<string>>
}

type Key = InputOf<typeof contract.close>
type Sheet = OutputOf<typeof contract.sheet>

/** A month's points in full. */
const fullPoints = 100
const hundredthsOfPoint = 100
/** Names told of one item; more are counted. */
const mostNamed = 5
const done = { done: true as const }

const keyOf = (itemId: string, accountId: string) => `${itemId} ${accountId}`
const byKey = (scores: readonly StoredScore[]) =>
  new Map(scores.map((one) => [keyOf(one.itemId, one.accountId), one.scoreHundredths]))

/** Which office has yet to score whom, in words. */
export function missingScores(
  items: readonly StoredItem[],
  workers: readonly Pick<WorkerInMonth, 'accountId' | 'name'>[],
  scores: ReadonlyMap<string, number>,
): string[] {
  return items.flatMap(({ id, office, title }) => {
    const left = workers.filter(({ accountId }) => !scores.has(keyOf(id, accountId)))
    if (left.length === 0) return []
    const named = left.slice(0, mostNamed).map((worker) => worker.name)
    const more = left.length > mostNamed ? ` 等 ${left.length} 人` : ''
    return [`${office}（${title}）：${named.join('、')}${more}`]
  })
}

export type ScoresService = ReturnType<typeof createScores>

export function createScores({ scores: store, staff, areas, months, onLeaveIn }: ScoresParts) {
  async function townshipName(townshipCode: string): Promise<string> {
    const township = (await areas.directory()).area(townshipCode)
    if (township?.level !== 'township') throw new Refusal('notFound')
    return township.name
  }

  async function managed(actor: Actor, townshipCode: string): Promise<void> {
    await townshipName(townshipCode)
    if (!scoresPolicy.mayManage(actor, townshipCode)) throw new Refusal('notFound')
  }

  /** A worker's scores in the order of the items, and their sum once all are in. */
  function rowOf(
    worker: WorkerInMonth,
    gridName: string,
    shown: {
      items: readonly StoredItem[]
      reopened: ReadonlySet<string>
      sees(item: StoredItem): boolean
    },
    scores: ReadonlyMap<string, number>,
  ): Sheet['rows'][number] {
    const given = shown.items.map((item) => scores.get(keyOf(item.id, worker.accountId)) ?? null)
    const isWhole = shown.items.length > 0 && given.every((one) => one !== null)
    return {
      accountId: worker.accountId,
      workerName: worker.name,
      gridName,
      scoresHundredths: given.map((one, index) => {
        const item = shown.items[index]
        return item && shown.sees(item) ? one : null
      }),
      totalHundredths:
        isWhole && shown.items.every(shown.sees)
          ? given.reduce<number>((sum, one) => sum + (one ?? 0), 0)
          : null,
      reopened: shown.reopened.has(worker.accountId),
    }
  }

  return {
    async sheet({ townshipCode, month }: Key, actor: Actor): Promise<Sheet> {
      const name = await townshipName(townshipCode)
      const scopes = scoresPolicy.scopes(actor, townshipCode)
      if (scopes.length === 0) throw new Refusal('notFound')
      const key = { townshipCode, month }
      const [scheme, items, workers, directory, onLeave, reopened, state] = await Promise.all([
        store.scheme(townshipCode, month),
        store.items(key),
        staff.workersOf(scopes, month),
        areas.directory(),
        onLeaveIn(month),
        store.reopened(key),
        months.stateOf(townshipCode, month),
      ])
      const scored = workers.filter((worker) => !onLeave.has(worker.accountId))
      const scores = byKey(await store.scores(items.map((item) => item.id)))
      const seesAll = scoresPolicy.seesAll(actor, townshipCode)
      const mayScore = (item: StoredItem) => scoresPolicy.mayScore(actor, item.role, townshipCode)
      const sees = (item: StoredItem) => seesAll || mayScore(item)
      const isOpen = scheme?.state === 'open'
      const isReopened = !isOpen && reopened.size > 0
      const open = isOpen ? scored : scored.filter((one) => reopened.has(one.accountId))
      const mayManage = scoresPolicy.mayManage(actor, townshipCode)
      const names = await staff.names(scheme?.closedBy ? [scheme.closedBy] : [])
      return {
        townshipCode,
        townshipName: name,
        month,
        state: scheme?.state ?? 'none',
        items: items.map((item) => ({
          id: item.id,
          title: item.title,
          office: item.office,
          role: item.role,
          mostPoints: item.mostPoints,
          mayEnter: (isOpen || isReopened) && mayScore(item),
        })),
        rows: workers.map((worker) =>
          rowOf(worker, directory.areaName(worker.gridCode), { items, reopened, sees }, scores),
        ),
        missing: isOpen || isReopened ? missingScores(items.filter(sees), open, scores) : [],
        closedByName: scheme?.closedBy ? (names.get(scheme.closedBy) ?? null) : null,
        closedAtMs: scheme?.closedAtMs ?? null,
        abilities: {
          setScheme: mayManage && scheme?.state !== 'closed' && scores.size === 0,
          close: mayManage && (isOpen || isReopened),
          reopen: mayManage && scheme?.state === 'closed' && state !== 'frozen',
        },
      }
    },

    async setScheme(
      { items, ...key }: InputOf<typeof contract.setScheme>,
      { actor, tx, nowMs, audit }: CommandContext,
    ) {
      await managed(actor, key.townshipCode)
      const total = items.reduce((sum, item) => sum + item.mostPoints, 0)
      if (total !== fullPoints) throw new Refusal('schemeTotal', { total })
      const state = await store.lock(tx, key)
      const before = await store.items(key, tx)
      const entered = await store.scores(
        before.map((item) => item.id),
        tx,
      )
      if (state === 'closed' || entered.length > 0) throw new Refusal('schemeInUse')
      const made = items.map((item) => ({ ...item, id: newId() }))
      const set = { by: actor.accountId, atMs: nowMs, again: state !== null }
      await store.setScheme(tx, key, made, set)
      audit('scores.schemeSet', `${key.townshipCode} ${key.month}`, key.townshipCode, { items })
      return done
    },

    async enter(
      { itemId, scores }: InputOf<typeof contract.enter>,
      { actor, tx, nowMs, audit }: CommandContext,
    ) {
      const item = await store.item(itemId)
      if (!item || !scoresPolicy.mayScore(actor, item.role, item.townshipCode))
        throw new Refusal('notFound')
      const state = await store.lock(tx, item)
      const reopened = state === 'closed' ? await store.reopened(item, tx) : null
      // a closed month takes scores only of those for whom it was opened again
      if (reopened && !scores.every((one) => reopened.has(one.accountId)))
        throw new Refusal('scoresClosed')
      const most = item.mostPoints * hundredthsOfPoint
      if (scores.some((one) => one.scoreHundredths > most))
        throw new Refusal('scoreTooHigh', { most: item.mostPoints })
      const workers = await staff.workersOf([item.townshipCode], item.month)
      const gridOf = new Map(workers.map((worker) => [worker.accountId, worker.gridCode]))
      for (const { accountId } of scores) {
        const gridCode = gridOf.get(accountId)
        if (!gridCode || !scoresPolicy.mayScoreWorker(actor, item.role, gridCode))
          throw new Refusal('notFound')
        if (accountId === actor.accountId) throw new Refusal('ownCase')
      }
      const once = new Map(scores.map((one) => [one.accountId, one]))
      await store.enter(tx, itemId, [...once.values()], { by: actor.accountId, atMs: nowMs })
      audit('scores.entered', itemId, item.townshipCode, { month: item.month, scores })
      return done
    },

    async close(key: Key, { actor, tx, nowMs, audit }: CommandContext) {
      await managed(actor, key.townshipCode)
      if (key.month >= shanghaiMonth(nowMs)) throw new Refusal('monthNotOver')
      const state = await store.lock(tx, key)
      if (state === null) throw new Refusal('notFound')
      const reopened = state === 'closed' ? await store.reopened(key, tx) : null
      if (reopened?.size === 0) throw new Refusal('scoresClosed')
      const workers = await staff.workersOf([key.townshipCode], key.month)
      if (workers.some((worker) => worker.accountId === actor.accountId))
        throw new Refusal('ownCase')
      const items = await store.items(key, tx)
      const itemIds = items.map((item) => item.id)
      const onLeave = await onLeaveIn(key.month)
      const scored = workers.filter(
        ({ accountId }) => !onLeave.has(accountId) && (reopened?.has(accountId) ?? true),
      )
      const missing = missingScores(items, scored, byKey(await store.scores(itemIds, tx)))
      if (missing.length > 0) throw new Refusal('scoresMissing', { message: missing.join('；') })
      const closed = { by: actor.accountId, atMs: nowMs }
      if (reopened) await store.closeReopened(tx, key, closed)
      else await store.close(tx, key, closed)
      audit('scores.closed', `${key.townshipCode} ${key.month}`, key.townshipCode, {
        ...(reopened ? { accountIds: [...reopened] } : { workers: workers.length }),
      })
      return done
    },

    /** For one person alone: who was posted in late, or whose score was wrong. The others stay as they are. */
    async reopen(
      { accountId, reason, ...key }: InputOf<typeof contract.reopen>,
      { actor, tx, nowMs, audit }: CommandContext,
    ) {
      await managed(actor, key.townshipCode)
      if (await months.isFrozen(key.townshipCode, key.month, tx)) throw new Refusal('monthFrozen')
      const state = await store.lock(tx, key)
      const workers = await staff.workersOf([key.townshipCode], key.month)
      if (state === null || !workers.some((worker) => worker.accountId === accountId))
        throw new Refusal('notFound')
      if (accountId === actor.accountId) throw new Refusal('ownCase')
      const isOpen = state === 'open' || (await store.reopened(key, tx)).has(accountId)
      if (isOpen) throw new Refusal('alreadyDecided')
      await store.reopen(tx, key, { accountId, reason, by: actor.accountId, atMs: nowMs })
      audit('scores.reopened', accountId, key.townshipCode, { month: key.month, reason })
      return done
    },

    /**
     * A closed month's scores by worker, in the words of a regulation's facts; null: not closed, and
     * then nothing may be computed from it (a score that is missing is not zero).
     */
    async officeScores(townshipCode: string, month: string) {
      const scheme = await store.scheme(townshipCode, month)
      if (scheme?.state !== 'closed') return null
      const items = await store.items(scheme)
      const stored = await store.scores(items.map((item) => item.id))
      const scores = byKey(stored)
      // of whom it is open again nothing may be computed until it is closed
      const reopened = await store.reopened({ townshipCode, month })
      const accountIds = [...new Set(stored.map((one) => one.accountId))].filter(
        (accountId) => !reopened.has(accountId),
      )
      return new Map(
        accountIds.map((accountId) => [
          accountId,
          items.map(({ id, office, mostPoints }) => ({
            office,
            mostPoints,
            scoreHundredths: scores.get(keyOf(id, accountId)) ?? null,
          })),
        ]),
      )
    },
  }
}
