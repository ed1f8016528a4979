import type { Law } from '../../rules/law'
import { ageOn } from '../../rules/months'
import type { Eligibility } from '../../rules/regulation'

/** Age on the day of application: under the least is refused, above the usual most needs a reason (A-DN-28). */
export function checkEligibility(
  law: Law,
  input: { bornOn: string; appliedOn: string },
): Eligibility {
  const least = law.number('leastAge')
  const most = law.number('usualMostAge')
  const age = ageOn(input.bornOn, input.appliedOn)
  const answer = (outcome: Eligibility['outcome'], sentence: string): Eligibility => ({
    outcome,
    age,
    sentence,
    article: law.article('DN-5.1'),
    parameters: [least, most, law.parameter('overAge')],
  })
  if (age < least.value) return answer('refused', `${age} 周岁，未满 ${least.value} 周岁，不能聘用`)
  if (age <= most.value) return answer('eligible', `${age} 周岁，符合年龄要求`)
  if (law.choice('overAge') === 'refused')
    return answer('refused', `${age} 周岁，超过 ${most.value} 周岁，不能聘用`)
  return answer('reasonRequired', `${age} 周岁，超过 ${most.value} 周岁，要由县里联审写明理由`)
}
