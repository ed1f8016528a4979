import { startOutbox } from '../outbox'

/** What runs beside the pages, from the first moment. */
export function start() {
  startOutbox()
}
