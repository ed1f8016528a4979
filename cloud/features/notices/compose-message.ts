import { fitField } from '../../platform/wechat'
import type { MessageTemplate, MessagePlace } from './message-templates'
import {
  dueAtMsOf,
  fullTime,
  type NoticeParams,
  phraseOf,
  sentenceOf,
  titleOf,
} from './notice-words'

/** A notice as a message tells of it. */
export interface ToldNotice {
  template: string
  matterId: string | null
  params: NoticeParams
  createdAtMs: number
}

/** Aliyun takes up to 35 characters in a place of a notice. */
const mostSmsCharacters = 35

const newest = (notices: readonly ToldNotice[]): ToldNotice | undefined =>
  notices.reduce<ToldNotice | undefined>(
    (last, one) => (last && last.createdAtMs >= one.createdAtMs ? last : one),
    undefined,
  )

export const isDigest = (notices: readonly ToldNotice[]): boolean => notices.length > 1

/** All of a digest's notices are about one matter: a tap opens it. */
export function onlyMatterOf(notices: readonly ToldNotice[]): string | null {
  const ids = new Set(notices.map(({ matterId }) => matterId))
  const [id] = ids
  return ids.size === 1 ? (id ?? null) : null
}

function textOf(place: MessagePlace, notices: readonly ToldNotice[], last: ToldNotice): string {
  const { params, template } = last
  const several = isDigest(notices)
  switch (place) {
    case 'number':
      return params.receiptNumber ?? ''
    case 'brief':
      return several
        ? `${titleOf(template)}等${notices.length}条消息，请点开查看`
        : (params.brief ?? titleOf(template))
    case 'state':
      return phraseOf(template)
    case 'class':
      return params.classLabel ?? ''
    case 'due':
      return fullTime(dueAtMsOf(params) ?? last.createdAtMs)
    case 'time':
      return fullTime(last.createdAtMs)
  }
}

/** The places of a WeChat message, each made to fit WeChat's limits. */
export function wechatData(
  template: MessageTemplate,
  notices: readonly ToldNotice[],
): Record<string, string> {
  const last = newest(notices)
  if (!last) return {}
  return Object.fromEntries(
    template.fields.map(({ key, place }) => [key, fitField(key, textOf(place, notices, last))]),
  )
}

function cut(text: string): string {
  const characters = [...text.replace(/\s+/gu, ' ')]
  return characters.length <= mostSmsCharacters
    ? characters.join('')
    : `${characters.slice(0, mostSmsCharacters - 1).join('')}…`
}

/** The places of an SMS: which matter, and in one line what it is about. */
export function smsParams(notices: readonly ToldNotice[]): Record<string, string> {
  const last = newest(notices)
  if (!last) return { number: '', words: '' }
  const { template, params } = last
  const words = isDigest(notices)
    ? `${titleOf(template)}等${notices.length}条消息`
    : `${titleOf(template)}：${sentenceOf(template, params)}`
  return { number: params.receiptNumber ?? '', words: cut(words) }
}
