import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/matters'
import type { Satisfaction } from '../../contract/matter-taxonomy'
import { type Actor, reaches } from '../../http/actor'
import { canonicalJson, contentHash } from '../../http/idempotency'
import { Refusal } from '../../http/refusal'
import type { OwnContext } from '../../http/serve'
import type { Transaction } from '../../platform/database'
import { fieldTimeOf, lateHours } from '../../platform/field-time'
import type { AreasService } from '../areas/areas.service'
import type { NoticeDraft } from '../notices/notices.service'
import type { UnitsService } from '../units/units.service'
import { applyMove, type Surroundings } from './apply-move'
import { noticesOf } from './matter-notices'
import type { Written } from './matter-sql'
import { mattersPolicy } from './matters.policy'
import { writeInside } from './move.store'
import type { LaneParts, Moved, MoveLane } from './move-lane'
import { type MatterDraft, raiseMatter } from './raise-matter'
import { type MatterEvent, type MoveInput, nothingGiven } from './standing'

export interface MakeMovesParts {
  lane: MoveLane
  areas: Pick<AreasService, 'directory'>
  units: Pick<UnitsService, 'directory'>
  known: LaneParts['known']
  signingKey: Uint8Array
  noticeText(drafts: readonly NoticeDraft[]): string
}

/** A move of the one who raised it, who has proven that the matter is his. */
export interface ResidentMove {
  commandId: string
  matterId: string
  move: 'evaluate' | 'notSolved' | 'followUp' | 'message' | 'withdraw' | 'supplement'
  text?: string | undefined
  photoIds?: readonly string[] | undefined
  satisfaction?: Satisfaction | undefined
  contentHash: Uint8Array
  nowMs: number
}

/** A worker's own handling that comes with his report (STD-6.2h). */
export interface SelfHandling {
  /** Id of the second event; made from the report's, so that a repeat is the same. */
  commandId: string
  result: string
  answers: { injury: boolean; propertyLoss: boolean } | null
  actor: Actor
}

type RaiseInput = InputOf<typeof contract.raise>
type MoveGiven = InputOf<typeof contract.makeMove>

/** Of the caller too: somebody else's repeat is no repeat. */
export const callHash = (callerId: string, input: unknown) =>
  contentHash(callerId, canonicalJson(input))

function moveInputOf(input: MoveGiven): MoveInput {
  return {
    text: input.text ?? null,
    photoIds: [...new Set(input.photoIds ?? [])],
    position: input.position ?? null,
    leadCode: input.leadCode ?? null,
    coCodes: input.coCodes ?? [],
    targetId: input.targetId ?? null,
    dueAtMs: input.dueAtMs ?? null,
    answers: input.answers ?? null,
    satisfaction: input.satisfaction ?? null,
    taskNumber: input.taskNumber ?? null,
  }
}

