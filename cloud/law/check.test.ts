import { describe, expect, it } from 'vitest'
import { blockFiles, featureNames, packSources } from '../../scripts/lib/law-sources.mjs'
import { regulations } from '../regulations'
import { checkLaw, compareWithText } from './check-law'
import { checkPack } from './check'
import { complaintText } from './pack-source'
import { smallFolder, smallRegulation, smallSource } from './small-pack-for-tests'

const today = '2026-11-30'

function complaintsOf(...change: Parameters<typeof smallSource>): string[] {
  const source = smallSource(...change)
  const features = new Set(['reports'])
  return checkPack({ source, regulation: smallRegulation(source), today, features }).map((one) =>
    complaintText(one).replace(`${smallFolder}/`, ''),
  )
}

describe('the law of this build', () => {
  const sources = packSources()

  it('has every pack that is listed, and lists every pack', () => {
    expect(sources.map(({ id }) => id)).toEqual([...regulations.keys()].sort())
  })

  it.each(sources.map((source) => ({ id: source.id, source })))(
    '$id is in order',
    { timeout: 120_000 },
    ({ source }) => {
      const features = featureNames()
      const complaints = checkLaw({ sources: [source], regulations, blocks: [], today, features })
      expect(complaints.map(complaintText)).toEqual([])
    },
  )

  it('has no number in the blocks that it is made of', () => {
    const law = {
      sources: [],
      regulations,
      blocks: blockFiles(),
      today,
      features: new Set<string>(),
    }
    expect(checkLaw(law).map(complaintText)).toEqual([])
  })
})

