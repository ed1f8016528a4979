import * as z from 'zod/mini'
import { command, download, query, upload } from './define'
import {
  matterClassCodes,
  matterLevels,
  matterMoves,
  matterObjectTypes,
  matterOutcomes,
  matterSources,
  matterStates,
  satisfactions,
} from './matter-taxonomy'
import {
  areaCode,
  fieldStamp,
  gridCode,
  id,
  instantMs,
  month,
  page,
  placeCode,
  position,
  text,
} from './primitives'
import { holderCode, unitCode } from './units'

export const classCode = z.enum(matterClassCodes)
export const level = z.enum(matterLevels)
export const state = z.enum(matterStates)
export const move = z.enum(matterMoves)
export const satisfaction = z.enum(satisfactions)
export const photoIds = z.array(id).check(z.maxLength(9, '最多 9 张照片'))

/** A move that the viewer can make now, and what it asks for. */
export const openMove = z.object({
  move,
  label: z.string(),
  /** Input fields that must be given beside the move. */
  needs: z.array(
    z.enum(['text', 'position', 'photos', 'lead', 'target', 'answers', 'dueAt', 'satisfaction']),
  ),
})
export type OpenMove = z.infer<typeof openMove>

/** A clock that runs for whoever holds the matter. */
export const clock = z.object({
  /** 受理时限, 处置时限 … */
  label: z.string(),
  dueAtMs: instantMs,
  /** Working time left; negative once it is over. */
  leftWorkingMs: z.int(),
  overdue: z.boolean(),
  pausedMs: z.int(),
})

export const matterRow = z.object({
  id,
  receiptNumber: z.string(),
  source: z.enum(matterSources),
  classCode,
  classLabel: z.string(),
  level,
  restricted: z.boolean(),
  /** First 80 characters of the text. */
  brief: z.string(),
  gridCode,
  gridName: z.string(),
  villageName: z.string(),
  state,
  outcome: z.nullable(z.enum(matterOutcomes)),
  /** Who owes the next move, by name; null once nobody does. */
  holderName: z.nullable(z.string()),
  clock: z.nullable(clock),
  raisedAtMs: instantMs,
  urgedCount: z.int(),
  reopenedCount: z.int(),
  selfHandled: z.boolean(),
  satisfaction: z.nullable(satisfaction),
})
export type MatterRow = z.infer<typeof matterRow>

export const photoRef = z.object({ photoId: id, arrived: z.boolean() })

export const timelineEntry = z.object({
  number: z.int(),
  move,
  label: z.string(),
  toState: state,
  atMs: instantMs,
  /** Name and post or unit; residents see the post or unit alone. */
  byName: z.string(),
  text: z.nullable(z.string()),
  /** One plain sentence: what it means for the matter. */
  sentence: z.string(),
  position: z.nullable(position),
  photos: z.array(photoRef),
})
export type TimelineEntry = z.infer<typeof timelineEntry>

export const task = z.object({
  number: z.int(),
  holderCode,
  holderName: z.string(),
  part: z.enum(['lead', 'co']),
  state: z.enum(['open', 'done', 'handedBack', 'transferred', 'released']),
  dispatchedAtMs: instantMs,
  dueAtMs: instantMs,
  doneAtMs: z.nullable(instantMs),
  late: z.boolean(),
  result: z.nullable(z.string()),
  extensionAskedToMs: z.nullable(instantMs),
})
export type MatterTask = z.infer<typeof task>

export const matterDetail = z.object({
  matter: matterRow,
  /** How long the clock that runs now is, by what, and since when that holds; null: none runs. */
  clockText: z.nullable(z.string()),
  text: z.string(),
  placeText: z.nullable(z.string()),
  position: z.nullable(position),
  objectType: z.enum(matterObjectTypes),
  raisedByName: z.string(),
  timeline: z.array(timelineEntry),
  tasks: z.array(task),
  photos: z.array(photoRef),
  mergedInto: z.nullable(z.object({ id, receiptNumber: z.string() })),
  followers: z.array(z.object({ id, receiptNumber: z.string() })),
  moves: z.array(openMove),
})
export type MatterDetail = z.infer<typeof matterDetail>

export const raise = command({
  name: 'matters.raise',
  path: '/api/matters/raise',
  summary: '登记一件事项（编号由客户端生成，重复送达只算一件）',
  permission: 'matters.raise',
  input: z.object({
    gridCode: z.optional(gridCode),
    classCode,
    level,
    objectType: z.optional(z.enum(matterObjectTypes)),
    text: text(2000),
    placeText: z.optional(text(120)),
    position: z.nullable(position),
    photoIds,
    stamp: z.optional(fieldStamp),
  }),
  output: z.object({ matterId: id, receiptNumber: z.string(), state, atMs: instantMs }),
  errors: ['gridNotYours', 'notInService'],
})

