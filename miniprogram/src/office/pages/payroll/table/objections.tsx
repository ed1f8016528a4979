import { answerObjection, table, tables } from '@contract/payroll'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice } from '@/components/choice'
import { TextArea } from '@/components/field'
import { Notice } from '@/components/notice'
import { Stateful } from '@/components/stateful'
import { Tag } from '@/components/tag'
import { payTableCopy as copy } from '@/copy/office-payroll'
import { instantText, monthText, yuanText } from '@/lib/format'
import { ready } from '@/lib/page-state'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { FormSheet } from '../../../components/forms/form-sheet'
import { sayRefused } from '../../../lib/say-refused'
import styles from '../../../office.module.scss'
import type { PayTable } from './shown'

type Objection = PayTable['objections'][number]
type Decision = 'upheld' | 'rejected'

const tone = { open: 'warn', upheld: 'good', rejected: 'plain' } as const

const amounts = ({ amountFen, recognisedFen }: Objection) =>
  recognisedFen === null
    ? copy.onTable(yuanText(amountFen))
    : copy.recognisedAs(yuanText(amountFen), yuanText(recognisedFen))

function AnswerForm({ objection, onClose }: { objection: Objection; onClose: () => void }) {
  const [decision, setDecision] = useState<Decision | null>(null)
  const [answer, setAnswer] = useState('')
  const command = useCommand(answerObjection, {
    refresh: [table, tables],
    onDone: () => {
      say(copy.answered, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
  return (
    <FormSheet
      id="pay-answer"
      title={copy.answerTitle(objection.workerName)}
      send={copy.answerSend}
      isReady={Boolean(decision && answer.trim())}
      busy={command.isPending}
      onSend={() => {
        if (decision) command.mutate({ objectionId: objection.id, decision, answer: answer.trim() })
      }}
      onClose={onClose}
    >
      <Notice>
        {objection.lineLabel}（{amounts(objection)}）：{objection.text}
      </Notice>
      <Choice<Decision>
        id="pay-answer-decision"
        look="list"
        label={copy.decision}
        options={[
          { value: 'upheld', label: copy.upheld, note: copy.upheldNote[objection.objector] },
          { value: 'rejected', label: copy.rejected },
        ]}
        value={decision}
        onChange={setDecision}
      />
      <TextArea
        id="pay-answer-text"
        label={copy.answerText}
        hint={copy.answerHint}
        value={answer}
        onChange={setAnswer}
        rows={3}
        maxLength={1000}
      />
    </FormSheet>
  )
}

/** Objections to lines of the table with their answers; an open one is set apart from the batch. */
export function LineObjections({ shown }: { shown: PayTable }) {
  const [answering, setAnswering] = useState<Objection | null>(null)
  const { objections } = shown
  return (
    <Stateful state={objections.length > 0 ? ready : { kind: 'empty', text: copy.noObjections }}>
      <View className={styles.columns}>
        {objections.map((one) => (
          <Card
            key={one.id}
            id={`pay-objection-${one.id}`}
            tone={one.state === 'open' ? 'warn' : 'plain'}
            title={`${one.workerName}　${monthText(one.month)} ${one.lineLabel}`}
            extra={<Tag tone={tone[one.state]}>{copy.objectionState[one.state]}</Tag>}
          >
            <View className={styles.strong}>{amounts(one)}</View>
            <View>{one.text}</View>
            <View className={styles.soft}>
              {copy.objector[one.objector]}　{one.raisedByName} {instantText(one.raisedAtMs)}
            </View>
            {one.answer ? (
              <View className={styles.block}>
                <Notice>
                  {one.answeredByName}：{one.answer}
                </Notice>
              </View>
            ) : null}
            {one.abilities.answer ? (
              <Button
                id={`pay-answer-${one.id}`}
                inline
                size="small"
                onPress={() => setAnswering(one)}
              >
                {copy.answer}
              </Button>
            ) : null}
          </Card>
        ))}
      </View>
      {answering ? <AnswerForm objection={answering} onClose={() => setAnswering(null)} /> : null}
    </Stateful>
  )
}
