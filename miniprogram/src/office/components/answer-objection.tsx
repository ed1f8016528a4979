import type { OutputOf } from '@contract/define'
import { answerObjection, months, objections, statementDetail, statements } from '@contract/pay'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { Tag } from '@/components/tag'
import { closingCopy as copy } from '@/copy/office-closing'
import { instantText } from '@/lib/format'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { sayRefused } from '../lib/say-refused'
import styles from '../office.module.scss'
import { AnswerSheet } from './answer-sheet'

export type Objection = OutputOf<typeof objections>['objections'][number]

const tone = { open: 'warn', upheld: 'good', rejected: 'bad' } as const

function AnswerForm({ objection, onClose }: { objection: Objection; onClose: () => void }) {
  const command = useCommand(answerObjection, {
    refresh: [objections, months, statements, statementDetail],
    onDone: () => {
      say(copy.answered, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
  return (
    <AnswerSheet
      id="answer-form"
      title={copy.answerTitle(objection.workerName)}
      words={copy}
      upheldNote={copy.upheldNote}
      about={`${objection.lineLabel}：${objection.text}`}
      busy={command.isPending}
      onSend={(given) => command.mutate({ objectionId: objection.id, ...given })}
      onClose={onClose}
    />
  )
}

/** Objections with their answers; open ones can be answered here. */
export function ObjectionList({
  list,
  onOpen,
}: {
  list: readonly Objection[]
  onOpen?: (objection: Objection) => void
}) {
  const [answering, setAnswering] = useState<Objection | null>(null)
  return (
    <>
      {list.map((objection) => (
        <Card
          key={objection.id}
          id={`objection-${objection.id}`}
          tone={objection.state === 'open' ? 'warn' : 'plain'}
          title={copy.objectionLine(objection.workerName, objection.lineLabel)}
          extra={<Tag tone={tone[objection.state]}>{copy.objectionState[objection.state]}</Tag>}
        >
          <View>{objection.text}</View>
          <View className={styles.soft}>{copy.raised(instantText(objection.raisedAtMs))}</View>
          {objection.answer ? (
            <View className={styles.block}>
              <Notice tone="note">
                {objection.answeredByName}：{objection.answer}
              </Notice>
            </View>
          ) : null}
          <View className={styles.bar}>
            {objection.abilities.answer ? (
              <Button
                id={`answer-${objection.id}`}
                inline
                size="small"
                onPress={() => setAnswering(objection)}
              >
                {copy.answer}
              </Button>
            ) : null}
            {onOpen ? (
              <Button inline size="small" kind="secondary" onPress={() => onOpen(objection)}>
                {copy.openStatement}
              </Button>
            ) : null}
          </View>
        </Card>
      ))}
      {answering ? <AnswerForm objection={answering} onClose={() => setAnswering(null)} /> : null}
    </>
  )
}
