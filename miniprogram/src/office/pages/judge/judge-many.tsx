import type { OutputOf } from '@contract/define'
import { type ReportRow, judgeMany, queue } from '@contract/reports'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Cell } from '@/components/cell'
import { Notice } from '@/components/notice'
import { Sheet } from '@/components/sheet'
import { judgeCopy as copy } from '@/copy/office-judge'
import { confirm } from '@/lib/confirm'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { sayRefused } from '../../lib/say-refused'
import styles from './judge.module.scss'

type Left = OutputOf<typeof judgeMany>

const mostAtOnce = 50

export interface JudgeManyProps {
  reports: readonly ReportRow[]
  chosen: ReadonlySet<string>
  onChoose: (ids: readonly string[]) => void
  onOpen: (id: string) => void
  onJudged: (ids: readonly string[]) => void
}

/** Judges what nothing speaks against together; the rest is told with its reason. */
export function JudgeMany({ reports, chosen, onChoose, onOpen, onJudged }: JudgeManyProps) {
  const [result, setResult] = useState<Left | null>(null)
  const command = useCommand(judgeMany, {
    refresh: [queue],
    onDone: (output) => {
      onJudged(output.judged)
      onChoose([])
      if (output.left.length > 0) setResult(output)
      else say(copy.manyDone(output.judged.length), 'good')
    },
    onRefused: sayRefused,
  })
  const mine = reports.filter((report) => report.abilities.judge).slice(0, mostAtOnce)
  const run = async () => {
    const yes = await confirm({
      title: copy.manyAsk(chosen.size),
      text: copy.manyText,
      yes: copy.manyYes,
    })
    if (yes) command.mutate({ reportIds: [...chosen].slice(0, mostAtOnce) })
  }
  const named = (id: string) => reports.find((report) => report.id === id)
  return (
    <View className={styles.many}>
      <Button
        id="choose-all"
        inline
        size="small"
        kind="secondary"
        onPress={() => onChoose(chosen.size > 0 ? [] : mine.map((report) => report.id))}
      >
        {chosen.size > 0 ? copy.selectNone : copy.selectAll}
      </Button>
      {chosen.size > 0 ? (
        <>
          <Button
            id="judge-many"
            inline
            size="small"
            busy={command.isPending}
            onPress={() => void run()}
          >
            {copy.many}
          </Button>
          <View className={styles.soft}>{copy.chosen(chosen.size)}</View>
        </>
      ) : null}
      <Sheet
        id="many-left"
        open={result !== null}
        title={copy.manyLeft(result?.left.length ?? 0)}
        onClose={() => setResult(null)}
      >
        <Notice tone="good">{copy.manyDone(result?.judged.length ?? 0)}</Notice>
        {result?.left.map((one) => (
          <Cell
            key={one.reportId}
            title={named(one.reportId)?.text ?? copy.openOne}
            note={one.why}
            onPress={() => {
              setResult(null)
              onOpen(one.reportId)
            }}
          />
        ))}
      </Sheet>
    </View>
  )
}
