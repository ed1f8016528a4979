import type { Position, positionFailure } from '@contract/primitives'
import type * as z from 'zod/mini'

export type PositionFailure = z.infer<typeof positionFailure>

export type Located =
  | { found: true; position: Position; atMs: number }
  | { found: false; failure: PositionFailure; text: string }

/** What the person can do about it, by reason. */
export const positionFailureText: Record<PositionFailure, string> = {
  denied: '没有定位权限。请在手机设置里允许使用位置，再试一次',
  timeout: '定位超时。请走到开阔的地方，再试一次',
  unavailable: '手机现在给不出位置。请打开定位服务，再试一次',
}

export function notFound(failure: PositionFailure): Located {
  return { found: false, failure, text: positionFailureText[failure] }
}
