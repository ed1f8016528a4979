import { describe, expect, it } from 'vitest'
import { figureOf, money, naming } from './blocks-for-tests'
import { oncePerIncident, occurrencePenalty, repeatedIncidents } from './occurrence-penalty'
import { shortfallPenalty } from './shortfall-penalty'

describe('shortfall penalty', () => {
  const penalty = shortfallPenalty(naming, { rate: money('rate', 1_000), measure: '次' })

  it.each([
    [0, 20_000],
    [19, 1_000],
    [20, 0],
    [25, 0],
  ])('%i of 20', (count, value) => expect(penalty(figureOf(count), figureOf(20)).value).toBe(value))

  it('says what is missing', () => {
    expect(penalty(figureOf(17), figureOf(20)).sentence).toBe('（20 − 17）次 × 10.00 元 = 30.00 元')
    expect(penalty(figureOf(20), figureOf(20)).sentence).toBe('20 次，达到 20 次，扣 0.00 元')
  })
})

describe('occurrence penalty', () => {
  it('costs each record, and keeps the records as facts', () => {
    const figure = occurrencePenalty(
      naming,
      money('rate', 10_000),
    )([{ id: 'a', incident: '渠口塌方' }, { id: 'b' }])
    expect(figure).toMatchObject({ value: 20_000, sentence: '2 次 × 100.00 元 = 200.00 元' })
    expect(figure.facts.map(({ text }) => text)).toEqual(['渠口塌方', '测试'])
  })

  it('finds records of one incident, and can count it once', () => {
    const records = [
      { id: 'a', kind: 'x', incident: '同一件事' },
      { id: 'b', kind: 'y', incident: '同一件事' },
      { id: 'c', kind: 'y' },
      { id: 'd', kind: 'y' },
    ]
    expect(repeatedIncidents(records)).toEqual(['同一件事'])
    expect(oncePerIncident(records).map(({ id }) => id)).toEqual(['a', 'c', 'd'])
  })
})
