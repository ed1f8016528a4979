import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/training'
import { type Actor, actorOn, isOwnPost, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CallContext, CommandContext } from '../../http/serve'
import { dayStartMs, shanghaiDay } from '../../platform/clock'
import { fieldTimeOf, lateHours } from '../../platform/field-time'
import type { AreasService, Directory } from '../areas/areas.service'
import type { StaffService } from '../staff/staff.service'
import { trainingPolicy } from './training.policy'
import type { ItemRecord, TrainingStore } from './training.store'

export interface TrainingParts {
  store: TrainingStore
  areas: Pick<AreasService, 'directory'>
  staff: Pick<StaffService, 'names'>
  signingKey: Uint8Array
}

type Answer<E> = Promise<OutputOf<E>>

const done = { done: true as const }

function yearOf(nowMs: number): { fromMs: number; toMs: number } {
  const year = Number(shanghaiDay(nowMs).slice(0, 4))
  return { fromMs: dayStartMs(`${year}-01-01`), toMs: dayStartMs(`${year + 1}-01-01`) }
}

function told(record: ItemRecord, names: ReadonlyMap<string, string>, directory: Directory) {
  return {
    id: record.id,
    title: record.title,
    text: record.text,
    minutes: record.minutes,
    dueOn: record.dueOn,
    areaName: directory.areaName(record.areaCode),
    publishedByName: names.get(record.publishedBy) ?? '',
    publishedAtMs: record.publishedAtMs,
  }
}

export type TrainingService = ReturnType<typeof createTraining>

export function createTraining({ store, areas, staff, signingKey }: TrainingParts) {
  async function around(records: readonly ItemRecord[]) {
    const [names, directory] = await Promise.all([
      staff.names(records.map((one) => one.publishedBy)),
      areas.directory(),
    ])
    return (record: ItemRecord) => told(record, names, directory)
  }

  /** His own grid: who stands in elsewhere studies what is his own. */
  const gridOf = (actor: Actor) =>
    actor.posts.find((post) => post.role === 'worker' && isOwnPost(post))?.scopeCode

  return {
    async mine(actor: Actor, { nowMs }: CallContext): Answer<typeof contract.mine> {
      const gridCode = gridOf(actor)
      const [records, studied] = await Promise.all([
        gridCode === undefined ? [] : store.itemsFor(gridCode),
        store.recordsOf(actor.accountId),
      ])
      const present = await around(records)
      const items = records.map((record) => ({
        ...present(record),
        studiedAtMs: studied.get(record.id)?.atMs ?? null,
      }))
      const { fromMs, toMs } = yearOf(nowMs)
      const ofYear = [...studied.values()].filter(({ atMs }) => atMs >= fromMs && atMs < toMs)
      return {
        items: [
          ...items.filter((one) => one.studiedAtMs === null),
          ...items.filter((one) => one.studiedAtMs !== null),
        ],
        studiedMinutes: ofYear.reduce((sum, { minutes }) => sum + minutes, 0),
      }
    },

    /**
     * Said again it stays as it was the first time. Said without a network it counts for when it was
     * said, also when the item was taken back or the grid changed before it arrived.
     */
    async studied(
      { itemId, stamp }: InputOf<typeof contract.studied>,
      { actor, tx, nowMs, audit }: CommandContext,
    ) {
      const time = fieldTimeOf(stamp, { receivedAtMs: nowMs, lateHours, signingKey })
      const grids = [actorOn(actor, shanghaiDay(time.takenAtMs)), actor].map(gridOf)
      const record = await store.lock(tx, itemId)
      const gridCode = record && grids.find((code) => code?.startsWith(record.areaCode))
      if (!record || !gridCode) throw new Refusal('notFound')
      const { accountId } = actor
      const { minutes, withdrawnAtMs } = record
      if (withdrawnAtMs !== null && time.takenAtMs >= withdrawnAtMs) {
        if (await store.hasRecord(tx, { itemId, accountId })) return done
        throw new Refusal('studyWithdrawn')
      }
      const atMs = Math.max(time.takenAtMs, record.publishedAtMs)
      if (await store.addRecord(tx, { itemId, accountId, minutes, atMs }))
        audit('study.studied', itemId, gridCode, { minutes, notes: time.notes })
      return done
    },

    async list(
      { areaCode }: InputOf<typeof contract.list>,
      actor: Actor,
      { nowMs }: CallContext,
    ): Answer<typeof contract.list> {
      const scopes = visibleScopes(actor, trainingPolicy.readers, areaCode)
      if (scopes.length === 0) throw new Refusal('notFound')
      const today = shanghaiDay(nowMs)
      const records = await store.itemsOf(scopes)
      const present = await around(records)
      const counts = new Map<string, Promise<number>>()
      const workersIn = (part: readonly string[]) => {
        const key = part.join()
        const count = counts.get(key) ?? store.workerCount(part, today)
        counts.set(key, count)
        return count
      }
      const items = await Promise.all(
        records.map(async (record) => {
          const part = trainingPolicy.partOf(actor, record.areaCode)
          return {
            ...present(record),
            withdrawnAtMs: record.withdrawnAtMs,
            workerCount: await workersIn(part),
            studiedCount: await store.studiedCount(record.id, part, today),
            abilities: {
              withdraw:
                record.withdrawnAtMs === null && trainingPolicy.mayPublish(actor, record.areaCode),
            },
          }
        }),
      )
      const abilities = { publish: visibleScopes(actor, trainingPolicy.publishers).length > 0 }
      return { items, abilities }
    },

    async progress(
      { itemId }: InputOf<typeof contract.progress>,
      actor: Actor,
      { nowMs }: CallContext,
    ): Answer<typeof contract.progress> {
      const record = await store.item(itemId)
      const part = record ? trainingPolicy.partOf(actor, record.areaCode) : []
      if (part.length === 0) throw new Refusal('notFound')
      const when = { today: shanghaiDay(nowMs), year: yearOf(nowMs) }
      const [workers, directory] = await Promise.all([
        store.workers(itemId, part, when),
        areas.directory(),
      ])
      return {
        workers: workers.map(({ gridCode, ...worker }) => ({
          ...worker,
          gridName: directory.areaName(gridCode),
        })),
      }
    },

    async publish(
      { areaCode, title, text, minutes, dueOn }: InputOf<typeof contract.publish>,
      { actor, tx, nowMs, commandId, audit }: CommandContext,
    ) {
      const directory = await areas.directory()
      if (!directory.area(areaCode) || !trainingPolicy.mayPublish(actor, areaCode))
        throw new Refusal('notFound')
      await store.add(tx, {
        id: commandId,
        areaCode,
        title,
        text,
        minutes,
        dueOn: dueOn ?? null,
        publishedBy: actor.accountId,
        publishedAtMs: nowMs,
      })
      audit('study.published', commandId, areaCode, { title, minutes })
      return done
    },

    async withdraw(
      { itemId }: InputOf<typeof contract.withdraw>,
      { actor, tx, nowMs, audit }: CommandContext,
    ) {
      const record = await store.lock(tx, itemId)
      if (!record || !trainingPolicy.mayPublish(actor, record.areaCode))
        throw new Refusal('notFound')
      if (record.withdrawnAtMs !== null) throw new Refusal('alreadyDecided')
      await store.withdraw(tx, itemId, actor.accountId, nowMs)
      audit('study.withdrawn', itemId, record.areaCode, { title: record.title })
      return done
    },
  }
}
