import { answerObjection, table, tables } from '@contract/payroll'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { Stateful } from '@/components/stateful'
import { Tag } from '@/components/tag'
import { payTableCopy as copy } from '@/copy/office-payroll'
import { instantText, monthText, yuanText } from '@/lib/format'
import { ready } from '@/lib/page-state'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { AnswerSheet } from '../../../components/answer-sheet'
import { sayRefused } from '../../../lib/say-refused'
import styles from '../../../office.module.scss'
import type { PayTable } from './shown'

type Objection = PayTable['objections'][number]

const tone = { open: 'warn', upheld: 'good', rejected: 'plain' } as const

const amounts = ({ amountFen, recognisedFen }: Objection) =>
  recognisedFen === null
    ? copy.onTable(yuanText(amountFen))
    : copy.recognisedAs(yuanText(amountFen), yuanText(recognisedFen))

function AnswerForm({ objection, onClose }: { objection: Objection; onClose: () => void }) {
  const command = useCommand(answerObjection, {
    refresh: [table, tables],
    onDone: () => {
      say(copy.answered, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
  return (
    <AnswerSheet
      id="pay-answer"
      title={copy.answerTitle(objection.workerName)}
      words={copy}
      upheldNote={copy.upheldNote[objection.objector]}
      about={`${objection.lineLabel}（${amounts(objection)}）：${objection.text}`}
      busy={command.isPending}
      onSend={(given) => command.mutate({ objectionId: objection.id, ...given })}
      onClose={onClose}
    />
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
