import { type SubscribeResult, subscribeResult } from '@contract/notices'
import Taro from '@tarojs/taro'

/**
 * WeChat's own question whether these messages may be sent. It appears only straight from a tap, so
 * nothing may be waited for before it. Empty where it was refused as a whole.
 */
export async function requestMessages(templateIds: readonly string[]): Promise<SubscribeResult[]> {
  try {
    const answer = (await Taro.requestSubscribeMessage({
      tmplIds: [...templateIds],
      entityIds: [],
    })) as unknown as Record<string, string>
    return templateIds.flatMap((templateId) => {
      const read = subscribeResult.safeParse({ templateId, result: answer[templateId] })
      return read.success ? [read.data] : []
    })
  } catch {
    return []
  }
}
