import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readFactCases } from '../rules/fact-case-file'
import type { Regulation } from '../rules/regulation'
import { saidBy } from '../rules/said-by'

/** Runs every file of a pack's `cases` folder. */
export function describeFactCases(pack: Regulation, folder: URL): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({
      name,
      cases: readFactCases(name, readFileSync(new URL(name, folder), 'utf8')),
    }))

  describe.each(files)(`${pack.id}: cases of $name`, ({ cases }) => {
    it.each(
      cases.map((one) => ({ title: one.variant ? `${one.id} (${one.variant})` : one.id, one })),
    )('$title', ({ one }) => {
      for (const id of one.articles) expect(pack.article(id).id).toBe(id)
      expect(saidBy(pack.evaluate(one.facts))).toMatchObject(one.expect)
    })
  })
}

export { readFactCases, saidBy }
