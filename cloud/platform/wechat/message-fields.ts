/**
 * What WeChat lets into the places of a subscribe message, by the kind that a place's key begins
 * with (thing1, time2 …). A value that breaks it makes the whole message fail (47003).
 */
const mostCharacters: Readonly<Record<string, number>> = {
  thing: 20,
  character_string: 32,
  number: 32,
  letter: 32,
  symbol: 5,
  phrase: 5,
  phone_number: 17,
  car_number: 8,
  name: 10,
  const: 20,
}

const kindOf = (key: string) => key.replace(/\d+$/, '')
const characters = (text: string) => [...text]
const hanAlone = /^\p{Script=Han}+$/u
const writtenTime = /^(\d{4}年\d{1,2}月\d{1,2}日)?( ?\d{1,2}:\d{2})?$/

/** Whether WeChat would refuse the value in this place. */
export function fieldFault(key: string, value: string): boolean {
  if (value === '') return true
  const kind = kindOf(key)
  if (kind === 'time' || kind === 'date') return !writtenTime.test(value)
  if (kind === 'phrase' && !hanAlone.test(value)) return true
  if (kind === 'character_string' && !/^[\x20-\x7e]+$/.test(value)) return true
  if (kind === 'number' && !/^\d+(\.\d+)?$/.test(value)) return true
  const most = mostCharacters[kind]
  return most !== undefined && characters(value).length > most
}

/** A text made to fit: no line breaks, cut with … where it is too long, 无 where nothing is left. */
export function fitField(key: string, value: string): string {
  const kind = kindOf(key)
  if (kind === 'time' || kind === 'date') return value
  const most = mostCharacters[kind] ?? 20
  const allowed = characters(onlyAllowed(kind, value.replace(/\s+/g, ' ').trim()))
  if (allowed.length === 0) return kind === 'number' || kind === 'character_string' ? '0' : '无'
  if (allowed.length <= most) return allowed.join('')
  return kind === 'thing' || kind === 'const'
    ? `${allowed.slice(0, most - 1).join('')}…`
    : allowed.slice(0, most).join('')
}

function onlyAllowed(kind: string, text: string): string {
  if (kind === 'phrase') return text.replace(/[^\p{Script=Han}]/gu, '')
  if (kind === 'character_string') return text.replace(/[^\x20-\x7e]/g, '')
  if (kind === 'number') return text.replace(/[^\d]/g, '')
  return text
}
