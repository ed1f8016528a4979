import type { MatterCircle, MatterClassCode, MatterState } from '../../contract/matter-taxonomy'
import type { MatterFigure } from '../../contract/matters'
import { sqlText } from '../../platform/database'
import { idLiteral, stamp } from './matter-sql'
import type { Sight } from './matters.policy'

export interface Filter {
  state?: MatterState | undefined
  open?: boolean | undefined
  overdueAtMs?: number | undefined
  classCode?: MatterClassCode | undefined
  /** Came in this span (to a unit: was given to it), from and before, and of those what a figure counts. */
  came?: { startMs: number; endMs: number; figure: MatterFigure; nowMs: number } | undefined
}

/** Where a page goes on: after this place in the list's order. */
export interface Place {
  atMs: number | null
  id: string
}

/** Places to look in, each by a column that an index begins with. */
export interface Ground {
  column: 'townshipCode' | 'gridCode'
  code: string
  circles: readonly MatterCircle[]
}

/** Units to look at: whatever one of them holds or was once given, and is not seen otherwise. */
export interface Given {
  units: readonly string[]
  /** Only in this area or grid. */
  areaCode?: string | undefined
  /** Only of what is seen here; null: all of it. */
  within: Sight['scopes'] | null
  /** What is seen already, by its place. */
  besides: Sight['scopes']
  /** Of what a unit has done and that is still open: given to it since then. */
  doneSinceMs: number
}

export const list = (texts: readonly string[]) => texts.map(sqlText).join()
export const and = (parts: readonly string[]) => parts.join(' AND ')

/** Open ones by what is due first (without a clock before all), others by what came last. */
export const isByDue = ({ open, came }: Filter): boolean => open === true && came === undefined

export function order(byDue: boolean) {
  return byDue ? 'm.dueAt, m.id' : 'm.receivedAt DESC, m.id DESC'
}

/** As the loop's figures count it. */
function figureConditions({ figure, nowMs }: NonNullable<Filter['came']>): string[] {
  const counted = ["m.state <> 'merged'", "COALESCE(m.outcome, '') NOT IN ('spam', 'withdrawn')"]
  switch (figure) {
    case 'received':
      return counted
    case 'unhandled':
      return [...counted, 'm.handledAt IS NULL']
    case 'overdue':
      return [
        ...counted,
        `(m.acceptedLate = 1 OR m.handledLate = 1 OR (m.isOpen = 1 AND m.dueAt <= ${stamp(nowMs)}))`,
      ]
    case 'reopened':
      return [...counted, 'm.reopenedCount > 0']
    case 'unsatisfied':
      return [...counted, "m.satisfaction = 'unsatisfied'"]
  }
}

export function conditions(filter: Filter): string[] {
  return [
    ...(filter.state ? [`m.state = ${sqlText(filter.state)}`] : []),
    ...(filter.open === undefined ? [] : [`m.isOpen = ${filter.open ? 1 : 0}`]),
    ...(filter.overdueAtMs === undefined ? [] : [`m.dueAt < ${stamp(filter.overdueAtMs)}`]),
    ...(filter.classCode ? [`m.classCode = ${sqlText(filter.classCode)}`] : []),
    ...(filter.came ? figureConditions(filter.came) : []),
  ]
}

function inSpan(column: string, { came }: Filter): string[] {
  if (!came) return []
  return [`${column} >= ${stamp(came.startMs)}`, `${column} < ${stamp(came.endMs)}`]
}

function beyondLatest(place: Place | null, atColumn: string): string[] {
  if (!place) return []
  const at = stamp(place.atMs)
  return [`(${atColumn} < ${at} OR (${atColumn} = ${at} AND m.id < ${idLiteral(place.id)}))`]
}

function beyondDue(place: Place | null): string[] {
  if (!place) return []
  const id = idLiteral(place.id)
  if (place.atMs === null) return [`((m.dueAt IS NULL AND m.id > ${id}) OR m.dueAt IS NOT NULL)`]
  const at = stamp(place.atMs)
  return [`(m.dueAt > ${at} OR (m.dueAt = ${at} AND m.id > ${id}))`]
}

export const beyond = (place: Place | null, byDue: boolean): string[] =>
  byDue ? beyondDue(place) : beyondLatest(place, 'm.receivedAt')

/** In whose order a place's list is read: left to itself the server may sort a whole township. */
function indexOf(column: Ground['column'], byDue: boolean): string {
  if (column === 'gridCode') return 'matter_gridCode_receivedAt_idx'
  return byDue ? 'matter_townshipCode_isOpen_dueAt_idx' : 'matter_townshipCode_receivedAt_idx'
}

function groundText(ground: Ground, filter: Filter, after: Place | null, limit: number): string {
  const byDue = isByDue(filter)
  const { column, code, circles } = ground
  return `SELECT m.*, ${byDue ? 'm.dueAt' : 'm.receivedAt'} AS listedAt
    FROM matter m FORCE INDEX (${indexOf(column, byDue)}) WHERE ${and([
      `m.${column} = ${sqlText(code)}`,
      `m.circle IN (${list(circles)})`,
      ...inSpan('m.receivedAt', filter),
      ...conditions(filter),
      ...beyond(after, byDue),
    ])} ORDER BY ${order(byDue)} LIMIT ${limit}`
}

