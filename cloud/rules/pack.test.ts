import { describe, expect, it } from 'vitest'
import { lawOf } from './law'
import { bookOf } from './book'
import { oncePerMonth } from './month-cache'
import { inForceFrom, loadPack, type PackFiles, parameterOn } from './pack'
import { RuleError } from './rule-error'

const files: PackFiles = {
  pack: "id: test\ntitle: 试行办法\nissuer: 县里\nstartsOn: '2022-05-06'\nrules: { version: 1, digest: x }\n",
  articles: '- { id: T-1, title: 第一条, gist: 标准 }\n',
  parameters: `
- name: standard
  label: 标准
  unit: fen
  article: T-1
  values:
    - { from: '2022-05-06', value: '24.50' }
    - { from: '2023-01-01', value: '30.00' }
- name: mode
  label: 方式
  unit: none
  article: T-1
  reading: A-T-01
  choices: [{ value: true, text: 是 }, { value: false, text: 否 }]
  values: [{ from: '2022-05-06', value: false }]
`,
  notComputed: '- { article: T-1, what: 宗旨, reason: 没有可算的量 }\n',
}
const withParameters = (values: string, unit = 'fen') =>
  loadPack({
    ...files,
    parameters: `- { name: p, label: 参数, unit: ${unit}, article: T-1, values: [${values}] }`,
  })

function messageOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof RuleError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'nothing was wrong'
}

describe('a pack', () => {
  it('has one value of a parameter on each day, the day before and the day of a change', () => {
    const pack = loadPack(files)
    const standard = pack.parameters.get('standard')!
    expect(parameterOn(standard, '2022-12-31')).toMatchObject({
      value: 2450,
      text: '24.50 元',
      validFrom: '2022-05-06',
    })
    expect(parameterOn(standard, '2023-01-01')).toMatchObject({
      value: 3000,
      validFrom: '2023-01-01',
    })
  })

  it('has of a list that is a reading its other readings, or why there are none', () => {
    const list = (own: string, reading = ', reading: A-T-02') =>
      loadPack({
        ...files,
        parameters: `
- { name: kinds, label: 类别, unit: none, article: T-1${reading}, choices: [{ value: a, text: 甲 }, { value: b, text: 乙 }], values: [{ from: '2022-05-06', value: [a] }]${own} }
`,
      }).parameters.get('kinds')
    const both = '{ value: [b, a], text: 甲乙都算 }'
    const readings = `, listReadings: [{ value: [a], text: 只算甲 }, ${both}]`
    expect(list(readings)?.listReadings[1]).toEqual({ value: ['b', 'a'], text: '甲乙都算' })
    expect(list(', soleReading: 条文列全了')?.soleReading).toBe('条文列全了')
    const without = 'it needs its listReadings, or a soleReading'
    expect(messageOf(() => list(''))).toContain(without)
    expect(messageOf(() => list(`${readings}, soleReading: 列全了`))).toContain(without)
    expect(messageOf(() => list(readings, ''))).toContain('is no list that is a reading')
    const foreign = `, listReadings: [{ value: [a], text: 只算甲 }, { value: [c], text: 丙 }]`
    expect(messageOf(() => list(foreign))).toContain('["c"] among its listReadings is no value')
    const lacking = `, listReadings: [{ value: [b], text: 只算乙 }, ${both}]`
    expect(messageOf(() => list(lacking))).toContain('has a value that is not among')
  })

  it('refuses a day without a value, naming what there is', () => {
    const pack = withParameters(
      "{ from: '2022-05-06', until: '2022-12-31', value: '1.00' }, { from: '2023-02-01', value: '2.00' }",
    )
    const message = messageOf(() => parameterOn(pack.parameters.get('p')!, '2023-01-15'))
    expect(message).toContain(
      'parameterUndated: 参数 p（参数）从 2023-01-01 到 2023-01-31 没有取值',
    )
    expect(message).toContain('2022-05-06 至 2022-12-31')
    expect(message).toContain('2023-02-01')
  })

  it('names the same days of a gap whichever of its months was asked first', () => {
    const pack = withParameters(
      "{ from: '2022-05-06', until: '2022-12-31', value: '1.00' }, { from: '2023-06-01', value: '2.00' }",
    )
    const laws = oncePerMonth(
      (month) => lawOf(pack, month),
      () => pack,
    )
    const told = (month: string) => messageOf(() => laws(month).parameter('p'))
    expect(told('2023-04')).toContain('从 2023-01-01 到 2023-05-31 没有取值')
    expect(told('2023-02')).toBe(told('2023-04'))
  })

  it('says of days before the first value, and after the last, on which side they lie', () => {
    const pack = withParameters("{ from: '2023-02-01', until: '2023-03-31', value: '1.00' }")
    const told = (day: string) => messageOf(() => parameterOn(pack.parameters.get('p')!, day))
    expect(told('2023-01-15')).toContain('到 2023-01-31 没有取值')
    expect(told('2023-05-01')).toContain('从 2023-04-01 起没有取值')
  })

  it.each([
    ["{ from: '2022-05-06', value: '1.00' }, { from: '2022-05-06', value: '2.00' }", '2022-06-01'],
    [
      "{ from: '2022-05-06', until: '2023-03-31', value: '1.00' }, { from: '2023-01-01', value: '2.00' }",
      '2023-02-01',
    ],
  ])('refuses a day with two values, naming both: %s', (values, day) => {
    const pack = withParameters(values)
    expect(messageOf(() => parameterOn(pack.parameters.get('p')!, day))).toMatch(
      /有两个取值：.*1\.00 元.* 和 .*2\.00 元/,
    )
  })

  it.each([
    ["{ from: '2022-07-15', value: '1.00' }", 'must start with a month'],
    ["{ from: '2022-02-30', value: '1.00' }", 'not a day'],
    ["{ from: '2022-07-01', value: 24.5 }", 'no value of it'],
    ["{ from: '2022-07-01', value: '1.001' }", 'no value of it'],
    ["{ from: '2022-07-01', value: '-1.00' }", 'no value of it'],
    ["{ from: '2022-07-01' }", 'values'],
  ])('refuses the value %s', (values, reason) =>
    expect(messageOf(() => withParameters(values))).toContain(reason),
  )

  it.each<[string, Partial<PackFiles>, string]>([
    ['an article twice', { articles: files.articles + files.articles }, 'stands there twice'],
    [
      'a parameter of an unknown article',
      { articles: '- { id: T-2, title: 二, gist: 别的 }' },
      'rests on T-1',
    ],
    [
      'a list of what is not computed with an unknown article',
      { notComputed: '- { article: X, what: a, reason: b }' },
      'lacks X',
    ],
    ['broken YAML', { articles: '- { id: T-1' }, 'articles.yaml'],
    ['no start', { pack: 'id: test' }, 'pack.yaml'],
  ])('refuses %s', (_, change, reason) => {
    expect(messageOf(() => loadPack({ ...files, ...change }))).toMatch(
      new RegExp(`packInvalid: .*${reason}`),
    )
  })

  it('has another version when anything in it changes', () => {
    const version = loadPack(files).version
    expect(loadPack(files).version).toBe(version)
    for (const key of ['pack', 'articles', 'parameters', 'notComputed'] as const) {
      expect(loadPack({ ...files, [key]: `${files[key]}# changed\n` }).version).not.toBe(version)
    }
  })
})

