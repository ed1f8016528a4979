import { recordSpotCheck } from '@contract/assessment'
import type { InputOf } from '@contract/define'
import { Switch } from '@/components/choice'
import { DateField } from '@/components/date-field'
import { Field } from '@/components/field'
import { assessmentCopy } from '@/copy/office-assessment'
import { clockText, dayOf } from '@/lib/format'
import { nowMs } from '@/lib/server-time'
import { instantOf } from '../../lib/amounts'
import { type DraftOf, useDraft } from '../../lib/use-draft'
import { type PickedWorker, WorkerPicker } from '../worker-picker'
import { InputSheet } from './form-sheet'
import { type RecordFormProps, useRecord } from './use-record'

const copy = assessmentCopy.spotCheck
type Input = InputOf<typeof recordSpotCheck>

interface Draft {
  worker: PickedWorker | null
  day: string
  time: string
  answered: boolean
  calledBack: boolean
  backTime: string
}

const isCalledBack = (draft: Draft) => !draft.answered && draft.calledBack

/** What is wrong with the time of the call back; null when nothing is. */
function backProblem(draft: Draft): string | null {
  if (!isCalledBack(draft)) return null
  const backAtMs = instantOf(draft.day, draft.backTime)
  const calledAtMs = instantOf(draft.day, draft.time)
  if (backAtMs === null) return copy.badTime
  return calledAtMs !== null && backAtMs <= calledAtMs ? copy.badOrder : null
}

/** The call, or null while something of it is missing. */
function spotCheckOf(draft: Draft): Input | null {
  const { worker, day, answered } = draft
  const calledAtMs = instantOf(day, draft.time)
  if (!worker || calledAtMs === null || backProblem(draft)) return null
  const backAtMs = isCalledBack(draft) ? instantOf(day, draft.backTime) : null
  return {
    accountId: worker.accountId,
    calledAtMs,
    answered,
    ...(backAtMs === null ? {} : { calledBackAtMs: backAtMs }),
  }
}

function Outcome({ draft, change }: DraftOf<Draft>) {
  return (
    <>
      <Switch
        id="spot-check-answered"
        label={copy.answered}
        value={draft.answered}
        onChange={change('answered')}
      />
      {draft.answered ? null : (
        <Switch
          id="spot-check-back"
          label={copy.calledBack}
          value={draft.calledBack}
          onChange={change('calledBack')}
        />
      )}
      {isCalledBack(draft) ? (
        <Field
          id="spot-check-back-time"
          label={copy.backTime}
          hint={copy.timeHint}
          value={draft.backTime}
          problem={draft.backTime ? backProblem(draft) : null}
          onChange={change('backTime')}
          maxLength={5}
        />
      ) : null}
    </>
  )
}

/** One call to a worker's phone: answered, or called back when. */
export function SpotCheckForm({ areaCode, worker, onClose }: RecordFormProps) {
  const form = useDraft<Draft>({
    worker: worker ?? null,
    day: dayOf(nowMs()),
    time: clockText(nowMs()),
    answered: true,
    calledBack: false,
    backTime: '',
  })
  const { draft, change } = form
  const record = useRecord(recordSpotCheck, onClose)
  const input = spotCheckOf(draft)
  return (
    <InputSheet
      id="spot-check-form"
      title={assessmentCopy.actions.spotCheck}
      input={input}
      command={record}
      onClose={onClose}
    >
      <WorkerPicker
        id="spot-check-worker"
        label={assessmentCopy.worker}
        areaCode={areaCode}
        value={draft.worker}
        onChange={change('worker')}
      />
      <DateField
        id="spot-check-day"
        label={copy.day}
        value={draft.day}
        last={dayOf(nowMs())}
        onChange={change('day')}
      />
      <Field
        id="spot-check-time"
        label={copy.time}
        hint={copy.timeHint}
        value={draft.time}
        problem={draft.time && instantOf(draft.day, draft.time) === null ? copy.badTime : null}
        onChange={change('time')}
        maxLength={5}
      />
      <Outcome {...form} />
    </InputSheet>
  )
}
