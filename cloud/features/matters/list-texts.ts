import {
  type MatterCircle,
  type MatterClassCode,
  type MatterState,
  matterClass,
  openMatterStates,
} from '../../contract/matter-taxonomy'
import type { MatterFigure } from '../../contract/matters'
import { sqlText } from '../../platform/database'
import { idLiteral, stamp } from './matter-sql'
import type { Sight } from './matters.policy'

/*
 * Lists as SQL text. Each part of a list is read in the order of an index that holds all it asks,
 * and no further than the page goes; only the page's own rows are fetched, at the very end.
 */

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

/** Part of a township to look in. */
export interface Ground {
  townshipCode: string
  /** Only these grids of it; null: all of it. */
  gridCodes: readonly string[] | null
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
}

export interface Where {
  grounds: readonly Ground[]
  given: Given
}

/**
 * The order of a list. Of what is open the nearest clock comes first, and what has none (paused,
 * for one) after all that has; of the rest what came last.
 */
export type Order = 'due' | 'noClock' | 'latest'

export const list = (texts: readonly string[]) => texts.map(sqlText).join()
export const and = (parts: readonly string[]) => parts.join(' AND ')

export const isByDue = ({ open, came }: Filter): boolean => open === true && came === undefined

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

/** What comes after a place in an order. */
export function beyond(place: Place | null, order: Order): string[] {
  if (order === 'latest') return beyondLatest(place, 'm.receivedAt', 'm.id')
  if (order === 'due') return ['m.dueAt IS NOT NULL', ...beyondDue(place)]
  const after = place?.atMs === null ? [`m.id > ${idLiteral(place.id)}`] : []
  return ['m.dueAt IS NULL', ...after]
}

/** As a span and what is left of its first instant: an index goes straight to it. */
function beyondLatest(place: Place | null, column: string, id: string): string[] {
  if (!place) return []
  const at = stamp(place.atMs)
  return [`${column} <= ${at}`, `(${column} < ${at} OR ${id} < ${idLiteral(place.id)})`]
}

function beyondDue(place: Place | null): string[] {
  if (!place) return []
  if (place.atMs === null) return ['0']
  const at = stamp(place.atMs)
  return [`m.dueAt >= ${at}`, `(m.dueAt > ${at} OR m.id > ${idLiteral(place.id)})`]
}

export const orderBy = (order: Order) =>
  order === 'latest' ? 'm.receivedAt DESC, m.id DESC' : 'm.dueAt, m.id'

/** The index that a township's matters come out of in order, with nothing between that is not asked for. */
function indexOf({ state, classCode }: Filter): string {
  // nearly all of a township's past is archived: only there is a class the rarer one
  if (state && !(state === 'archived' && classCode)) return 'matter_state_idx'
  return classCode ? 'matter_class_idx' : 'matter_came_idx'
}

function groundTexts(
  { townshipCode, gridCodes, circles }: Ground,
  filter: Filter,
  after: Place | null,
  order: Order,
  limit: number,
): string[] {
  const part = (column: string, index: string, place: readonly string[]) =>
    `SELECT m.id, m.${column} AS listedAt FROM matter m FORCE INDEX (${index}) WHERE ${and([
      ...place,
      `m.circle IN (${list(circles)})`,
      ...inSpan('m.receivedAt', filter),
      ...conditions(filter),
      ...beyond(after, order),
    ])} ORDER BY ${orderBy(order)} LIMIT ${limit}`
  const inTownship = `m.townshipCode = ${sqlText(townshipCode)}`
  if (order !== 'latest') {
    const inGrids = gridCodes ? [`m.gridCode IN (${list(gridCodes)})`] : []
    return [part('dueAt', 'matter_open_idx', [inTownship, ...inGrids])]
  }
  if (!gridCodes) {
    // a figure asks for more than the two others hold
    const index = filter.came ? 'matter_came_idx' : indexOf(filter)
    return [part('receivedAt', index, [inTownship])]
  }
  return gridCodes.map((code) =>
    part('receivedAt', 'matter_gridCode_receivedAt_idx', [`m.gridCode = ${sqlText(code)}`]),
  )
}

/** By the place alone, and by the circles that are read there, of a matter or of what a task keeps of it. */
export function scopesText(scopes: Sight['scopes'], of: 'm' | 't' = 'm'): string {
  const parts = scopes.map(
    ({ code, circles }) =>
      `(${of}.gridCode LIKE ${sqlText(`${code}%`)} AND ${of}.circle IN (${list(circles)}))`,
  )
  return parts.length > 0 ? `(${parts.join(' OR ')})` : '0'
}

