import type { ChangeContent, ParameterValue } from '@contract/regulations'
import { changeCopy as copy } from '@/copy/office-regulation'
import { yuan } from '@/lib/format'
import { fenOf } from '../../lib/amounts'
import type { Book } from '../regulation/parts'

/** What can be set: a parameter of the text, or one that the text leaves open. */
export interface Settable {
  name: string
  label: string
  unit: Book['parameters'][number]['unit']
  choices: { value: string; text: string }[] | null
  /** Several choices at once. */
  isList: boolean
  nowText: string
  now: ParameterValue | null
}

/** Decided readings, which know one choice only, cannot be set. */
export function settables(book: Book): Settable[] {
  const unset = book.unset.map(({ name, label, unit, choices }) => ({
    name,
    label,
    unit,
    choices,
    isList: false,
    nowText: copy.notSet,
    now: null,
  }))
  const set = book.parameters
    .filter(({ choices }) => choices === null || choices.length > 1)
    .map(({ name, label, unit, choices, value, valueText }) => ({
      name,
      label,
      unit,
      choices,
      isList: Array.isArray(value),
      nowText: valueText,
      now: value,
    }))
  return [...unset, ...set]
}

/** What stands in the form for a value: an amount in yuan, a number, a choice, several. */
export type Entered = string | string[]

export function enteredOf({ unit, isList }: Settable, value: ParameterValue | null): Entered {
  if (isList) return Array.isArray(value) ? value : []
  if (value === null) return ''
  return unit === 'fen' && typeof value === 'number' ? yuan(value).replace(/,/g, '') : String(value)
}

/** What is wrong with it, in words; null: it can be sent. */
export function problemOf({ unit, choices }: Settable, entered: Entered): string | null {
  if (Array.isArray(entered) || choices !== null || unit === 'none') return null
  const text = entered.trim()
  if (text === '') return null
  if (unit === 'fen') {
    const fen = fenOf(text)
    return fen === null || fen < 0 ? copy.badAmount : null
  }
  return /^\d{1,9}$/.test(text) ? null : copy.badNumber
}

/** The value as it is sent; null while it is missing or wrong. */
export function sentValue(settable: Settable, entered: Entered): ParameterValue | null {
  if (Array.isArray(entered)) return entered
  const text = entered.trim()
  if (text === '' || problemOf(settable, entered) !== null) return null
  const { unit, choices } = settable
  if (choices !== null || unit === 'none' || unit === 'fen') return text
  return Number(text)
}

export interface DraftFields {
  kind: 'values' | 'binding'
  entered: Record<string, Entered>
  areaCode: string
  regulation: string
  ownTitle: string
  firstMonth: string
  reason: string
  documentNumber: string
}

/** Null while something is missing. */
export function contentOf(draft: DraftFields, settable: readonly Settable[]): ChangeContent | null {
  if (draft.kind === 'binding') {
    const { areaCode, regulation } = draft
    const title = draft.ownTitle.trim()
    return areaCode && regulation ? { kind: 'binding', areaCode, title: title || null } : null
  }
  const values = settable
    .filter(({ name }) => name in draft.entered)
    .map((one) => ({ name: one.name, value: sentValue(one, draft.entered[one.name] ?? '') }))
  const known = values.filter(
    (one): one is { name: string; value: ParameterValue } => one.value !== null,
  )
  return values.length > 0 && known.length === values.length
    ? { kind: 'values', values: known }
    : null
}
