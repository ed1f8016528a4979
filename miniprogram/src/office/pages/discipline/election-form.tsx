import { type CandidateCategory, candidateCategoryLabel, list, record } from '@contract/elections'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { DateField } from '@/components/date-field'
import { Field, Labelled } from '@/components/field'
import { SelectInput } from '@/components/primitives/select-input'
import { electionsCopy as copy } from '@/copy/office-elections'
import { dayOf } from '@/lib/format'
import { useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { say } from '@/lib/toast'
import { AreaPicker } from '../../components/area-picker'
import { FormSheet } from '../../components/forms/form-sheet'
import { optionsOf } from '../../components/forms/options'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'

const gridDigits = 16
const mostCandidates = 50

interface Candidate {
  key: number
  name: string
  category: CandidateCategory
  votes: string
}

const emptyCandidate = (key: number): Candidate => ({
  key,
  name: '',
  category: 'partyMember',
  votes: '',
})

const countOf = (text: string): number | null =>
  /^\d{1,6}$/.test(text.trim()) ? Number(text) : null
const wrongIf = (isWrong: boolean, problem: string) => (isWrong ? problem : null)

interface CandidateFieldsProps {
  candidate: Candidate
  present: number | null
  onChange: (candidate: Candidate) => void
  onRemove: (() => void) | null
}

function CandidateFields({ candidate, present, onChange, onRemove }: CandidateFieldsProps) {
  const { key, votes } = candidate
  const count = countOf(votes)
  const isWrong = votes !== '' && (count === null || (present !== null && count > present))
  return (
    <View className={styles.block}>
      <Field
        id={`candidate-name-${key}`}
        label={copy.name}
        value={candidate.name}
        onChange={(name) => onChange({ ...candidate, name })}
        maxLength={32}
      />
      <Labelled label={copy.category}>
        <SelectInput
          id={`candidate-category-${key}`}
          label={copy.category}
          value={candidate.category}
          options={optionsOf(candidateCategoryLabel)}
          onChange={(category) =>
            onChange({ ...candidate, category: category as CandidateCategory })
          }
        />
      </Labelled>
      <Field
        id={`candidate-votes-${key}`}
        label={copy.votes}
        value={votes}
        problem={wrongIf(isWrong, copy.votesWrong)}
        onChange={(text) => onChange({ ...candidate, votes: text })}
        maxLength={6}
      />
      {onRemove ? (
        <Button inline size="small" kind="plain" onPress={onRemove}>
          {copy.remove}
        </Button>
      ) : null}
    </View>
  )
}

function useRecording(onClose: () => void) {
  return useCommand(record, {
    refresh: [list],
    onDone: () => {
      say(copy.saved, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
}

/** What a village assembly voted; the service says who is proposed, and a tie chooses nobody. */
export function ElectionForm({ areaCode, onClose }: { areaCode: string; onClose: () => void }) {
  const [gridCode, setGridCode] = useState(areaCode)
  const [heldOn, setHeldOn] = useState(dayOf(nowMs()))
  const [presentText, setPresent] = useState('')
  const [seatsText, setSeats] = useState('1')
  const [candidates, setCandidates] = useState([emptyCandidate(0)])
  const command = useRecording(onClose)
  const present = countOf(presentText)
  const seats = countOf(seatsText)
  const read = candidates.flatMap(({ name, category, votes }) => {
    const count = countOf(votes)
    const isWhole = name.trim() !== '' && count !== null && count <= (present ?? 0)
    return isWhole ? [{ name: name.trim(), category, votes: count }] : []
  })
  const isReady =
    gridCode.length === gridDigits && present && seats && read.length === candidates.length
  const send = () => {
    if (present && seats)
      command.mutate({ gridCode, heldOn, presentCount: present, seats, candidates: read })
  }
  const change = (changed: Candidate) =>
    setCandidates(candidates.map((one) => (one.key === changed.key ? changed : one)))
  const addOne = () =>
    setCandidates([
      ...candidates,
      emptyCandidate(Math.max(...candidates.map((one) => one.key)) + 1),
    ])
  return (
    <FormSheet
      id="election-form"
      title={copy.recordTitle}
      isReady={Boolean(isReady)}
      busy={command.isPending}
      send={copy.save}
      onSend={send}
      onClose={onClose}
    >
      <AreaPicker
        id="election-area"
        label={copy.grid}
        root={areaCode}
        value={gridCode}
        onChange={setGridCode}
        depth="grid"
        needed
      />
      <DateField
        id="election-day"
        label={copy.heldOn}
        value={heldOn}
        last={dayOf(nowMs())}
        onChange={(day) => day && setHeldOn(day)}
      />
      <Field
        id="election-present"
        label={copy.present}
        value={presentText}
        problem={wrongIf(presentText !== '' && !present, copy.notNumber)}
        onChange={setPresent}
        maxLength={6}
      />
      <Field
        id="election-seats"
        label={copy.seats}
        value={seatsText}
        problem={wrongIf(!seats, copy.notNumber)}
        onChange={setSeats}
        maxLength={2}
      />
      <View className={styles.lead}>{copy.candidates}</View>
      {candidates.map((candidate) => (
        <CandidateFields
          key={candidate.key}
          candidate={candidate}
          present={present}
          onChange={change}
          onRemove={
            candidates.length > 1
              ? () => setCandidates(candidates.filter((one) => one !== candidate))
              : null
          }
        />
      ))}
      {candidates.length < mostCandidates ? (
        <Button id="candidate-add" inline size="small" kind="secondary" onPress={addOne}>
          {copy.add}
        </Button>
      ) : null}
    </FormSheet>
  )
}
