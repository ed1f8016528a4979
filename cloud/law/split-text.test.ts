import { describe, expect, it } from 'vitest'
import { splitText } from './split-text'

const titlesOf = (text: string, sections?: string[]) =>
  splitText(text, sections).parts.map(({ title }) => title)

describe('a text with articles', () => {
  it('is split at each, without the titles of chapters', () => {
    const text = `某县办法

第一章　总　则
第一条　甲。
第二条 乙：
1、一项
第二章 考核
第3条丙。`
    expect(splitText(text)).toEqual({
      by: 'articles',
      parts: [
        { number: 1, title: '第一条', words: '甲。' },
        { number: 2, title: '第二条', words: '乙：\n1、一项' },
        { number: 3, title: '第3条', words: '丙。' },
      ],
    })
  })

  it('is not cut by a reference at the start of a line', () => {
    const text = '第一条 甲，依\n第九条的规定。\n第二条 乙。\n第三条 丙见\n第一条。\n第四条 丁'
    expect(titlesOf(text)).toEqual(['第一条', '第二条', '第三条', '第四条'])
    expect(splitText(text).parts[0]?.words).toBe('甲，依\n第九条的规定。')
  })

  it('goes on after an article that is missing', () => {
    expect(titlesOf('第一条 甲\n第三条 丙\n第四条 丁')).toEqual(['第一条', '第三条', '第四条'])
  })

  it('finds articles that a converter ran together or decorated', () => {
    const text = '- **第一条** 甲。第二条 乙。\n[bookmark: _GoBack]第三条 丙。  第 四 条 丁'
    expect(splitText(text).parts.map(({ title, words }) => `${title} ${words}`)).toEqual([
      '第一条 甲。',
      '第二条 乙。',
      '第三条 丙。',
      '第四条 丁',
    ])
  })

  it('counts beyond twenty', () => {
    const numerals = ['十九', '二十', '二十一', '三十三', '一百零二']
    const parts = splitText(numerals.map((one) => `第${one}条 甲`).join('\n')).parts
    expect(parts.map(({ number }) => number)).toEqual([19, 20, 21, 33, 102])
  })
})

describe('a text without articles', () => {
  it('is split at numbered headings', () => {
    const text = '标题\n一、基本情况\n甲\n(一)小节\n二、组织架构\n乙'
    expect(splitText(text)).toEqual({
      by: 'headings',
      parts: [
        { number: 1, title: '一、基本情况', words: '甲\n(一)小节' },
        { number: 2, title: '二、组织架构', words: '乙' },
      ],
    })
    expect(titlesOf('4 基本要求\n甲\n5 工作职责\n乙')).toEqual(['4 基本要求', '5 工作职责'])
  })

  it('is split at the titles that are known, where they have lost their numbers', () => {
    const text = '范围\n甲\n术语和定义\n乙\n基本要求\n丙'
    expect(splitText(text).by).toBe('nothing')
    const split = splitText(text, ['范围', '规范性引用文件', '术语和定义', '基本要求'])
    expect(split.parts.map(({ number, words }) => [number, words])).toEqual([
      [1, '甲'],
      [3, '乙'],
      [4, '丙'],
    ])
  })

  it('is told not to be split where there is nothing to split at', () => {
    expect(splitText('您好，附件请查收。\n第一条')).toEqual({ by: 'nothing', parts: [] })
  })
})