describe('the law of a month', () => {
  const pack = loadPack(files)

  it('goes by the values of its last day', () => {
    expect(lawOf(pack, '2022-12').number('standard').value).toBe(2450)
    expect(lawOf(pack, '2023-01').number('standard').value).toBe(3000)
  })

  it('is not there before the regulation', () => {
    expect(messageOf(() => lawOf(pack, '2022-04'))).toContain('monthNotCovered')
    expect(lawOf(pack, '2022-05').startsOn).toBe('2022-05-06')
  })

  it('follows a switched reading and says so', () => {
    const law = lawOf(pack, '2022-06', { mode: true, standard: '40.00' })
    expect(law.flag('mode')).toBe(true)
    expect(law.parameter('mode')).toMatchObject({ switched: true, text: '是', reading: 'A-T-01' })
    expect(law.number('standard').value).toBe(4000)
    expect(law.switched.map(({ name }) => name)).toEqual(['mode', 'standard'])
  })

  it.each([
    [{ mode: 'maybe' }, '可取：true、false'],
    [{ nothing: 1 }, '没有名为 nothing 的参数'],
    [{ standard: 1.5 }, '不能取'],
    [{ standard: -1 }, '不能取'],
  ])('refuses the reading %j', (readings, reason) => {
    const message = messageOf(() => lawOf(pack, '2022-06', readings))
    expect(message).toContain('readingUnknown')
    expect(message).toContain(reason)
  })

  it('names what the pack lacks', () => {
    const law = lawOf(pack, '2022-06')
    expect(messageOf(() => law.number('absent'))).toContain('parameters.yaml lacks absent')
    expect(messageOf(() => law.article('T-9'))).toContain('articles.yaml lacks T-9')
    expect(messageOf(() => law.flag('standard'))).toContain('wrong sort')
  })
})

describe('a pack whose text names no first day in force', () => {
  const undated = {
    ...files,
    pack: files.pack.replace("startsOn: '2022-05-06'", 'startsOn: null\nstartArticle: T-1'),
    parameters: `
- { name: p, label: 参数, unit: fen, article: T-1, values: [{ value: '1.00' }, { from: '2023-01-01', value: '2.00' }] }
`,
  }
  const pack = loadPack(undated)

  it('is refused until the county sets the day', () => {
    expect(messageOf(() => lawOf(pack, '2022-06'))).toMatch(/^startUnset: .*T-1/)
    expect(bookOf(pack, '2022-06-01').unset).toEqual([
      { name: 'startsOn', label: '施行日期', article: 'T-1' },
    ])
  })

  it('then holds from that day, with the values that hold from the start', () => {
    const started = inForceFrom(pack, '2022-06-15')
    expect(lawOf(started, '2022-06').parameter('p')).toMatchObject({
      value: 100,
      validFrom: '2022-06-15',
    })
    expect(lawOf(started, '2023-01').parameter('p')).toMatchObject({
      value: 200,
      validFrom: '2023-01-01',
    })
    expect(messageOf(() => lawOf(started, '2022-05'))).toContain('monthNotCovered')
    expect(bookOf(started, '2022-07-01').unset).toEqual([])
  })

  it('names the article that leaves the day open', () => {
    const nameless = { ...undated, pack: undated.pack.replace('startArticle: T-1', '') }
    expect(messageOf(() => loadPack(nameless))).toContain('startArticle')
  })

  it('keeps a day that the text names', () => {
    expect(inForceFrom(loadPack(files), '2020-01-01').startsOn).toBe('2022-05-06')
  })
})
