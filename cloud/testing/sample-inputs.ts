import type { LivedInCounty } from './lived-in-county'
import { codeSamples } from './samples/codes'
import { disciplineSamples } from './samples/discipline'
import { fileSamples } from './samples/files'
import { integrationSamples, matterSamples, reportSamples, unitSamples } from './samples/loop'
import { assessmentSamples, paySamples, payrollSamples } from './samples/pay'
import { accountSamples, leaveSamples, noticeSamples } from './samples/people'
import { placeSamples } from './samples/places'
import { officialTextSamples, regulationSamples } from './samples/regulations'
import { opinionSamples, raisingSamples } from './samples/residents'
import type { Sample } from './samples/sample'

export type { Sample } from './samples/sample'

/** One input for every entry of the contract, by its name; the sweeps refuse an entry without one. */
export function sampleInputs(county: LivedInCounty): Record<string, Sample> {
  return {
    ...placeSamples(county),
    ...accountSamples(county),
    ...assessmentSamples(county),
    ...paySamples(county),
    ...leaveSamples(county),
    ...fileSamples(county),
    ...payrollSamples(county),
    ...disciplineSamples(county),
    ...regulationSamples(county),
    ...officialTextSamples(county),
    ...reportSamples(county),
    ...matterSamples(county),
    ...opinionSamples(county),
    ...raisingSamples(county),
    ...noticeSamples(),
    ...codeSamples(county),
    ...unitSamples(county),
    ...integrationSamples(county),
  }
}
