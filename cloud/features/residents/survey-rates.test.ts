import { describe, expect, it } from 'vitest'
import { quarterLabel, quarterOf, type SurveyCount, surveyFigures } from './survey-rates'

const count = (knows: boolean, rating: SurveyCount['rating'], number: number): SurveyCount => ({
  gridCode: 'g',
  knows,
  rating,
  count: number,
})

describe('rates of a survey', () => {
  it('are told from thirty answers on, each by its own number of answers', () => {
    const few = surveyFigures([count(true, 'satisfied', 29)])
    expect(few).toMatchObject({ answers: 29, awareness: null, satisfaction: null })
    const enough = surveyFigures([
      count(true, 'satisfied', 20),
      count(true, 'ordinary', 5),
      count(true, 'unsatisfied', 5),
      count(false, 'noDealings', 10),
    ])
    expect(enough).toEqual({
      answers: 40,
      knows: 30,
      rated: 30,
      satisfied: 20,
      ordinary: 5,
      unsatisfied: 5,
      awareness: 0.75,
      satisfaction: 20 / 30,
      dissatisfaction: 5 / 30,
    })
  })

  it('leave out of the satisfied share who never met the worker', () => {
    const figures = surveyFigures([count(true, 'satisfied', 29), count(false, 'noDealings', 30)])
    expect(figures.awareness).toBeCloseTo(29 / 59)
    expect(figures.satisfaction).toBeNull()
  })

  it('of no answers are none', () => {
    expect(surveyFigures([])).toMatchObject({ answers: 0, awareness: null, dissatisfaction: null })
  })
})

it('a day lies in its quarter', () => {
  expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
    '2026-Q1',
    '2026-Q1',
    '2026-Q2',
    '2026-Q4',
  ])
  expect(quarterLabel('2026-Q3')).toBe('2026 年第三季度')
})
