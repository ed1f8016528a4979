import type { AuditEvent } from '../../contract/audit'
import { shanghaiMonth } from '../../platform/clock'
import { sqlText } from '../../platform/database'
import type { Position } from '../../platform/geometry'
import { placeCell, textFingerprint } from '../../platform/likeness'
import type { Applied } from './apply-move'
import type { Matter, MatterEvent, Task } from './standing'
import { indexedWords, wordsOf } from './words-of'

/*
 * Rows as SQL text. A lane writes many moves as one text, and literals made here cost a
 * fraction of what the driver's own writing of values does (as for check-ins).
 */

export const idLiteral = (id: string | null) =>
  id === null ? 'NULL' : `x'${id.replaceAll('-', '')}'`
const number = (value: number | null | undefined) => (value == null ? 'NULL' : String(value))
const flag = (value: boolean) => (value ? '1' : '0')
export const stamp = (atMs: number | null) =>
  atMs === null ? 'NULL' : `'${new Date(atMs).toISOString().slice(0, 23)}'`
const json = (value: unknown) => (value === null ? 'NULL' : sqlText(JSON.stringify(value)))

type Literals<Row> = Record<string, (row: Row) => string>

const positionLiterals: Literals<{ position: Position | null }> = {
  longitude: ({ position }) => number(position?.longitude),
  latitude: ({ position }) => number(position?.latitude),
  datum: ({ position }) => sqlText(position?.datum ?? null),
  accuracyMeters: ({ position }) => number(position?.accuracyMeters),
}

/** What a matter is from its first moment on. */
const raisedLiterals: Literals<Matter> = {
  id: ({ id }) => idLiteral(id),
  receiptNumber: ({ receiptNumber }) => sqlText(receiptNumber),
  source: ({ source }) => sqlText(source),
  classCode: ({ classCode }) => sqlText(classCode),
  level: ({ level }) => sqlText(level),
  objectType: ({ objectType }) => sqlText(objectType),
  circle: ({ circle }) => sqlText(circle),
  text: ({ text }) => sqlText(text),
  placeText: ({ placeText }) => sqlText(placeText),
  ...positionLiterals,
  placeCell: ({ position }) => number(placeCell(position)),
  textFingerprint: ({ text }) => String(textFingerprint(text)),
  gridCode: ({ gridCode }) => sqlText(gridCode),
  townshipCode: ({ townshipCode }) => sqlText(townshipCode),
  raisedBy: ({ raisedBy }) => idLiteral(raisedBy),
  raisedAt: ({ raisedAtMs }) => stamp(raisedAtMs),
  receivedAt: ({ receivedAtMs }) => stamp(receivedAtMs),
}

/** What its moves change. */
const movedLiterals: Literals<Matter> = {
  state: ({ state }) => sqlText(state),
  outcome: ({ outcome }) => sqlText(outcome),
  isOpen: (matter) => flag(isOpen(matter)),
  holderCode: ({ holderCode }) => sqlText(holderCode),
  dueAt: ({ dueAtMs }) => stamp(dueAtMs),
  handleDueAt: ({ handleDueAtMs }) => stamp(handleDueAtMs),
  acceptedAt: ({ acceptedAtMs }) => stamp(acceptedAtMs),
  dispatchedAt: ({ dispatchedAtMs }) => stamp(dispatchedAtMs),
  handledAt: ({ handledAtMs }) => stamp(handledAtMs),
  verifiedAt: ({ verifiedAtMs }) => stamp(verifiedAtMs),
  closedAt: ({ closedAtMs }) => stamp(closedAtMs),
  acceptedLate: ({ acceptedLate }) => flag(acceptedLate),
  handledLate: ({ handledLate }) => flag(handledLate),
  pausedAt: ({ pausedAtMs }) => stamp(pausedAtMs),
  pausedMs: ({ pausedMs }) => number(pausedMs),
  urgedCount: ({ urgedCount }) => number(urgedCount),
  reopenedCount: ({ reopenedCount }) => number(reopenedCount),
  selfHandled: ({ selfHandled }) => flag(selfHandled),
  satisfaction: ({ satisfaction }) => sqlText(satisfaction),
  mergedInto: ({ mergedInto }) => idLiteral(mergedInto),
  eventNumber: ({ eventNumber }) => number(eventNumber),
  reminded: ({ reminded }) => number(reminded),
}

