import { Refusal } from '../../http/refusal'
import { createLane, isConflict, isDatabaseAway, isDuplicate } from '../../platform/database'
import type { NoticeDraft } from '../notices/notices.service'
import { type Applied, applyMove, type MoveCall, type Surroundings } from './apply-move'
import type { Situation } from './find-move'
import { noticesOf } from './matter-notices'
import type { Written } from './matter-sql'
import type { Loaded, MoveStore } from './move.store'
import { type MatterDraft, raiseMatter } from './raise-matter'
import type { Matter, MatterEvent } from './standing'

/** Something to be done to a matter: raised, or moved on. */
export type Submitted =
  | { kind: 'raise'; draft: MatterDraft; judicialCode: string | null; nowMs: number }
  | {
      kind: 'move'
      matterId: string
      call: MoveCall
      /** Whether the caller may know of it at all: else there is no such matter. */
      maySee(situation: Situation): boolean
    }

export interface Moved {
  matterId: string
  /** Of what was raised; '' for every other move. */
  receiptNumber: string
  state: Matter['state']
  number: number
  atMs: number
}

/** What is kept in memory of the world and holds for a whole batch. */
export type Known = Pick<Surroundings, 'holderKind' | 'countyClocks'>

export interface LaneParts {
  store: MoveStore
  /** What there is to hold matters and how long clocks run, as it is known now; asked once a batch. */
  known(): Promise<Known>
  noticeText(drafts: readonly NoticeDraft[]): string
}

const mostAttempts = 5

const commandIdOf = (one: Submitted) => (one.kind === 'raise' ? one.draft.id : one.call.commandId)
const hashOf = (one: Submitted) =>
  one.kind === 'raise' ? one.draft.contentHash : one.call.contentHash

function matterIdsOf(one: Submitted): string[] {
  if (one.kind === 'raise') return []
  const { targetId } = one.call.input
  return targetId === null ? [one.matterId] : [one.matterId, targetId]
}

function movedOf({ matterId, toState, number, atMs, detail }: MatterEvent): Moved {
  const receiptNumber = String(detail?.receiptNumber ?? '')
  return { matterId, receiptNumber, state: toState, number, atMs }
}

/** A failure that may be gone the next time: somebody was first, a conflict, the connection lost or killed. */
function passes(error: unknown): boolean {
  const number = (error as { errno?: number } | null)?.errno
  return (
    isDuplicate(error) ||
    isConflict(error) ||
    isDatabaseAway(error) ||
    number === 1927 ||
    number === 1317
  )
}

/** Works a batch out in memory, one after the other, on what was loaded for all of it. */
class Batch {
  readonly written: Written[] = []
  private readonly done: Map<string, MatterEvent>
  private readonly situations: Loaded['situations']

  constructor(
    loaded: Loaded,
    private readonly known: Known,
    private readonly attempt: number,
  ) {
    this.done = loaded.done
    this.situations = loaded.situations
  }

  carryOut(one: Submitted): Moved {
    const first = this.done.get(commandIdOf(one))
    if (first) return this.repeated(one, first)
    return one.kind === 'raise' ? this.raise(one) : this.move(one)
  }

  /** Whoever may not see it learns nothing from an id that is taken. */
  private repeated(one: Submitted, first: MatterEvent): Moved {
    const isSame = Buffer.compare(first.contentHash, hashOf(one)) === 0
    if (!isSame) throw new Refusal('commandConflict')
    return movedOf(first)
  }

  private raise({ draft, judicialCode, nowMs }: Extract<Submitted, { kind: 'raise' }>): Moved {
    const world = { ...this.known, target: null, isFollowed: false }
    const applied = raiseMatter(draft, judicialCode, world, nowMs, this.attempt)
    return this.keep({ before: null, applied }, false)
  }

  private move({ matterId, call, maySee }: Extract<Submitted, { kind: 'move' }>): Moved {
    const situation = this.situations.get(matterId)
    if (!situation || !maySee(situation)) throw new Refusal('notFound')
    const { targetId } = call.input
    const target = targetId === null ? null : (this.situations.get(targetId) ?? null)
    if (target && !maySee(target)) throw new Refusal('notFound')
    const { isFollowed } = situation
    const applied = applyMove(situation, call, { ...this.known, target, isFollowed })
    if (applied.matter.mergedInto && target) target.isFollowed = true
    return this.keep({ before: situation, applied }, isFollowed)
  }

  private keep(written: Written, isFollowed: boolean): Moved {
    const { matter, tasks, event } = written.applied
    this.written.push(written)
    this.done.set(event.id, event)
    this.situations.set(matter.id, { matter, tasks, isFollowed })
    return movedOf(event)
  }

  get notices(): NoticeDraft[] {
    return this.written.flatMap(({ applied }: { applied: Applied }) => noticesOf(applied))
  }
}

export type MoveLane = ReturnType<typeof createMoveLane>

/** Carries out what arrives together in one transaction, each exactly once, whatever was sent twice. */
export function createMoveLane({ store, known: knownNow, noticeText }: LaneParts) {
  async function write(all: readonly Submitted[], attempt: number): Promise<(Moved | Error)[]> {
    const known = await knownNow()
    const loaded = await store.load(all.map(commandIdOf), all.flatMap(matterIdsOf))
    const batch = new Batch(loaded, known, attempt)
    const results = all.map((one) => {
      try {
        return batch.carryOut(one)
      } catch (error) {
        return error as Error
      }
    })
    await store.save(batch.written, noticeText(batch.notices))
    return results
  }

  async function flush(all: readonly Submitted[]): Promise<(Moved | Error)[]> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        // a receipt number that is taken already: the next attempt makes another
        return await write(all, all.length === 1 ? attempt : 0)
      } catch (error) {
        store.drop()
        if (passes(error) && attempt < mostAttempts) continue
        if (all.length > 1) return oneByOne(all)
        throw passes(error) ? new Refusal('databaseBusy') : error
      }
    }
  }

  /** One that the database will not have must not take the others with it. */
  async function oneByOne(all: readonly Submitted[]): Promise<(Moved | Error)[]> {
    const results: (Moved | Error)[] = []
    for (const one of all) {
      try {
        results.push(...(await flush([one])))
      } catch (error) {
        results.push(error as Error)
      }
    }
    return results
  }

  const lane = createLane<Submitted, Moved>(flush, {
    mostItems: 200,
    mostWaiting: 20_000,
    overloaded: () => new Refusal('databaseBusy'),
  })

  return {
    submit: lane.submit,
    async close() {
      await lane.idle()
      store.drop()
    },
  }
}
