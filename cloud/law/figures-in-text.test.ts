import { describe, expect, it } from 'vitest'
import type { ParameterRef } from '../contract/trace'
import { articleNumber, sectionsOf, wholesOf } from './article-ids'
import { chineseNumber, readChineseNumber } from './chinese-numbers'
import { missingFigures } from './figures-in-text'

function isFound(value: number, unit: ParameterRef['unit'], words: string): boolean {
  const parameter: ParameterRef = {
    name: 'p',
    label: '数',
    value,
    unit,
    text: '',
    validFrom: '2024-01-01',
    article: 'T-2.1a',
  }
  const parts = [{ number: 2, title: '第二条', words }]
  const articles = [{ id: 'T-2', title: '第二条', gist: '' }]
  return (
    missingFigures({ parameters: [parameter], articles }, { by: 'articles', parts }).length === 0
  )
}

describe('a figure', () => {
  it.each<[number, ParameterRef['unit'], string]>([
    [750, 'fen', '每条7.5元'],
    [750, 'fen', '每条 7.50 元'],
    [750, 'fen', '每条七点五元'],
    [163_000, 'fen', '标准 1,630 元'],
    [163_000, 'fen', '标准１６３０元'],
    [163_000, 'fen', '一千六百三十元'],
    [30_000, 'fen', '给予100元至300元奖励'],
    [2_000_000, 'fen', '2万元以下'],
    [70, 'percent', '总体的70%'],
    [70, 'percent', '百分之七十'],
    [70, 'percent', '七成'],
    [95, 'percent', '达到95％以上'],
    [20, 'count', '不少于20次'],
    [20, 'count', '不少于二十次'],
    [2, 'count', '连续两次'],
    [2, 'count', '连续二次'],
    [24, 'hours', '24小时内'],
    [60, 'count', '18-60周岁'],
    [30, 'days', '提前 30 日'],
    [1, 'count', '每季度组织培训'],
    [100, 'count', '考核实行百分制'],
    [0, 'fen', '随便什么'],
  ])('%d (%s) is found in %s', (value, unit, words) => {
    expect(isFound(value, unit, words)).toBe(true)
  })

  it.each<[number, ParameterRef['unit'], string]>([
    [500, 'fen', '15元、1500元、5.00001元'],
    [50_000, 'fen', '1500元'],
    [750, 'fen', '17.5元、7.55元'],
    [20, 'count', '120次、20.5次、二十五次、一百二十次'],
    [2, 'count', '2、服从指令；（二）参加会议；第二项；十二次'],
    [70, 'percent', '70分、百分之七十五、170%'],
    [7, 'percent', '百分之七十'],
    [1, 'count', '连续不合格'],
  ])('%d (%s) is not found in %s', (value, unit, words) => {
    expect(isFound(value, unit, words)).toBe(false)
  })
})

describe('a number in Chinese', () => {
  it.each([
    [0, '零'],
    [2, '二'],
    [10, '十'],
    [19, '十九'],
    [20, '二十'],
    [105, '一百零五'],
    [110, '一百一十'],
    [1630, '一千六百三十'],
    [10_010, '一万零一十'],
    [12_000, '一万二千'],
    [24.5, '二十四点五'],
  ])('%d is %s', (value, text) => expect(chineseNumber(value)).toBe(text))

  it('is read as it is written, up to 999', () => {
    for (let value = 1; value < 1000; value += 1)
      expect(readChineseNumber(chineseNumber(value))).toBe(value)
    for (const bad of ['', '零', '一千', '甲', '十十']) expect(readChineseNumber(bad)).toBeNull()
  })
})

describe('an article id', () => {
  it('names the article and the wholes that it is part of', () => {
    expect(wholesOf('DN-11.1b')).toEqual(['DN-11.1', 'DN-11'])
    expect(wholesOf('DN-14.1.1')).toEqual(['DN-14.1', 'DN-14'])
    expect(wholesOf('DN-14')).toEqual([])
    expect([articleNumber('DN-11.1b'), articleNumber('x')]).toEqual([11, null])
    const articles = [
      { id: 'S-1', title: '范 围' },
      { id: 'S-3', title: '术语' },
      { id: 'S-3.1', title: '网格' },
    ]
    expect(sectionsOf([...articles, { id: 'X-2', title: '另一份' }])).toEqual(['范围', '', '术语'])
  })
})