describe('a small pack', () => {
  it('is in order', () => expect(complaintsOf()).toEqual([]))

  it('is refused with an article that nothing rests on', () => {
    expect(complaintsOf('not-computed.yaml', '{ article: T-1,', '{ article: T-2,')).toEqual([
      'articles.yaml:1 T-1 没有任何参数、规则或算例引用它，也没有列入 not-computed.yaml 或写明由哪个功能办理',
    ])
  })

  it('is refused with a feature that the product lacks', () => {
    expect(complaintsOf('articles.yaml', '[reports]', '[drones]')).toEqual([
      'articles.yaml:3 T-3 写的功能 drones 在产品里没有',
    ])
  })

  it('is refused with a case of an unknown article', () => {
    expect(complaintsOf('cases/quota.yaml', 'articles: [T-2]', 'articles: [T-9]')).toEqual([
      'cases/quota.yaml:2 引用了 T-9，articles.yaml 里没有这一条',
    ])
  })

  it.each([
    ['  article: T-2\n', '依据的条文（article）'],
    ['  unit: count\n', '单位（unit）'],
    ['from: "2024-01-01", ', '起始日期（from）'],
  ])('is refused with a parameter without %j', (line, what) => {
    expect(complaintsOf('parameters.yaml', line, '')).toContain(
      `parameters.yaml:1 参数 quota 没有写${what}`,
    )
  })

  it('is refused with a parameter without values that the county does not set', () => {
    const values = '  values:\n    - { from: "2024-01-01", value: 20 }\n'
    expect(complaintsOf('parameters.yaml', values, '')).toEqual([
      'parameters.yaml:1 参数 quota 没有写带日期的取值（values），也没有写由县里定（setBy: county）',
    ])
    expect(complaintsOf('parameters.yaml', values, '  setBy: county\n').join('\n')).not.toContain(
      '没有写',
    )
  })

  it('is refused with days without a value', () => {
    const value = '- { from: "2024-01-01", value: 20 }'
    const until = '- { from: "2024-01-01", until: "2027-12-31", value: 20 }'
    expect(complaintsOf('parameters.yaml', value, until)).toContain(
      'parameters.yaml:1 参数 quota 从 2028-01-01 起没有取值',
    )
    const gap = `- { from: "2024-01-01", until: "2024-05-31", value: 20 }\n    - { from: "2024-08-01", value: 20 }`
    const told = complaintsOf('parameters.yaml', value, gap)
    expect(told).toContain('parameters.yaml:1 参数 quota 从 2024-06-01 到 2024-07-31 没有取值')
    expect(told.filter((one) => one.includes('算不出来'))).toHaveLength(2)
  })

  it('is refused with two values for a day', () => {
    const value = '- { from: "2024-01-01", value: 20 }'
    const told = complaintsOf(
      'parameters.yaml',
      value,
      `${value}\n    ${value.replace(': 20', ': 21')}`,
    )
    expect(told).toContain('parameters.yaml:1 参数 quota 在 2024-01-01 有两个取值')
  })

  it.each(['20', '2.5', '0x10', '3n', '1_000'])(
    'is refused with the number %s in a rule',
    (number) => {
      expect(complaintsOf('rules.ts', "law.number('quota'), 1", number)[0]).toMatch(
        new RegExp(`^rules\\.ts:2 规则里写了数字 ${number}：`),
      )
    },
  )

  it('is refused without a case at the boundary, and without one beside it', () => {
    expect(complaintsOf('cases/quota.yaml', 'count: 20', 'count: 30')).toEqual([
      'parameters.yaml:1 界限 quota（每月要求，20 次）改成 21 次 没有一个算例会不同：缺一个紧挨着这一侧的算例',
    ])
    expect(complaintsOf('cases/quota.yaml', 'count: 19', 'count: 3')).toEqual([
      'parameters.yaml:1 界限 quota（每月要求，20 次）改成 19 次 没有一个算例会不同：缺一个紧挨着这一侧的算例',
    ])
  })

  it('is refused with a figure that no case uses', () => {
    const rate =
      '- name: rate\n  label: 单价\n  unit: fen\n  article: T-3\n  values:\n    - { from: "2024-01-01", value: "7.50" }\n'
    expect(complaintsOf('parameters.yaml', '- name: quota', `${rate}- name: quota`)).toEqual([
      'parameters.yaml:1 数字 rate（单价，7.50 元）改成 7.51 元 没有一个算例会不同：没有算例用到它',
      'parameters.yaml:1 数字 rate（单价，7.50 元）改成 7.49 元 没有一个算例会不同：没有算例用到它',
    ])
  })

  it('is refused with a reading that is neither a switch nor recorded', () => {
    expect(complaintsOf('not-computed.yaml', '（读法 A-T-01 乙）', '')).toEqual([
      'parameters.yaml:9 参数 counting 的读法 A-T-01 只有一种取值，not-computed.yaml 里没有写另外的读法和不用的理由',
    ])
  })

  it('is refused when a file is no YAML, with its line', () => {
    const told = complaintsOf('cases/quota.yaml', 'facts: {', 'facts: { {')
    expect(told[0]).toMatch(/^cases\/quota\.yaml:5 /)
  })
})

describe('the official text', () => {
  const source = smallSource()
  const compare = (text: string) =>
    compareWithText(source, smallRegulation(source), text, '办法.txt', today)

  it('has every figure of its pack', () => {
    for (const figure of ['20次', '２０ 次', '二十次'])
      expect(compare(`第一条 目的\n第二条 每月不少于${figure}。`).complaints).toEqual([])
  })

  it('is told to lack a figure, or an article', () => {
    const lacking = compare('第一条 每月二十次\n第二条 每月不少于 120 次、二十五次。').complaints
    expect(lacking.map(complaintText)).toEqual([
      `${smallFolder}/parameters.yaml:1 参数 quota（每月要求，20 次）：T-2 的正文里没有这个数`,
    ])
    const other = compare('第一条 每月二十次\n第三条 其他').complaints
    expect(other.map(({ message }) => message)).toEqual([
      '参数 quota（每月要求，20 次）：正文里没有找到 T-2 这一条',
    ])
  })

  it('is refused without articles or headings', () => {
    expect(compare('随便写的一段话').complaints.map(({ message }) => message)).toEqual([
      '里没有找到“第…条”，也没有找到分节的标题，无法核对',
    ])
  })
})
