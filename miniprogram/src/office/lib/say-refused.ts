import { messageOf } from '@/lib/api-error'
import { say } from '@/lib/toast'

/** Says why something was not done. */
export function sayRefused(error: unknown) {
  say(messageOf(error), 'bad')
}