/** One endpoint for all that staff can do: the table of moves says who may, from where, and what it needs. */
export const makeMove = command({
  name: 'matters.move',
  path: '/api/matters/move',
  summary: '办理事项：受理、派单、处置、核查等',
  permission: 'matters.move',
  input: z.object({
    matterId: id,
    move,
    text: z.optional(text(2000)),
    photoIds: z.optional(photoIds),
    position: z.optional(z.nullable(position)),
    stamp: z.optional(fieldStamp),
    /** dispatch, transfer. */
    leadCode: z.optional(holderCode),
    coCodes: z.optional(z.array(holderCode).check(z.maxLength(8, '协办最多 8 家'))),
    /** merge: the matter to follow. */
    targetId: z.optional(id),
    /** requestExtension. */
    dueAtMs: z.optional(instantMs),
    /** selfHandle of a dispute (DYW-12.5a): was anybody hurt, was property lost? */
    answers: z.optional(z.object({ injury: z.boolean(), propertyLoss: z.boolean() })),
    /** evaluate. */
    satisfaction: z.optional(satisfaction),
    /** Task of a co-handler or of an extension; absent: one's own open one. */
    taskNumber: z.optional(z.int().check(z.gte(1), z.lte(65_000))),
  }),
  output: z.object({ matterId: id, state, number: z.int(), atMs: instantMs }),
  errors: [
    'moveNotOpen',
    'ownCase',
    'moveNeeds',
    'disputeNotMinor',
    'holderUnknown',
    'alreadyDecided',
  ],
})

export const detail = query({
  name: 'matters.detail',
  path: '/api/matters/detail/:matterId',
  summary: '一件事项的全过程',
  permission: 'matters.read',
  input: z.object({ matterId: id }),
  output: matterDetail,
  errors: [],
})

/** What of a month's matters a figure counts (loopFigures.areas). */
export const matterFigure = z.enum(['received', 'unhandled', 'overdue', 'reopened', 'unsatisfied'])
export type MatterFigure = z.infer<typeof matterFigure>

export const queue = query({
  name: 'matters.queue',
  path: '/api/matters/queue',
  summary: '事项清单：待办、在办、超期、已办',
  permission: 'matters.read',
  input: z.object({
    /**
     * mine: whatever one of my posts owes a move; area: all that I may see, of my unit whatever it
     * holds or was once given.
     */
    list: z.enum(['mine', 'area']),
    state: z.optional(state),
    open: z.optional(z.enum(['yes', 'no'])),
    overdueOnly: z.optional(z.enum(['yes', 'no'])),
    classCode: z.optional(classCode),
    /** Of `area`: an area or one grid. */
    areaCode: z.optional(placeCode),
    /** Of `area`: only what this unit was given. */
    unitCode: z.optional(unitCode),
    /** Of `area`: came in this month, newest first; with `unitCode`: was given to it in this month. */
    month: z.optional(month),
    /** With `month`: what of it this figure counts; else `received`. */
    figure: z.optional(matterFigure),
    ...page,
  }),
  output: z.object({
    matters: z.array(matterRow),
    /** Of the posts of the caller: what waits for them, and how much of it is overdue. */
    waitingCount: z.int(),
    overdueCount: z.int(),
    next: z.nullable(z.string()),
  }),
  errors: [],
})

export const search = query({
  name: 'matters.search',
  path: '/api/matters/search',
  summary: '按受理编号或文字查找事项',
  permission: 'matters.read',
  input: z.object({ words: text(60), areaCode: z.optional(areaCode), ...page }),
  output: z.object({ matters: z.array(matterRow), next: z.nullable(z.string()) }),
  errors: [],
})

export const mine = query({
  name: 'matters.mine',
  path: '/api/matters/mine',
  summary: '我发现的事项办到哪一步了',
  permission: 'matters.raise',
  input: z.object({ open: z.optional(z.enum(['yes', 'no'])), ...page }),
  output: z.object({ matters: z.array(matterRow), next: z.nullable(z.string()) }),
  errors: [],
})

export const uploadPhoto = upload({
  name: 'matters.uploadPhoto',
  path: '/api/matters/photos',
  summary: '上传一张照片（编号由客户端生成，重复上传只存一次）',
  permission: 'matters.raise',
  mostBytes: 10_000_000,
  input: z.object({ photoId: id }),
  output: z.object({ photoId: id, width: z.int(), height: z.int() }),
  errors: ['photoTooLarge', 'photoTooManyPixels', 'photoUnreadable', 'photoTypeNotAllowed'],
})

export const photo = download({
  name: 'matters.photo',
  path: '/api/matters/photos/:photoId',
  summary: '查看事项的照片',
  permission: 'matters.read',
  input: z.object({ photoId: id, size: z.optional(z.enum(['full', 'thumbnail'])) }),
  errors: ['photoNotArrived'],
})
