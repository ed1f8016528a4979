import type { ErrorCode } from '@contract/errors'
import type { UseQueryResult } from '@tanstack/react-query'
import { ApiError, messageOf } from './api-error'
import { sinceText } from './format'
import { nowMs } from './server-time'

/** What a screen (or a part of one) has to show. */
export type PageState =
  | { kind: 'ready'; stale?: string }
  | { kind: 'loading' }
  | { kind: 'empty'; text: string; hint?: string }
  | { kind: 'failed'; error: Error; retry?: () => void }
  /** Nothing is broken: others have to do something first. */
  | { kind: 'notYet'; title: string; text: string }
  | { kind: 'noPermission' }

export const ready: PageState = { kind: 'ready' }
export const loading: PageState = { kind: 'loading' }

type Asked<T> = Pick<
  UseQueryResult<T, Error>,
  'data' | 'error' | 'isPending' | 'refetch' | 'dataUpdatedAt' | 'isFetching'
>

/** A refusal that means: not yet, and what the page calls that. */
export interface NotYet {
  code: ErrorCode
  title: string
}

export interface StateOptions<T> {
  isEmpty?: (data: T) => boolean
  emptyText?: string
  emptyHint?: string
  notYet?: NotYet
}

/** The state of a screen that shows one query's answer. */
export function stateOf<T>(asked: Asked<T>, options: StateOptions<T> = {}): PageState {
  const { data, error } = asked
  if (data === undefined) {
    if (!error || asked.isFetching) return loading
    const { notYet } = options
    if (notYet && error instanceof ApiError && error.code === notYet.code)
      return { kind: 'notYet', title: notYet.title, text: messageOf(error) }
    return { kind: 'failed', error, retry: () => void asked.refetch() }
  }
  if (options.isEmpty?.(data)) {
    return { kind: 'empty', text: options.emptyText ?? '还没有内容', hint: options.emptyHint }
  }
  if (!error) return ready
  const why = error instanceof ApiError && error.kind === 'offline' ? '没有网络' : '没有刷新成功'
  return {
    kind: 'ready',
    stale: `${why}，显示的是${sinceText(asked.dataUpdatedAt, nowMs())}的内容`,
  }
}
