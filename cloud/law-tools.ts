import { checkLaw as checkLawOf, compareWithText as compareOf, type Law } from './law/check-law'
import type { PackSource } from './law/pack-source'
import { regulations } from './regulations'

/** What scripts/law-*.mjs run, bundled by them: the check, the book and the coverage of all packs. */
export { complaintText } from './law/pack-source'

export const checkLaw = (law: Omit<Law, 'regulations'>) => checkLawOf({ ...law, regulations })

export function compareWithText(source: PackSource, text: string, file: string, today: string) {
  const regulation = regulations.get(source.id)
  if (!regulation) throw new RangeError(`The build has no regulation ${source.id}`)
  return compareOf(source, regulation, text, file, today)
}
