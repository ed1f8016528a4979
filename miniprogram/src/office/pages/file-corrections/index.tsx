import {
  answerCorrection,
  correctionFieldLabel,
  corrections,
  type FileCorrection,
  type FileCorrectionState,
  fileCorrectionState,
  fileCorrectionStateLabel,
} from '@contract/personal-files'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { OfficePage } from '@/components/office-page'
import { Stateful } from '@/components/stateful'
import { Tabs } from '@/components/tabs'
import { Tag } from '@/components/tag'
import { fileCorrectionsCopy as copy } from '@/copy/personal-file'
import { instantText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { DecideBar, DecideSheet, type Decision } from '../../components/decide'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'

interface Asking {
  correction: FileCorrection
  decision: Decision
}

const tone = { waiting: 'note', corrected: 'good', refused: 'plain' } as const
const outcomeOf = { approved: 'corrected', refused: 'refused' } as const

function CorrectionCard(props: {
  correction: FileCorrection
  onDecide: (decision: Decision) => void
}) {
  const { correction, onDecide } = props
  const { answeredAtMs, answeredByName, reply } = correction
  return (
    <Card
      id={`correction-${correction.id}`}
      title={copy.who(correction.name, correctionFieldLabel[correction.field])}
      extra={<Tag tone={tone[correction.state]}>{fileCorrectionStateLabel[correction.state]}</Tag>}
    >
      <View className={styles.soft}>
        {copy.asked(correction.scopeName, instantText(correction.askedAtMs))}
      </View>
      <View className={styles.block}>
        <View className={styles.strong}>{copy.what}</View>
        <View>{correction.text}</View>
      </View>
      {answeredAtMs && reply ? (
        <View className={styles.block}>
          <View className={styles.soft}>
            {copy.decided(answeredByName ?? '', instantText(answeredAtMs))}：{reply}
          </View>
        </View>
      ) : null}
      {correction.state === 'waiting' ? (
        <DecideBar
          id={correction.id}
          words={copy}
          mayDecide={correction.abilities.answer}
          onDecide={onDecide}
        />
      ) : null}
    </Card>
  )
}

/** What people say is wrong in their files. */
export default function FileCorrections() {
  const [state, setState] = useState<FileCorrectionState>('waiting')
  const [asking, setAsking] = useState<Asking | null>(null)
  const asked = useAsk(corrections, { state })
  const answer = useCommand(answerCorrection, {
    refresh: [corrections],
    onDone: (_output, { outcome }) => {
      say(outcome === 'corrected' ? copy.approved : copy.refused, 'good')
      setAsking(null)
    },
    onRefused: sayRefused,
  })
  const titleOf = ({ correction, decision }: Asking) =>
    decision === 'approved' ? copy.approveTitle(correction.name) : copy.refuseTitle(correction.name)
  return (
    <OfficePage
      id="file-corrections"
      title={copy.title}
      permission="accounts.manage"
      top={
        <Tabs
          id="file-correction-tabs"
          tabs={fileCorrectionState.options.map((value) => ({
            value,
            label: copy.tabs[value],
            count: value === state ? asked.data?.corrections.length : undefined,
          }))}
          value={state}
          onChange={setState}
        />
      }
    >
      <Notice
        tone="note"
        action={
          <Button size="small" kind="secondary" inline onPress={() => openPage('officePeople')}>
            {copy.toPeople}
          </Button>
        }
      >
        {copy.first}
      </Notice>
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
        busy={answer.isPending}
        onSend={(reply) =>
          asking &&
          answer.mutate({
            correctionId: asking.correction.id,
            outcome: outcomeOf[asking.decision],
            reply,
          })
        }
        onClose={() => setAsking(null)}
      />
    </OfficePage>
  )
}
