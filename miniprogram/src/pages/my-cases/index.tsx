import {
  type MyCase,
  type WorkerMove,
  answer,
  caseKindLabel,
  caseStateLabel,
  mine,
} from '@contract/discipline'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { caseTone } from '@/components/case-tone'
import { TextArea } from '@/components/field'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { Sheet } from '@/components/sheet'
import { Tag } from '@/components/tag'
import { Timeline } from '@/components/timeline'
import { myCasesCopy as copy } from '@/copy/my-cases'
import { datesInWords, instantText, monthText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import styles from './my-cases.module.scss'

function AnswerSheet({
  one,
  move,
  onClose,
}: {
  one: MyCase
  move: WorkerMove
  onClose: () => void
}) {
  const [text, setText] = useState('')
  const send = useCommand(answer, {
    refresh: [mine],
    onDone: () => {
      say(copy.sent, 'good')
      onClose()
    },
    onRefused: (error) => say(error.message, 'bad'),
  })
  return (
    <Sheet
      id="answer"
      open
      title={move === 'reply' ? copy.replyTitle : copy.appealTitle}
      onClose={onClose}
      footer={
        <Button
          id="answer-send"
          busy={send.isPending}
          disabled={!text.trim()}
          onPress={() => send.mutate({ caseId: one.id, move, text: text.trim() })}
        >
          {copy.send}
        </Button>
      }
    >
      <TextArea
        id="answer-text"
        label={move === 'reply' ? copy.replyTitle : copy.appealTitle}
        hint={move === 'reply' ? copy.replyHint : copy.appealHint}
        value={text}
        onChange={setText}
        rows={6}
        maxLength={1000}
      />
    </Sheet>
  )
}

function Part({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <View className={styles.part}>
      <View className={styles.soft}>{title}</View>
      {lines.map((line) => (
        <View key={line}>{line}</View>
      ))}
    </View>
  )
}

function CaseCard({ one, onAnswer }: { one: MyCase; onAnswer: (move: WorkerMove) => void }) {
  return (
    <Card
      id={`case-${one.id}`}
      title={`${monthText(one.month)}　${caseKindLabel[one.kind]}`}
      extra={<Tag tone={caseTone(one)}>{caseStateLabel[one.state]}</Tag>}
    >
      <Notice tone={one.moves.length > 0 ? 'warn' : 'note'}>{datesInWords(one.standing)}</Notice>
      {one.moves.map((move) => (
        <View key={move} className={styles.part}>
          <Button id={`${move}-${one.id}`} onPress={() => onAnswer(move)}>
            {copy[move]}
          </Button>
        </View>
      ))}
      <Part
        title={copy.why}
        lines={[datesInWords(one.sentence), ...(one.evidenceText ? [one.evidenceText] : [])]}
      />
      <Part title={copy.article} lines={[`${one.article.title}：${one.article.gist}`]} />
      <Part
        title={copy.facts}
        lines={one.reasons.map(
          (reason) => `${reason.met ? copy.met : copy.unmet}：${datesInWords(reason.sentence)}`,
        )}
      />
      <Part title={copy.history} lines={one.history.map(datesInWords)} />
      <View className={styles.part}>
        <View className={styles.soft}>{copy.way}</View>
        <Timeline
          steps={one.steps.map((step) => ({
            key: `${step.label} ${step.atMs}`,
            title: step.label,
            time: instantText(step.atMs),
            note: datesInWords([step.byName, step.text].filter(Boolean).join('：')),
            state: 'done',
          }))}
        />
      </View>
    </Card>
  )
}

/** What concerns the worker himself, in plain words, with what he can do and until when. */
export default function MyCases() {
  const asked = useAsk(mine, {}, { keep: true })
  const [answering, setAnswering] = useState<{ one: MyCase; move: WorkerMove } | null>(null)
  const cases = asked.data?.cases ?? []
  const state = stateOf(asked, {
    isEmpty: () => cases.length === 0,
    emptyText: copy.empty,
    emptyHint: copy.emptyHint,
  })
  return (
    <Page id="my-cases" title={copy.title} permission="discipline.answer" state={state}>
      {cases.map((one) => (
        <CaseCard key={one.id} one={one} onAnswer={(move) => setAnswering({ one, move })} />
      ))}
      {answering ? <AnswerSheet {...answering} onClose={() => setAnswering(null)} /> : null}
    </Page>
  )
}
