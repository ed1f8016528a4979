import type { Statement } from '../../contract/trace'
import type { PayRegulation } from '../../rules'
import type { StoredStatement } from './statement-rows.store'

/** The tree as it was frozen, or evaluated again from the stored facts while it is proposed. */
export function evaluatedOf(
  row: StoredStatement,
  packs: ReadonlyMap<string, PayRegulation>,
): Statement {
  if (row.tree) return row.tree
  const pack = packs.get(row.facts.regulation)
  if (!pack) throw new Error(`no pack ${row.facts.regulation}`)
  return pack.evaluateMonth(row.facts)
}
