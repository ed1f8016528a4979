import type { InputOf } from '../../contract/define'
import { reportItem } from '../../contract/report-taxonomy'
import type * as contract from '../../contract/reports'
import { type Actor, type ActorPost, actorOn, byNearness } from '../../http/actor'
import { canonicalJson, contentHash } from '../../http/idempotency'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { shanghaiDay, shanghaiMonth } from '../../platform/clock'
import { isDuplicate } from '../../platform/database'
import { fieldTimeOf, lateHours } from '../../platform/field-time'
import { judgePosition } from '../../platform/geometry'
import { idBytes, idText } from '../../platform/ids'
import type { AreasService, Directory } from '../areas/areas.service'
import { placeCell, textFingerprint } from '../../platform/likeness'
import type { PhotosStore } from './photos.store'
import { reportsPolicy } from './reports.policy'
import { type ReportNote, takenAtMs } from './reports.present'
import type { ReportRecord, ReportsStore } from './reports.store'

/** The matter that a report is on its way through the loop, written in the report's transaction. */
export interface ReportedMatter {
  id: string
  itemCode: string
  level: 'ordinary' | 'urgent' | 'emergency'
  text: string
  position: InputOf<typeof contract.submit>['position']
  gridCode: string
  raisedAtMs: number
  photoIds: readonly string[]
  contentHash: Uint8Array
  /** Null: not settled on the spot. */
  selfHandled: { result: string; answers: { injury: boolean; propertyLoss: boolean } } | null
}

export interface SubmitParts {
  raiseMatter(matter: ReportedMatter, context: CommandContext): Promise<void>
  store: ReportsStore
  photosStore: PhotosStore
  areas: AreasService
  signingKey: Uint8Array
}

type Input = InputOf<typeof contract.submit>

export interface ReportedPlace {
  gridCode: string
  /** Reported in a worker's post for his own grid: it counts for him. */
  asWorker: boolean
}

/** The worker's posts: his own before those he stands in for, the one that began last first. */
function workerPosts(actor: Actor): ActorPost[] {
  return actor.posts.filter((post) => post.role === 'worker').sort(byNearness)
}

function otherPlace(actor: Actor, directory: Directory, given: string | undefined): ReportedPlace {
  const scopes = reportsPolicy.reportingScopes(actor)
  if (scopes.length === 0) throw new Refusal('notInService')
  const only = scopes.flatMap((scope) => directory.gridsUnder(scope))
  if (given === undefined && only.length !== 1) {
    const message = '请选择是哪个网格的事情'
    throw new Refusal('badInput', { message, issues: [{ path: 'gridCode', message }] })
  }
  const gridCode = given ?? only[0]?.code
  const grid = gridCode === undefined ? undefined : directory.grid(gridCode)
  if (!grid || grid.retired) throw new Refusal('gridNotYours')
  return { gridCode: grid.code, asWorker: false }
}

/** A worker reports for the grid of his post; heads and offices for one in their area. */
export function placeOfReport(
  actor: Actor,
  directory: Directory,
  given: string | undefined,
): ReportedPlace {
  const own = workerPosts(actor).map((post) => post.scopeCode)
  const [newest] = own
  if (newest !== undefined && (given === undefined || own.includes(given))) {
    return { gridCode: given ?? newest, asWorker: true }
  }
  if (given !== undefined && !reportsPolicy.mayReportFor(actor, given))
    throw new Refusal('gridNotYours')
  return otherPlace(actor, directory, given)
}

/**
 * Whose grid it was when the report was written: it may be sent after a change of posts. Who held
 * none then reports by his post of today, for a report is worth having.
 */
function placeThen(
  actor: Actor,
  directory: Directory,
  given: string | undefined,
  day: string,
): ReportedPlace {
  const then = actorOn(actor, day)
  return placeOfReport(then.posts.length > 0 ? then : actor, directory, given)
}

/** A report is of the month it is sent in (A-DN-24); of one who has left, of the month it was written in. */
function monthOfReport(
  actor: Actor,
  place: ReportedPlace,
  takenAtMs: number,
  nowMs: number,
): string {
  const inService = workerPosts(actor).length > 0
  return shanghaiMonth(place.asWorker && !inService ? takenAtMs : nowMs)
}

