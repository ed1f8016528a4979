import {
  type ElectionRow,
  type ElectionState,
  type ElectionStep,
  candidateCategoryLabel,
  electionStateLabel,
  electionStepLabel,
  list,
} from '@contract/elections'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Notice } from '@/components/notice'
import { Stateful } from '@/components/stateful'
import { type Tone, Tag } from '@/components/tag'
import { Timeline } from '@/components/timeline'
import { electionsCopy as copy } from '@/copy/office-elections'
import { wholeDayText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { useMay } from '@/lib/session'
import { useOfficeArea } from '../../lib/scope'
import styles from '../../office.module.scss'
import { ElectionForm } from './election-form'
import { ElectionStepForm } from './election-step-form'

const toneOf: Record<ElectionState, Tone> = {
  recorded: 'note',
  villageNotice: 'note',
  villageNoticeOver: 'warn',
  approved: 'note',
  townshipNotice: 'note',
  townshipNoticeOver: 'warn',
  appointed: 'good',
  stopped: 'bad',
}

function Election({ election }: { election: ElectionRow }) {
  const [step, setStep] = useState<ElectionStep | null>(null)
  const { id, state, candidates, proposed, steps, abilities } = election
  const isOver = state === 'appointed' || state === 'stopped'
  return (
    <Card
      id={`election-${id}`}
      title={`${election.villageName}　${election.gridName}`}
      extra={<Tag tone={toneOf[state]}>{electionStateLabel[state]}</Tag>}
    >
      <View className={styles.soft}>
        {copy.held(wholeDayText(election.heldOn), election.presentCount, election.seats)}
      </View>
      {election.noticeTo ? (
        <View className={styles.block}>
          <Notice tone="note">{copy.noticeTo(wholeDayText(election.noticeTo))}</Notice>
        </View>
      ) : null}
      <View className={styles.lead}>{copy.proposed(proposed.join('、'))}</View>
      {candidates.map((one) => (
        <Cell
          key={one.name}
          title={one.name}
          note={candidateCategoryLabel[one.category]}
          value={copy.votesOf(one.votes)}
        />
      ))}
      {steps.length > 0 ? (
        <View className={styles.block}>
          <Timeline
            steps={steps.map((one) => ({
              key: one.label,
              title: one.label,
              note: one.text,
              state: 'done' as const,
            }))}
          />
        </View>
      ) : null}
      {isOver ? null : (
        <View className={styles.bar}>
          {abilities.map((one) => (
            <Button
              key={one}
              id={`step-${one}-${id}`}
              inline
              size="small"
              kind={one === 'stop' ? 'plain' : 'primary'}
              onPress={() => setStep(one)}
            >
              {electionStepLabel[one]}
            </Button>
          ))}
          {abilities.length === 0 ? <View className={styles.soft}>{copy.waits}</View> : null}
        </View>
      )}
      {step ? (
        <ElectionStepForm election={election} step={step} onClose={() => setStep(null)} />
      ) : null}
    </Card>
  )
}

/** Elections of village assemblies, each with where its two public notices stand (XC-9). */
export function Elections() {
  const areaCode = useOfficeArea()
  const asked = useAsk(list, { areaCode: areaCode.slice(0, 12) })
  const mayRecord = useMay('elections.record')
  const [isRecording, setRecording] = useState(false)
  const elections = asked.data?.elections ?? []
  const state = stateOf(asked, {
    isEmpty: () => elections.length === 0,
    emptyText: copy.empty,
    emptyHint: copy.emptyHint,
  })
  return (
    <>
      {mayRecord ? (
        <View className={styles.bar}>
          <Button
            id="record-election"
            inline
            size="small"
            kind="secondary"
            onPress={() => setRecording(true)}
          >
            {copy.record}
          </Button>
        </View>
      ) : null}
      <Stateful state={state}>
        {elections.map((election) => (
          <Election key={election.id} election={election} />
        ))}
      </Stateful>
      {isRecording ? (
        <ElectionForm areaCode={areaCode} onClose={() => setRecording(false)} />
      ) : null}
    </>
  )
}
