import { Choice } from '@/components/choice'
import { Notice } from '@/components/notice'
import { moveCopy as copy } from '@/copy/matters'
import { isRefusedDispute } from '@/lib/matter-move'

export interface Answers {
  injury: boolean | null
  propertyLoss: boolean | null
}

const yesNo = [
  { value: 'no' as const, label: copy.no },
  { value: 'yes' as const, label: copy.yes },
]
const answerOf = (value: boolean | null) => (value === null ? null : value ? 'yes' : 'no')

export interface DisputeAnswersProps {
  answers: Answers
  change: (part: Partial<Answers>) => void
  /** What happens instead, where it is not minor. */
  refused?: string
  problem?: string | null
}

/** The two questions of a dispute that is to be settled on the spot (DYW-12.5a). */
export function DisputeAnswers(props: DisputeAnswersProps) {
  const { answers, change, refused = copy.disputeRefused, problem = null } = props
  const problemOf = (answer: boolean | null) => (answer === null ? problem : null)
  return (
    <>
      <Choice
        id="answer-injury"
        label={copy.injury}
        options={yesNo}
        value={answerOf(answers.injury)}
        onChange={(value) => change({ injury: value === 'yes' })}
        problem={problemOf(answers.injury)}
      />
      <Choice
        id="answer-loss"
        label={copy.propertyLoss}
        options={yesNo}
        value={answerOf(answers.propertyLoss)}
        onChange={(value) => change({ propertyLoss: value === 'yes' })}
        problem={problemOf(answers.propertyLoss)}
      />
      {isRefusedDispute(answers) ? (
        <Notice id="dispute-refused" tone="bad">
          {refused}
        </Notice>
      ) : null}
    </>
  )
}
