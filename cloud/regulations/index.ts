import type { Regulation } from '../rules/regulation'
import { daning2022 } from './daning-2022'

/** The packs of this build, by id. A new county adds its line here. */
export const regulations: ReadonlyMap<string, Regulation> = new Map(
  [daning2022].map((regulation) => [regulation.id, regulation]),
)

export { daning2022 }
