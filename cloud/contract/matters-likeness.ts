import * as z from 'zod/mini'
import { command, query } from './define'
import { matterClassCodes } from './matter-taxonomy'
import { matterRow } from './matters'
import { gridCode, id, position } from './primitives'

/** A matter that may be the same one, and why it looks so. */
export const matterLikeness = z.object({
  matter: matterRow,
  distanceMeters: z.nullable(z.number()),
  /** 0 to 1. */
  score: z.number(),
  /** e.g. ['相距 12 米', '文字相似 86%', '照片相似'] */
  reasons: z.array(z.string()),
  /** It follows this one already, or is what this one follows. */
  merged: z.boolean(),
})
export type MatterLikeness = z.infer<typeof matterLikeness>

export const similar = query({
  name: 'matters.similar',
  path: '/api/matters/similar/:matterId',
  summary: '可能是同一件的其他事项，和为什么',
  permission: 'matters.read',
  input: z.object({ matterId: id }),
  output: z.object({ likenesses: z.array(matterLikeness) }),
  errors: [],
})

/** A question that is too long for an address. */
export const similarToDraft = command({
  name: 'matters.similarToDraft',
  path: '/api/matters/similar-to-draft',
  summary: '登记之前看看有没有同一件事',
  permission: 'matters.raise',
  replay: 'none',
  input: z.object({
    gridCode,
    classCode: z.enum(matterClassCodes),
    text: z.string().check(z.maxLength(2000)),
    position: z.nullable(position),
  }),
  output: z.object({ likenesses: z.array(matterLikeness) }),
  errors: [],
})
