import { recordSpotCheck } from '@contract/assessment'
import { useState } from 'react'
import { Switch } from '@/components/choice'
import { Field, Labelled } from '@/components/field'
import { DateInput } from '@/components/primitives/date-input'
import { assessmentCopy } from '@/copy/office-assessment'
import { clockText, dayOf } from '@/lib/format'
import { nowMs } from '@/lib/server-time'
import { instantOf } from '../../lib/amounts'
import { WorkerPicker } from '../worker-picker'
import { FormSheet } from './form-sheet'
import { type RecordFormProps, useRecord } from './use-record'

const copy = assessmentCopy.spotCheck

/** One call to a worker's phone: answered, or called back when. */
export function SpotCheckForm({ areaCode, worker: known, onClose }: RecordFormProps) {
  const [worker, setWorker] = useState(known ?? null)
  const [day, setDay] = useState(dayOf(nowMs()))
  const [time, setTime] = useState(clockText(nowMs()))
  const [answered, setAnswered] = useState(true)
  const [calledBack, setCalledBack] = useState(false)
  const [backTime, setBackTime] = useState('')
  const record = useRecord(recordSpotCheck, onClose)
  const calledAtMs = instantOf(day, time)
  const wantsBack = !answered && calledBack
  const backAtMs = wantsBack ? instantOf(day, backTime) : null
  const isBackEarly = backAtMs !== null && calledAtMs !== null && backAtMs <= calledAtMs
  const isBackGood = !wantsBack || (backAtMs !== null && !isBackEarly)
  const backProblem = isBackEarly ? copy.badOrder : copy.badTime
  const send = () => {
    if (!worker || calledAtMs === null) return
    record.mutate({
      accountId: worker.accountId,
      calledAtMs,
      answered,
      ...(backAtMs === null ? {} : { calledBackAtMs: backAtMs }),
    })
  }
  return (
    <FormSheet
      id="spot-check-form"
      title={assessmentCopy.actions.spotCheck}
      isReady={Boolean(worker) && calledAtMs !== null && isBackGood}
      busy={record.isPending}
      onSend={send}
      onClose={onClose}
    >
      <WorkerPicker
        id="spot-check-worker"
        label={assessmentCopy.worker}
        areaCode={areaCode}
        value={worker}
        onChange={setWorker}
      />
      <Labelled label={copy.day}>
        <DateInput
          id="spot-check-day"
          label={copy.day}
          value={day}
          last={dayOf(nowMs())}
          onChange={setDay}
        />
      </Labelled>
      <Field
        id="spot-check-time"
        label={copy.time}
        hint={copy.timeHint}
        value={time}
        problem={time && calledAtMs === null ? copy.badTime : null}
        onChange={setTime}
        maxLength={5}
      />
      <Switch
        id="spot-check-answered"
        label={copy.answered}
        value={answered}
        onChange={setAnswered}
      />
      {answered ? null : (
        <Switch
          id="spot-check-back"
          label={copy.calledBack}
          value={calledBack}
          onChange={setCalledBack}
        />
      )}
      {wantsBack ? (
        <Field
          id="spot-check-back-time"
          label={copy.backTime}
          hint={copy.timeHint}
          value={backTime}
          problem={backTime && !isBackGood ? backProblem : null}
          onChange={setBackTime}
          maxLength={5}
        />
      ) : null}
    </FormSheet>
  )
}
