import type { Figure } from '@contract/trace'
import { expect, test } from 'vitest'
import { articleTitles, figureValueText, hasGrounds, sinceDayText } from './figure-text'

const leaf: Figure = {
  code: 'reports',
  label: '有效信息',
  value: 19,
  unit: 'count',
  sentence: '19 条',
  articles: [{ id: 'DN-14', title: '第十四条', gist: '五类信息' }],
  parameters: [],
  facts: [],
  block: 'count',
  inputs: [],
}
const tree: Figure = {
  ...leaf,
  code: 'pay',
  articles: [{ id: 'DN-11', title: '第十一条', gist: '报酬' }],
  inputs: [leaf],
}

test('values read as people say them', () => {
  expect(figureValueText({ value: 14250, unit: 'fen' })).toBe('142.50 元')
  expect(figureValueText({ value: 12, unit: 'days' })).toBe('12 天')
  expect(figureValueText({ value: 19, unit: 'count' })).toBe('19')
  expect(figureValueText({ value: 80, unit: 'percent' })).toBe('80%')
})

test('article titles are found anywhere in the tree', () => {
  expect([...articleTitles(tree)]).toEqual([
    ['DN-11', '第十一条'],
    ['DN-14', '第十四条'],
  ])
})

test('a figure with nothing behind it has no grounds', () => {
  expect(hasGrounds(tree)).toBe(true)
  expect(hasGrounds({ ...leaf, articles: [] })).toBe(false)
})

test('days since when', () => {
  expect(sinceDayText('2022-08-01')).toBe('2022年8月1日起')
  expect(sinceDayText('')).toBe('')
})
