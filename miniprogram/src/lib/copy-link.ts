import Taro from '@tarojs/taro'
import { linkOf } from './platform/link'
import { say } from './toast'

/** Puts the address of a page where it can be pasted from. */
export function copyLink(path: string, done: string) {
  Taro.setClipboardData({ data: linkOf(path) }).then(
    () => say(done, 'good'),
    () => undefined,
  )
}
