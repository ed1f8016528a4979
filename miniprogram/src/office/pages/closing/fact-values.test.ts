import { describe, expect, it } from 'vitest'
import { factText, factValue } from './fact-values'

describe('a fact as it is typed', () => {
  it('is a whole count, or points with at most two decimals and a sign', () => {
    expect(['40', ' 0 ', '4.5', '-1', ''].map((text) => factValue(text, 'count'))).toEqual([
      40,
      0,
      null,
      null,
      null,
    ])
    const points = ['95.45', '90', '-2.5', '2.555', '--1', 'x']
    expect(points.map((text) => factValue(text, 'points'))).toEqual([
      9545,
      9000,
      -250,
      null,
      null,
      null,
    ])
  })

  it('reads back as it was typed', () => {
    expect([factText(9545, 'points'), factText(-250, 'points'), factText(40, 'count')]).toEqual([
      '95.45',
      '-2.5',
      '40',
    ])
  })
})
