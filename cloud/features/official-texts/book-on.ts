import type { Book, Regulation } from '../../rules'

/** The pack on the day the text holds from, or on its own first day where that is later. */
export function bookOn(pack: Regulation, day: string): Book {
  return pack.book(pack.startsOn !== null && pack.startsOn > day ? pack.startsOn : day)
}
