import { describe, expect, test } from 'vitest'
import {
  contentOf,
  type DraftFields,
  enteredOf,
  problemOf,
  sentValue,
  type Settable,
} from './draft'

const settable = (own: Partial<Settable> = {}): Settable => ({
  name: 'price',
  label: '单价',
  unit: 'fen',
  choices: null,
  isList: false,
  nowText: '7.50 元',
  now: 750,
  ...own,
})
const draft = (own: Partial<DraftFields> = {}): DraftFields => ({
  kind: 'values',
  entered: {},
  areaCode: '',
  regulation: 'daning-2022',
  ownTitle: '',
  firstMonth: '2026-07',
  reason: '',
  documentNumber: '',
  ...own,
})
const choices = [
  { value: 'a', text: '甲' },
  { value: 'b', text: '乙' },
]

describe('what is entered for a value', () => {
  test('begins with what holds now', () => {
    expect(enteredOf(settable(), 163_000)).toBe('1630.00')
    expect(enteredOf(settable({ unit: 'count' }), 20)).toBe('20')
    expect(enteredOf(settable({ unit: 'none', choices }), 'a')).toBe('a')
    expect(enteredOf(settable({ unit: 'none', choices }), false)).toBe('false')
    expect(enteredOf(settable({ unit: 'none', choices, isList: true }), ['b'])).toEqual(['b'])
    expect(enteredOf(settable(), null)).toBe('')
  })

  test('is sent exactly, or its fault is told', () => {
    expect(sentValue(settable(), '8.05')).toBe('8.05')
    expect(problemOf(settable(), '8.005')).toMatch(/8\.00/)
    expect(problemOf(settable(), '-1')).toMatch(/8\.00/)
    expect(sentValue(settable(), '-1')).toBeNull()
    expect(sentValue(settable({ unit: 'days' }), '22')).toBe(22)
    expect(problemOf(settable({ unit: 'days' }), '2.5')).toMatch(/整数/)
    expect(sentValue(settable({ unit: 'none', choices, isList: true }), [])).toEqual([])
    expect(sentValue(settable(), ' ')).toBeNull()
  })
})

describe('what is sent', () => {
  const list = [settable(), settable({ name: 'days', unit: 'days' })]

  test('is nothing while a value is missing or wrong', () => {
    expect(contentOf(draft(), list)).toBeNull()
    expect(contentOf(draft({ entered: { price: '8.00', days: '' } }), list)).toBeNull()
    expect(contentOf(draft({ entered: { price: '8.00', days: '22' } }), list)).toEqual({
      kind: 'values',
      values: [
        { name: 'price', value: '8.00' },
        { name: 'days', value: 22 },
      ],
    })
  })

  test('of a binding needs its area; the name is the county’s or the text’s', () => {
    const binding = draft({ kind: 'binding' })
    expect(contentOf(binding, list)).toBeNull()
    const own = { ...binding, areaCode: '141030', ownTitle: ' 本县办法 ' }
    expect(contentOf(own, list)).toEqual({
      kind: 'binding',
      areaCode: '141030',
      title: '本县办法',
    })
    expect(contentOf({ ...own, ownTitle: ' ' }, list)).toMatchObject({ title: null })
  })
})