const closedStates = new Set(['closed', 'archived', 'merged', 'ended'])
const isOpen = ({ state }: Matter) => !closedStates.has(state)

/** A task with what it keeps of its matter. */
type KeptTask = Task & { matter: Matter }

const taskLiterals: Literals<KeptTask> = {
  matterId: ({ matterId }) => idLiteral(matterId),
  number: (task) => number(task.number),
  holderCode: ({ holderCode }) => sqlText(holderCode),
  part: ({ part }) => sqlText(part),
  state: ({ state }) => sqlText(state),
  dispatchedAt: ({ dispatchedAtMs }) => stamp(dispatchedAtMs),
  dueAt: ({ dueAtMs }) => stamp(dueAtMs),
  doneAt: ({ doneAtMs }) => stamp(doneAtMs),
  doneBy: ({ doneBy }) => idLiteral(doneBy),
  late: ({ late }) => flag(late),
  result: ({ result }) => sqlText(result),
  extensionAskedTo: ({ extensionAskedToMs }) => stamp(extensionAskedToMs),
  classCode: ({ matter }) => sqlText(matter.classCode),
  circle: ({ matter }) => sqlText(matter.circle),
  gridCode: ({ matter }) => sqlText(matter.gridCode),
  matterState: ({ matter }) => sqlText(matter.state),
}

const keptTasks = (tasks: readonly Task[], matter: Matter): KeptTask[] =>
  tasks.map((task) => ({ ...task, matter }))

const eventLiterals: Literals<MatterEvent> = {
  id: ({ id }) => idLiteral(id),
  matterId: ({ matterId }) => idLiteral(matterId),
  number: (event) => number(event.number),
  move: ({ move }) => sqlText(move),
  fromState: ({ fromState }) => sqlText(fromState),
  toState: ({ toState }) => sqlText(toState),
  at: ({ atMs }) => stamp(atMs),
  accountId: ({ accountId }) => idLiteral(accountId),
  actorKind: ({ actorKind }) => sqlText(actorKind),
  actingCode: ({ actingCode }) => sqlText(actingCode),
  text: ({ text }) => sqlText(text),
  isPublic: ({ isPublic }) => flag(isPublic),
  ...positionLiterals,
  detail: ({ detail }) => json(detail),
  contentHash: ({ contentHash }) => `x'${Buffer.from(contentHash).toString('hex')}'`,
}

const columns = (literals: Literals<never>) =>
  Object.keys(literals)
    .map((name) => `\`${name}\``)
    .join()

function values<Row>(literals: Literals<Row>, rows: readonly Row[]): string {
  const writers = Object.values(literals)
  return rows.map((row) => `(${writers.map((write) => write(row)).join()})`).join()
}

const insert = <Row>(table: string, literals: Literals<Row>, rows: readonly Row[]) =>
  `INSERT INTO ${table} (${columns(literals as Literals<never>)}) VALUES ${values(literals, rows)}`

const wholeMatter = { ...raisedLiterals, ...movedLiterals }

function updateText(before: Matter, after: Matter): string {
  const changes = Object.entries(movedLiterals).flatMap(([name, write]) => {
    const value = write(after)
    return value === write(before) ? [] : [`\`${name}\`=${value}`]
  })
  return `UPDATE matter SET ${changes.join()} WHERE id=${idLiteral(after.id)}`
}

const auditEventOf = (move: MatterEvent['move']): AuditEvent =>
  move === 'raise' ? 'matter.raised' : 'matter.moved'

function auditLiterals({ matter, event }: Applied): string {
  return `(${[
    stamp(event.atMs),
    idLiteral(event.accountId),
    sqlText(auditEventOf(event.move)),
    sqlText(matter.id),
    sqlText(matter.gridCode),
    json({ move: event.move, state: event.toState }),
    idLiteral(event.id),
  ].join()})`
}

