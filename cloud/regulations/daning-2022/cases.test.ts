import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { factsOfCase, type GivenMonth, readCases } from '../../rules/case-file'
import { saidByCase } from '../../rules/case-runs'
import { daning2022 } from '.'

const folder = new URL('./cases/', import.meta.url)
const files = readdirSync(folder)
  .sort()
  .map((name) => ({ name, cases: readCases(name, readFileSync(new URL(name, folder), 'utf8')) }))

const defaults = { kind: 'rural', month: '2022-06' }
const evaluate = (given: GivenMonth) =>
  daning2022.evaluateMonth(factsOfCase(daning2022.id, given, defaults))

describe.each(files)('cases of $name', ({ cases }) => {
  it.each(
    cases.map((one) => ({ title: one.variant ? `${one.id} (${one.variant})` : one.id, one })),
  )('$title', ({ one }) => expect(saidByCase(daning2022, one, defaults)).toMatchObject(one.expect))

  it.each(cases)('$id cites articles of the pack', ({ articles }) => {
    for (const id of articles) expect(daning2022.article(id).id).toBe(id)
  })
})

it('gives the statements that this version of the rules is known by', () => {
  const hash = createHash('sha256')
  for (const one of files.flatMap(({ cases }) => cases)) {
    if (one.run === 'month')
      hash.update(JSON.stringify({ ...evaluate(one.given), packVersion: '' }))
  }
  const digest = hash.digest('hex').slice(0, 16)
  const known = /digest: (\w+)/.exec(
    readFileSync(new URL('./pack.yaml', import.meta.url), 'utf8'),
  )?.[1]
  expect(
    known,
    `the statements of the cases changed. Because a rule did: raise rules.version in pack.yaml. In any case set rules.digest to ${digest}`,
  ).toBe(digest)
})