function checkedItem(input: Input) {
  const item = reportItem(input.itemCode)
  if (!item) throw new Refusal('reportItemUnknown')
  const isDispute = item.code === '5-1'
  if (isDispute && !input.disputeKind) {
    const message = '请选择是哪一类纠纷'
    throw new Refusal('badInput', { message, issues: [{ path: 'disputeKind', message }] })
  }
  return {
    restricted: item.restricted,
    disputeKind: isDispute ? (input.disputeKind ?? null) : null,
  }
}

function matterOf(row: ReportRecord, input: Input, photoIds: readonly string[]): ReportedMatter {
  const { selfHandled, disposal } = input
  return {
    id: idText(row.id),
    itemCode: row.itemCode,
    level: input.emergency ? 'emergency' : input.urgent ? 'urgent' : 'ordinary',
    text: row.text,
    position: input.position,
    gridCode: row.gridCode,
    raisedAtMs: takenAtMs(row),
    photoIds,
    contentHash: row.contentHash,
    selfHandled: selfHandled && disposal ? { result: disposal, answers: selfHandled } : null,
  }
}

export function createSubmitReport(parts: SubmitParts) {
  const { store, photosStore, areas, signingKey, raiseMatter } = parts

  async function notesOf(
    input: Input,
    gridCode: string,
    timeNotes: readonly string[],
  ): Promise<string> {
    const notes: string[] = [...timeNotes]
    const fence = input.position ? await areas.fenceOf(gridCode) : null
    const outside: ReportNote = 'outsideGrid'
    if (fence && judgePosition(fence, input.position).verdict === 'outside') notes.push(outside)
    return notes.join(',')
  }

  async function rowOf(input: Input, context: CommandContext): Promise<ReportRecord> {
    const { actor, nowMs, commandId } = context
    const { restricted, disputeKind } = checkedItem(input)
    const { position, stamp } = input
    const time = fieldTimeOf(stamp, { receivedAtMs: nowMs, lateHours, signingKey })
    const day = shanghaiDay(time.takenAtMs)
    const place = placeThen(actor, await areas.directory(), input.gridCode, day)
    return {
      id: idBytes(commandId),
      accountId: idBytes(actor.accountId),
      gridCode: place.gridCode,
      itemCode: input.itemCode,
      disputeKind,
      emotionFlag: input.emotionFlag,
      escalationFlag: input.escalationFlag,
      urgent: input.urgent,
      restricted,
      text: input.text,
      disposal: input.disposal ?? null,
      longitude: position?.longitude ?? null,
      latitude: position?.latitude ?? null,
      datum: position?.datum ?? null,
      accuracyMeters: position?.accuracyMeters ?? null,
      deviceTakenAt: new Date(stamp.deviceTakenAtMs),
      receivedAt: new Date(nowMs),
      month: monthOfReport(actor, place, time.takenAtMs, nowMs),
      notes: await notesOf(input, place.gridCode, time.notes),
      textFingerprint: textFingerprint(input.text),
      verdict: 'unjudged',
      contentHash: contentHash(canonicalJson(input)),
      asWorker: place.asWorker,
      placeCell: placeCell(position),
    }
  }

  /**
   * A report whose id is taken already: the very same one is answered again, also after its stored
   * answer was cleared away; anything else is a conflict. Not visible yet: the caller's race.
   */
  async function sameAgain(
    row: ReportRecord,
    context: CommandContext,
    error: unknown,
  ): Promise<ReportRecord> {
    const known = await store.find(context.tx, idText(row.id))
    if (!known) throw error
    const same =
      Buffer.compare(known.accountId, row.accountId) === 0 &&
      Buffer.compare(known.contentHash, row.contentHash) === 0
    if (!same) throw new Refusal('commandConflict')
    return known
  }

  return async function submitReport(input: Input, context: CommandContext): Promise<ReportRecord> {
    const { actor, tx, audit, commandId } = context
    const photoIds = [...new Set(input.photoIds)]
    const row = await rowOf(input, context)
    const foreign = await photosStore.foreign(tx, photoIds, actor.accountId)
    if (foreign.length > 0) {
      const message = '照片编号已被占用，请删除这张照片后重新拍一张'
      throw new Refusal('badInput', { message, issues: [{ path: 'photoIds', message }] })
    }
    try {
      await store.insert(tx, row, photoIds)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      return sameAgain(row, context, error)
    }
    await raiseMatter(matterOf(row, input, photoIds), context)
    audit('report.submitted', commandId, row.gridCode, {
      itemCode: input.itemCode,
      urgent: input.urgent,
    })
    return row
  }
}
