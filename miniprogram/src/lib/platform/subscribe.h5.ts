import type { SubscribeResult } from '@contract/notices'

/** A browser has no WeChat messages to allow. */
export function requestMessages(_templateIds: readonly string[]): Promise<SubscribeResult[]> {
  return Promise.resolve([])
}
