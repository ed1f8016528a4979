import { factFullScoreHundredths } from '../../rules/fact-shapes'
import type { RecordedFact } from '../../rules/held-month'
import type { Law } from '../../rules/law'
import { partsOf } from './assessment'

/** The scores out of 100 that the county weighs: who assesses gives them, the standard has no marks (A-STD-04). */
export function recordedFacts(law: Law): RecordedFact[] {
  return partsOf(law).map(({ fact, label, article }) => ({
    name: fact,
    label: `${label}得分`,
    sort: 'partScores',
    article,
    measure: '分',
    unit: 'points',
    isNeeded: true,
    schema: factFullScoreHundredths,
  }))
}
