import { type MessageKind, messageKind } from '../../contract/notices'

/** What a place of a template can be filled with. */
export const messagePlaces = ['number', 'brief', 'state', 'time', 'due', 'class'] as const
export type MessagePlace = (typeof messagePlaces)[number]

export interface MessageTemplate {
  kind: MessageKind
  templateId: string
  /** WeChat's key of each place (thing1, time2 …) and what goes there. */
  fields: readonly { key: string; place: MessagePlace }[]
}

const isPlace = (text: string): text is MessagePlace =>
  (messagePlaces as readonly string[]).includes(text)

function fieldOf(text: string, whole: string): MessageTemplate['fields'][number] {
  const [key = '', place = ''] = text.split('=').map((part) => part.trim())
  if (!/^[a-z_]+\d+$/.test(key) || !isPlace(place))
    throw new Error(`WECHAT_MESSAGES: ${text} in ${whole} is not key=place`)
  return { key, place }
}

function templateOf(text: string): MessageTemplate {
  const [, kind, templateId, fields] = /^\s*(\w+)\s*=\s*([\w-]+)\s*:(.+)$/.exec(text) ?? []
  const known = messageKind.safeParse(kind)
  if (!known.success || !templateId || !fields)
    throw new Error(`WECHAT_MESSAGES: ${text} is not kind=id:key=place,key=place`)
  return {
    kind: known.data,
    templateId,
    fields: fields.split(',').map((field) => fieldOf(field, text)),
  }
}

const standInFields: MessageTemplate['fields'] = [
  { key: 'character_string1', place: 'number' },
  { key: 'thing2', place: 'brief' },
  { key: 'phrase3', place: 'state' },
  { key: 'time4', place: 'time' },
]

/** For development and tests, where a stand-in answers for WeChat. */
export const standInTemplates: readonly MessageTemplate[] = messageKind.options.map((kind) => ({
  kind,
  templateId: `stand-in-${kind}`,
  fields: standInFields,
}))

/** The templates of this installation; wrong settings refuse the start. */
export function messageTemplatesOf(setting: string | undefined): readonly MessageTemplate[] {
  if (!setting) return []
  const templates = setting
    .split(';')
    .filter((text) => text.trim() !== '')
    .map(templateOf)
  if (new Set(templates.map(({ kind }) => kind)).size < templates.length)
    throw new Error('WECHAT_MESSAGES: a kind has two templates')
  return templates
}