export function createMakeMoves(parts: MakeMovesParts) {
  const { lane, areas, units, known, signingKey, noticeText } = parts

  async function gridFor(actor: Actor, given: string | undefined): Promise<string> {
    const directory = await areas.directory()
    const [own] = actor.posts.filter((post) => post.role === 'worker')
    const gridCode = given ?? own?.scopeCode
    if (gridCode === undefined) {
      const message = '请选择是哪个网格的事情'
      throw new Refusal('badInput', { message, issues: [{ path: 'gridCode', message }] })
    }
    const grid = directory.grid(gridCode)
    const mayRaise =
      mattersPolicy.mayRaiseIn(actor, gridCode) || mattersPolicy.departmentReaches(actor, gridCode)
    if (!grid || grid.retired || !mayRaise) throw new Refusal('gridNotYours')
    return grid.code
  }

  async function raise(draft: MatterDraft, nowMs: number): Promise<Moved> {
    const judicialCode = (await units.directory()).judicialUnitOf(draft.gridCode)
    return lane.submit({ kind: 'raise', draft, judicialCode, nowMs })
  }

  return {
    raise,

    async raiseByStaff(
      input: RaiseInput,
      { actor, commandId, nowMs }: OwnContext,
    ): Promise<OutputOf<typeof contract.raise>> {
      const time = fieldTimeOf(input.stamp, { receivedAtMs: nowMs, lateHours, signingKey })
      const gridCode = await gridFor(actor, input.gridCode)
      const { matterId, receiptNumber, state, atMs } = await raise(
        {
          id: commandId,
          source: reaches(actor, ['worker'], gridCode) ? 'worker' : 'office',
          classCode: input.classCode,
          level: input.level,
          objectType: input.objectType,
          text: input.text,
          placeText: input.placeText ?? null,
          position: input.position,
          gridCode,
          raisedBy: actor.accountId,
          raisedAtMs: time.takenAtMs,
          photoIds: [...new Set(input.photoIds)],
          contentHash: callHash(actor.accountId, input),
        },
        nowMs,
      )
      return { matterId, receiptNumber, state, atMs }
    },

    async moveByStaff(
      input: MoveGiven,
      { actor, commandId, nowMs }: OwnContext,
    ): Promise<OutputOf<typeof contract.makeMove>> {
      const { matterId, state, number, atMs } = await lane.submit({
        kind: 'move',
        matterId: input.matterId,
        maySee: (situation) => mattersPolicy.maySee(actor, situation),
        call: {
          commandId,
          move: input.move,
          input: moveInputOf(input),
          mover: { kind: 'staff', accountId: actor.accountId, posts: actor.posts },
          contentHash: callHash(actor.accountId, input),
          atMs: nowMs,
        },
      })
      return { matterId, state, number, atMs }
    },

    residentMove(given: ResidentMove): Promise<Moved> {
      const { commandId, matterId, move, contentHash: hash, nowMs } = given
      return lane.submit({
        kind: 'move',
        matterId,
        maySee: ({ matter }) => matter.raisedBy === null,
        call: {
          commandId,
          move,
          input: {
            ...nothingGiven,
            text: given.text ?? null,
            photoIds: [...new Set(given.photoIds ?? [])],
            satisfaction: given.satisfaction ?? null,
          },
          mover: { kind: 'resident' },
          contentHash: hash,
          atMs: nowMs,
        },
      })
    },

    /** The matter that a report brings, in the report's own transaction. */
    async raiseInside(
      tx: Pick<Transaction, '$executeRawUnsafe'>,
      draft: MatterDraft,
      selfHandling: SelfHandling | null,
      nowMs: number,
    ): Promise<void> {
      const [directory, now] = await Promise.all([units.directory(), known()])
      const world: Surroundings = { ...now, target: null, isFollowed: false }
      const raised = raiseMatter(draft, directory.judicialUnitOf(draft.gridCode), world, nowMs)
      const written: Written[] = [{ before: null, applied: raised }]
      const handled = selfHandling && selfHandled(raised, selfHandling, world, nowMs)
      if (handled) written.push({ before: raised, applied: handled })
      await writeInside(
        tx,
        written,
        noticeText(written.flatMap(({ applied }) => noticesOf(applied))),
      )
    },
  }
}

/**
 * What the worker settled on the spot; null where it is not his to settle: the report is taken all
 * the same, and goes the ordinary way.
 */
function selfHandled(
  raised: {
    matter: Written['applied']['matter']
    tasks: Written['applied']['tasks']
    event: MatterEvent
  },
  { commandId, result, answers, actor }: SelfHandling,
  world: Surroundings,
  nowMs: number,
) {
  try {
    return applyMove(
      raised,
      {
        commandId,
        move: 'selfHandle',
        input: { ...nothingGiven, text: result, answers },
        mover: { kind: 'staff', accountId: actor.accountId, posts: actor.posts },
        contentHash: raised.event.contentHash,
        atMs: nowMs,
      },
      world,
    )
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