/** A move on its way into the database: what there was, and what comes of it. */
export interface Written {
  /** Null: newly raised. */
  before: { matter: Matter; tasks: readonly Task[] } | null
  applied: Applied
}

function changedTasks({ before, applied }: Written): KeptTask[] {
  const known = new Map(
    before && keptTasks(before.tasks, before.matter).map((task) => [task.number, task]),
  )
  return keptTasks(applied.tasks, applied.matter).filter((task) => {
    const old = known.get(task.number)
    return (
      !old ||
      Object.keys(taskLiterals).some(
        (name) => taskLiterals[name]?.(old) !== taskLiterals[name]?.(task),
      )
    )
  })
}

function photoRows(events: readonly MatterEvent[]): string[] {
  return events.flatMap(({ matterId, number: eventNumber, photoIds }) =>
    photoIds.map(
      (photoId, position) =>
        `(${idLiteral(matterId)},${idLiteral(photoId)},${eventNumber},${position})`,
    ),
  )
}

const taskColumns = Object.keys(taskLiterals)
const taskUpdates = taskColumns
  .filter((name) => name !== 'matterId' && name !== 'number')
  .map((name) => `\`${name}\`=VALUES(\`${name}\`)`)
  .join()

function searchText(matters: readonly Matter[]): string {
  const rows = matters.map(({ id, text, placeText, receivedAtMs }) => {
    const found = indexedWords(wordsOf(`${text} ${placeText ?? ''}`), shanghaiMonth(receivedAtMs))
    return `(${idLiteral(id)},${sqlText(found.join(' '))})`
  })
  return `INSERT INTO matter_search (matterId,words) VALUES ${rows.join()}`
}

const freshTexts = (matters: readonly Matter[]): string[] =>
  matters.length > 0 ? [insert('matter', wholeMatter, matters), searchText(matters)] : []

function photoTexts(events: readonly MatterEvent[]): string[] {
  const rows = photoRows(events)
  return rows.length > 0
    ? [`INSERT INTO matter_photo (matterId,photoId,eventNumber,position) VALUES ${rows.join()}`]
    : []
}

/** Of a matter's whole past at once: how it stands, and all that happened. */
export interface Story {
  matter: Matter
  tasks: readonly Task[]
  events: readonly MatterEvent[]
}

/** The statements that write matters with their past, for a demo. */
export function storyStatements(stories: readonly Story[]): string[] {
  const tasks = stories.flatMap((story) => keptTasks(story.tasks, story.matter))
  const events = stories.flatMap((story) => story.events)
  if (events.length === 0) return []
  return [
    ...freshTexts(stories.map(({ matter }) => matter)),
    ...(tasks.length > 0 ? [insert('matter_task', taskLiterals, tasks)] : []),
    insert('matter_event', eventLiterals, events),
    ...photoTexts(events),
  ]
}

/**
 * The statements that write these moves, in order; a matter that is moved twice in one batch has
 * two entries here, the later one's `before` being the earlier one's outcome.
 */
export function writeStatements(written: readonly Written[], noticeText: string): string[] {
  const fresh = written.filter(({ before }) => before === null).map(({ applied }) => applied.matter)
  const updates = written.flatMap(({ before, applied }) =>
    before ? [updateText(before.matter, applied.matter)] : [],
  )
  const tasks = written.flatMap(changedTasks)
  const events = written.map(({ applied }) => applied.event)
  return [
    ...freshTexts(fresh),
    ...updates,
    ...(tasks.length > 0
      ? [`${insert('matter_task', taskLiterals, tasks)} ON DUPLICATE KEY UPDATE ${taskUpdates}`]
      : []),
    insert('matter_event', eventLiterals, events),
    ...photoTexts(events),
    `INSERT INTO audit_entry (at,accountId,event,subjectId,areaCode,detail,commandId) VALUES ${written.map(({ applied }) => auditLiterals(applied)).join()}`,
    ...(noticeText ? [noticeText] : []),
  ]
}
