import {
  type objection as objectionSchema,
  myMonths,
  raiseObjection,
  statementDetail,
} from '@contract/pay'
import type { StatementLine } from '@contract/trace'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type * as z from 'zod/mini'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { TextArea } from '@/components/field'
import { Page } from '@/components/page'
import { Sheet } from '@/components/sheet'
import { StatementView } from '@/components/statement/statement-view'
import { TakeStatement } from '@/components/statement/take-statement'
import { Tag } from '@/components/tag'
import { statementCopy as copy } from '@/copy/my-pay'
import { monthOf, monthText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { monthNotYet } from '@/lib/month-not-yet'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { say } from '@/lib/toast'

const objectionTone = { open: 'note', upheld: 'good', rejected: 'bad' } as const

function ObjectionForm({
  month,
  line,
  onDone,
}: {
  month: string
  line: StatementLine
  onDone: () => void
}) {
  const [text, setText] = useState('')
  const raise = useCommand(raiseObjection, {
    refresh: [statementDetail, myMonths],
    onDone: () => {
      say(copy.objectSent, 'good')
      onDone()
    },
    onRefused: (error) => say(error.message, 'bad'),
  })
  return (
    <>
      <TextArea
        id="objection-text"
        label={copy.objectText}
        hint={copy.objectHint}
        value={text}
        onChange={setText}
        maxLength={1000}
      />
      <Button
        id="objection-send"
        busy={raise.isPending}
        disabled={!text.trim()}
        onPress={() => raise.mutate({ month, lineCode: line.code, text: text.trim() })}
      >
        {copy.objectSend}
      </Button>
    </>
  )
}

function MyObjections({ objections }: { objections: z.infer<typeof objectionSchema>[] }) {
  if (objections.length === 0) return null
  return (
    <Card id="my-objections" title={copy.objections} flush>
      {objections.map((one) => (
        <Cell
          key={one.id}
          title={`${one.lineLabel}：${one.text}`}
          note={one.answer ? `${one.answeredByName ?? ''}：${one.answer}` : undefined}
          value={<Tag tone={objectionTone[one.state]}>{copy.objectionState[one.state]}</Tag>}
        />
      ))}
    </Card>
  )
}

export default function StatementPage() {
  const { month = monthOf(nowMs()), line: startLine } = useRouter().params
  const asked = useAsk(statementDetail, { month }, { keep: true })
  const [line, setLine] = useState<StatementLine | null>(null)
  const detail = asked.data
  const objectButton = (opened: StatementLine) =>
    detail?.abilities.object ? (
      <Button id="object" kind="secondary" onPress={() => setLine(opened)}>
        {copy.object}
      </Button>
    ) : null
  return (
    <Page
      id="statement"
      title={copy.title(monthText(month))}
      state={stateOf(asked, { notYet: monthNotYet })}
    >
      {detail ? (
        <>
          <StatementView
            detail={detail}
            startLine={startLine}
            underLine={objectButton}
            onReport={(id) => openPage('reportDetail', { id })}
          />
          <TakeStatement month={month} />
          <MyObjections objections={detail.objections} />
        </>
      ) : null}
      <Sheet
        id="objection-sheet"
        open={line !== null}
        title={copy.objectTitle(line?.label ?? '')}
        onClose={() => setLine(null)}
      >
        {line ? <ObjectionForm month={month} line={line} onDone={() => setLine(null)} /> : null}
      </Sheet>
    </Page>
  )
}