/** By the place alone, and by the circles that are read there. */
export function scopesText(scopes: Sight['scopes']): string {
  const parts = scopes.map(
    ({ code, circles }) =>
      `(m.gridCode LIKE ${sqlText(`${code}%`)} AND m.circle IN (${list(circles)}))`,
  )
  return parts.length > 0 ? `(${parts.join(' OR ')})` : '0'
}

const byGivenIndex = 'FORCE INDEX (matter_task_holderCode_dispatchedAt_idx)'

/**
 * What units have that is open. What they hold, and what they no longer hold but did not do
 * themselves, each by an index; what they have done lies with whoever verifies it, not for long.
 */
function openGivenTexts(given: Given, rest: readonly string[], limit: number): string[] {
  const units = list(given.units)
  const once = (tasks: string) =>
    `SELECT m.*, m.dueAt AS listedAt FROM matter_task t ${tasks} AND m.isOpen = 1
      AND m.holderCode NOT IN (${units}) AND ${and(rest)} ORDER BY m.dueAt, m.id LIMIT ${limit}`
  const joined = 'JOIN matter m ON m.id = t.matterId WHERE t.holderCode'
  return given.units.flatMap((unit) => [
    `SELECT m.*, m.dueAt AS listedAt FROM matter m FORCE INDEX (matter_holderCode_isOpen_dueAt_idx)
      WHERE m.holderCode = ${sqlText(unit)} AND m.isOpen = 1 AND ${and(rest)}
      ORDER BY m.dueAt, m.id LIMIT ${limit}`,
    once(`FORCE INDEX (matter_task_holderCode_state_dueAt_idx) ${joined} = ${sqlText(unit)}
      AND t.state IN ('open', 'handedBack', 'transferred', 'released')`),
    once(`${byGivenIndex} ${joined} = ${sqlText(unit)}
      AND t.dispatchedAt >= ${stamp(given.doneSinceMs)} AND t.state = 'done'`),
  ])
}

/** All that a unit was ever given, what came last before all; each once, by the last time. */
function everGivenText(
  unit: string,
  { units }: Given,
  filter: Filter,
  rest: readonly string[],
  limit: number,
): string {
  const later = and([
    'l.matterId = t.matterId',
    'l.number > t.number',
    `l.holderCode IN (${list(units)})`,
    ...inSpan('l.dispatchedAt', filter),
  ])
  return `SELECT m.*, t.dispatchedAt AS listedAt FROM matter_task t ${byGivenIndex}
    JOIN matter m ON m.id = t.matterId WHERE ${and([
      `t.holderCode = ${sqlText(unit)}`,
      ...inSpan('t.dispatchedAt', filter),
      `NOT EXISTS (SELECT 1 FROM matter_task l WHERE ${later})`,
      ...rest,
    ])} ORDER BY t.dispatchedAt DESC, t.matterId DESC LIMIT ${limit}`
}

function givenTexts(given: Given, filter: Filter, after: Place | null, limit: number): string[] {
  if (given.units.length === 0) return []
  const rest = [
    '1',
    ...conditions(filter),
    ...(given.areaCode ? [`m.gridCode LIKE ${sqlText(`${given.areaCode}%`)}`] : []),
    ...(given.within ? [scopesText(given.within)] : []),
    ...(given.besides.length > 0 ? [`NOT ${scopesText(given.besides)}`] : []),
  ]
  if (isByDue(filter)) return openGivenTexts(given, [...rest, ...beyondDue(after)], limit)
  const further = [...rest, ...beyondLatest(after, 't.dispatchedAt')]
  return given.units.map((unit) => everGivenText(unit, given, filter, further, limit))
}

export interface Where {
  grounds: readonly Ground[]
  given: Given
}

/**
 * One list out of many places and units, each part read in its index's order and no further than
 * the page goes. Null: nowhere to look. `listedAt` is what the list is ordered by.
 */
export function listText(
  { grounds, given }: Where,
  filter: Filter,
  after: Place | null,
  limit: number,
): string | null {
  const parts = [
    ...grounds.map((ground) => groundText(ground, filter, after, limit)),
    ...givenTexts(given, filter, after, limit),
  ]
  const [only] = parts
  if (only === undefined || parts.length === 1) return only ?? null
  // a matter may come out of two of a unit's parts
  const union = given.units.length > 0 ? 'UNION' : 'UNION ALL'
  const inOrder = isByDue(filter) ? 'm.dueAt, m.id' : 'm.listedAt DESC, m.id DESC'
  return `SELECT * FROM (${parts.map((part) => `(${part})`).join(` ${union} `)}) m
    ORDER BY ${inOrder} LIMIT ${limit}`
}
