import { escape as literal } from 'mysql2'
import { describe, expect, it } from 'vitest'
import naughty from '../bad-input/blns.json'
import { sqlText } from './sql-text'

describe('a text as an SQL literal', () => {
  it('is written as the driver would, whatever it holds', () => {
    for (const text of [
      ...naughty,
      "a'b",
      'a\\',
      '\u0000',
      '\n',
      '签到',
      '',
      'phone-1',
      '2026-11-30 08:00',
    ])
      expect(sqlText(text)).toBe(literal(text))
  })

  it('is NULL for nothing', () => {
    expect(sqlText(null)).toBe('NULL')
  })
})
