import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { articleMentions, packSources } from '../../scripts/lib/law-sources.mjs'
import { coverage } from '../law-tools'
import { lawBook } from './book'
import { bookPage, indexPage } from './book-html'
import { smallSource } from './small-pack-for-tests'

describe('docs/coverage.md', () => {
  it('is what npm run law:coverage gives', () => {
    const written = readFileSync(new URL('../../docs/coverage.md', import.meta.url), 'utf8')
    expect(written, 'run npm run law:coverage').toBe(coverage(packSources(), articleMentions()))
  })

  it('says of each article what of the product answers it', () => {
    const text = coverage([smallSource()], [])
    expect(text).toContain('| T-1 | 第一条 | 目的 | 不计算：目的——没有可算的量 |')
    expect(text).toContain('参数 `quota`、`counting`；规则 `rules.ts`；算例 G-T-1、G-T-2；不计算：')
    expect(text).toContain('| T-3 | 第三条 | 走访由另外的功能办理 | 功能 上报和研判 |')
    expect(text).toContain('共 3 行：计算 1，由功能办理 1，不计算 1，见各项 0。')
  })
})

describe('the book of a pack', () => {
  const mentions = [
    { article: 'T-2', file: 'cloud/features/reports/judge-report.ts' },
    { article: 'T-2', file: 'miniprogram/src/pages/report/index.tsx' },
  ]
  const book = lawBook(smallSource('articles.yaml', '目的', '目的 <b>&'), mentions)

  it('gathers at each article what rests on it', () => {
    expect(book.articles[1]).toMatchObject({
      id: 'T-2',
      parameters: [
        { name: 'quota', values: ['20 次（自 2024-01-01 起）'], reading: null, boundary: true },
        { name: 'counting', values: ['一天一次（自 2024-01-01 起）'], reading: 'A-T-01' },
      ],
      rules: [{ file: 'rules.ts', blocks: ['met'] }],
      cases: ['G-T-1', 'G-T-2'],
      screens: ['上报和研判', '页面 report'],
    })
  })

  it('is a page that stands alone, with every text escaped', () => {
    const html = bookPage(book)
    expect(html).toMatch(/^<!doctype html>\n<html lang="zh-CN">/)
    expect(html).not.toMatch(/<script|<link|src=|@import|url\(/)
    expect(html).toContain('目的 &lt;b&gt;&amp;')
    for (const { id } of book.articles) expect(html).toContain(`<section id="${id}">`)
    expect(indexPage([book])).toContain('<a href="small.html">小办法</a>')
  })
})
