import { corrections, decideCorrection } from '@contract/check-ins'
import type { OutputOf } from '@contract/define'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Card } from '@/components/card'
import { OfficePage } from '@/components/office-page'
import { Stateful } from '@/components/stateful'
import { Tabs } from '@/components/tabs'
import { Tag } from '@/components/tag'
import { correctionsCopy as copy } from '@/copy/office-corrections'
import { dayWithWeekday, instantText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { DecideBar, DecideSheet, type Decision } from '../../components/decide'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'

type Correction = OutputOf<typeof corrections>['corrections'][number]
interface Asking {
  correction: Correction
  decision: Decision
}

const states = ['waiting', 'approved', 'refused'] as const
const tone = { waiting: 'note', approved: 'good', refused: 'bad' } as const

function CorrectionCard({
  correction,
  onDecide,
}: {
  correction: Correction
  onDecide: (decision: Decision) => void
}) {
  const { evidence, abilities, state } = correction
  const day = dayWithWeekday(correction.day)
  return (
    <Card
      id={`correction-${correction.id}`}
      title={copy.wantsDay(correction.workerName, day)}
      extra={<Tag tone={tone[state]}>{copy.tabs[state]}</Tag>}
    >
      <View className={styles.soft}>
        {copy.asked(correction.gridName, instantText(correction.requestedAtMs))}
      </View>
      <View className={styles.block}>
        <View className={styles.strong}>{copy.reason}</View>
        <View>{correction.reason}</View>
      </View>
      <View className={styles.block}>
        <View className={styles.strong}>{copy.evidence}</View>
        {evidence.length === 0 ? <View>{copy.noEvidence}</View> : null}
        {evidence.map((sentence) => (
          <View key={sentence}>{sentence}</View>
        ))}
      </View>
      {correction.decidedAtMs && correction.decidedByName ? (
        <View className={styles.block}>
          <View className={styles.soft}>
            {copy.decided(correction.decidedByName, instantText(correction.decidedAtMs))}：
            {correction.decisionReason}
          </View>
        </View>
      ) : null}
      {state === 'waiting' ? (
        <DecideBar
          id={correction.id}
          words={copy}
          mayDecide={abilities.decide}
          onDecide={onDecide}
        />
      ) : null}
    </Card>
  )
}

/** Workers' requests for a missed day, with what the system holds of it. */
export default function Corrections() {
  const [state, setState] = useState<(typeof states)[number]>('waiting')
  const [asking, setAsking] = useState<Asking | null>(null)
  const asked = useAsk(corrections, { state })
  const decide = useCommand(decideCorrection, {
    refresh: [corrections],
    onDone: (_output, input) => {
      say(copy[input.decision], 'good')
      setAsking(null)
    },
    onRefused: sayRefused,
  })
  const titleOf = ({ correction, decision }: Asking) => {
    const title = decision === 'approved' ? copy.approveTitle : copy.refuseTitle
    return title(correction.workerName, dayWithWeekday(correction.day))
  }
  return (
    <OfficePage
      id="corrections"
      title={copy.title}
      permission="checkIns.decide"
      top={
        <Tabs
          id="correction-states"
          tabs={states.map((value) => ({
            value,
            label: copy.tabs[value],
            count: value === state ? asked.data?.corrections.length : undefined,
          }))}
          value={state}
          onChange={setState}
        />
      }
    >
      <Stateful
        state={stateOf(asked, {
          isEmpty: (data) => data.corrections.length === 0,
          emptyText: copy.empty[state],
        })}
      >
        <View className={styles.columns}>
          {asked.data?.corrections.map((correction) => (
            <CorrectionCard
              key={correction.id}
              correction={correction}
              onDecide={(decision) => setAsking({ correction, decision })}
            />
          ))}
        </View>
      </Stateful>
      <DecideSheet
        words={copy}
        asking={asking && { title: titleOf(asking), decision: asking.decision }}
        busy={decide.isPending}
        onSend={(reason) =>
          asking &&
          decide.mutate({ correctionId: asking.correction.id, decision: asking.decision, reason })
        }
        onClose={() => setAsking(null)}
      />
    </OfficePage>
  )
}