/** What a task keeps of its matter, as far as that is asked for. */
function keptConditions(given: Given, { classCode }: Filter): string[] {
  return [
    ...(classCode ? [`t.classCode = ${sqlText(classCode)}`] : []),
    ...(given.areaCode ? [`t.gridCode LIKE ${sqlText(`${given.areaCode}%`)}`] : []),
    ...(given.within ? [scopesText(given.within, 't')] : []),
    ...(given.besides.length > 0 ? [`NOT ${scopesText(given.besides, 't')}`] : []),
  ]
}

/** What a unit holds that is open, and what it was given and does not hold any more: each once. */
function openGivenText(
  unit: string,
  given: Given,
  filter: Filter,
  after: Place | null,
  order: Order,
  limit: number,
): string {
  return `SELECT m.id, m.dueAt AS listedAt FROM
    (SELECT DISTINCT t.matterId FROM matter_task t FORCE INDEX (matter_task_state_idx) WHERE ${and([
      `t.holderCode = ${sqlText(unit)}`,
      `t.matterState IN (${list(filter.state ? [filter.state] : openMatterStates)})`,
      ...keptConditions(given, filter),
    ])}) t JOIN matter m ON m.id = t.matterId
    WHERE ${and([...conditions(filter), ...beyond(after, order)])}
    ORDER BY ${orderBy(order)} LIMIT ${limit}`
}

/** All that a unit was ever given, what came last before all; each once, by the last time. */
function everGivenText(
  unit: string,
  given: Given,
  filter: Filter,
  after: Place | null,
  limit: number,
): string {
  const later = and([
    'l.matterId = t.matterId',
    'l.number > t.number',
    `l.holderCode IN (${list(given.units)})`,
    ...inSpan('l.dispatchedAt', filter),
  ])
  const { state, open, came } = filter
  const isOfMatter = open !== undefined || came !== undefined
  return `SELECT t.matterId AS id, t.dispatchedAt AS listedAt FROM matter_task t
    FORCE INDEX (${state ? 'matter_task_state_idx' : 'matter_task_given_idx'})
    ${isOfMatter ? 'JOIN matter m ON m.id = t.matterId' : ''} WHERE ${and([
      `t.holderCode = ${sqlText(unit)}`,
      ...(state ? [`t.matterState = ${sqlText(state)}`] : []),
      ...inSpan('t.dispatchedAt', filter),
      ...keptConditions(given, filter),
      ...(isOfMatter ? conditions(filter) : []),
      ...beyondLatest(after, 't.dispatchedAt', 't.matterId'),
      `NOT EXISTS (SELECT 1 FROM matter_task l WHERE ${later})`,
    ])} ORDER BY t.dispatchedAt DESC, t.matterId DESC LIMIT ${limit}`
}

/** Nothing can be there: a circle that is not read here, a clock of what is over. */
export function isNothing({ state, open, overdueAtMs }: Filter): boolean {
  if (state === undefined) return false
  const isOpen = openMatterStates.includes(state)
  return (open !== undefined && open !== isOpen) || (overdueAtMs !== undefined && !isOpen)
}

function groundsFor(grounds: readonly Ground[], { classCode }: Filter): readonly Ground[] {
  if (!classCode) return grounds
  const { circle } = matterClass(classCode)
  return grounds.filter((ground) => ground.circles.includes(circle))
}

/**
 * One list out of many places and units. Null: nowhere to look. `listedAt` is what the list is
 * ordered by.
 */
export function listText(
  { grounds, given }: Where,
  filter: Filter,
  after: Place | null,
  order: Order,
  limit: number,
): string | null {
  if (isNothing(filter)) return null
  const parts = [
    ...groundsFor(grounds, filter).flatMap((ground) =>
      groundTexts(ground, filter, after, order, limit),
    ),
    ...given.units.map((unit) =>
      order === 'latest'
        ? everGivenText(unit, given, filter, after, limit)
        : openGivenText(unit, given, filter, after, order, limit),
    ),
  ]
  if (parts.length === 0) return null
  // a matter may come out of two units
  const union = given.units.length > 0 ? 'UNION' : 'UNION ALL'
  const inOrder = (of: string) =>
    order === 'latest' ? `${of}.listedAt DESC, ${of}.id DESC` : `${of}.listedAt, ${of}.id`
  return `SELECT m.*, k.listedAt FROM (
      SELECT * FROM (${parts.map((part) => `(${part})`).join(` ${union} `)}) u
      ORDER BY ${inOrder('u')} LIMIT ${limit}) k
    JOIN matter m ON m.id = k.id ORDER BY ${inOrder('k')}`
}
