import { id } from '../../contract/primitives'
import { Refusal } from '../../http/refusal'
import type { Place } from './list-texts'

/** '<milliseconds or ->.<id>' of the last matter of a page. */
export function writePlace({ atMs, id }: Place): string {
  return `${atMs ?? '-'}.${id}`
}

export function readPlace(text: string | undefined): Place | null {
  if (text === undefined) return null
  const [, digits, matterId] = /^(\d{1,15}|-)\.(.{36})$/.exec(text) ?? []
  const read = id.safeParse(matterId)
  if (digits === undefined || !read.success)
    throw new Refusal('badInput', { message: '翻页标记不对，请从头查看' })
  return { atMs: digits === '-' ? null : Number(digits), id: read.data }
}
