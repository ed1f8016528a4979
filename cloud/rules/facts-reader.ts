import type { z } from 'zod'
import { chineseIssue } from './chinese-issues'
import type { MonthFacts } from './month-facts'
import type { ReadFacts } from './regulation'

/** Checks facts of unknown origin by a pack's schema; the first fault is told with its path. */
export function factsReader(schema: z.ZodType<MonthFacts>): (value: unknown) => ReadFacts {
  return (value) => {
    const read = schema.safeParse(value, { error: chineseIssue })
    if (read.success) return { ok: true, facts: read.data }
    const [issue] = read.error.issues
    const path = issue ? issue.path.map(String).join('.') : ''
    return {
      ok: false,
      error: { code: 'factsMalformed', message: issue?.message ?? '内容不对', path },
    }
  }
}
