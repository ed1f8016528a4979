import { type AssessmentRecord, records, withdrawFinding } from '@contract/assessment'
import { statementDetail, statements } from '@contract/pay'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { Tag } from '@/components/tag'
import { assessmentCopy as copy } from '@/copy/office-assessment'
import { datesInWords, instantText } from '@/lib/format'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { sayRefused } from '../lib/say-refused'
import styles from '../office.module.scss'
import { MajorDecisionForm } from './forms/major-decision-form'
import { ReasonSheet } from './reason-sheet'

function RecordCard(props: {
  record: AssessmentRecord
  onWithdraw: () => void
  onDecide: () => void
}) {
  const { record } = props
  return (
    <Card
      id={`record-${record.id}`}
      title={`${record.workerName}　${record.title}`}
      extra={<Tag icon={null}>{record.state}</Tag>}
    >
      <View>{datesInWords(record.sentence)}</View>
      {record.evidence ? (
        <View className={styles.soft}>{copy.evidence(record.evidence)}</View>
      ) : null}
      {record.documentNumber ? (
        <View className={styles.soft}>{copy.document(record.documentNumber)}</View>
      ) : null}
      <View className={styles.soft}>
        {copy.by(record.recordedByName, instantText(record.recordedAtMs))}
      </View>
      {record.warnings.map((warning) => (
        <View key={warning} className={styles.block}>
          <Notice tone="warn">{datesInWords(warning)}</Notice>
        </View>
      ))}
      {record.abilities.withdraw || record.abilities.decide ? (
        <View className={styles.block}>
          {record.abilities.withdraw ? (
            <Button
              id={`withdraw-${record.id}`}
              inline
              size="small"
              kind="secondary"
              onPress={props.onWithdraw}
            >
              {copy.withdraw}
            </Button>
          ) : null}
          {record.abilities.decide ? (
            <Button id={`decide-${record.id}`} inline size="small" onPress={props.onDecide}>
              {copy.decideMajor}
            </Button>
          ) : null}
        </View>
      ) : null}
    </Card>
  )
}

/** Records of a month that bear on money, with what may still be done about each. */
export function RecordList({ list }: { list: readonly AssessmentRecord[] }) {
  const [withdrawing, setWithdrawing] = useState<AssessmentRecord | null>(null)
  const [deciding, setDeciding] = useState<AssessmentRecord | null>(null)
  const withdraw = useCommand(withdrawFinding, {
    refresh: [records, statementDetail, statements],
    onDone: () => {
      say(copy.withdrawn, 'good')
      setWithdrawing(null)
    },
    onRefused: sayRefused,
  })
  return (
    <>
      {list.map((record) => (
        <RecordCard
          key={record.id}
          record={record}
          onWithdraw={() => setWithdrawing(record)}
          onDecide={() => setDeciding(record)}
        />
      ))}
      <ReasonSheet
        id="withdraw"
        open={withdrawing !== null}
        title={copy.withdrawTitle(withdrawing?.title ?? '')}
        hint={copy.withdrawHint}
        yes={copy.withdraw}
        danger
        busy={withdraw.isPending}
        onSend={(reason) => withdrawing && withdraw.mutate({ findingId: withdrawing.id, reason })}
        onClose={() => setWithdrawing(null)}
      />
      {deciding ? <MajorDecisionForm record={deciding} onClose={() => setDeciding(null)} /> : null}
    </>
  )
}
