import type { OutputOf } from '@contract/define'
import { type ReportRow, judgeMany, queue } from '@contract/reports'
import { View } from '@tarojs/components'
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

export type ManyResult = OutputOf<typeof judgeMany>

const mostAtOnce = 50

export interface JudgeManyProps {
  reports: readonly ReportRow[]
  chosen: ReadonlySet<string>
  onChoose: (ids: readonly string[]) => void
  onJudged: (ids: readonly string[]) => void
  /** Some were left alone, each with why. */
  onLeft: (result: ManyResult) => void
}

/** Judges what nothing speaks against together. */
export function JudgeMany({ reports, chosen, onChoose, onJudged, onLeft }: JudgeManyProps) {
  const command = useCommand(judgeMany, {
    refresh: [queue],
    onDone: (output) => {
      onJudged(output.judged)
      onChoose([])
      if (output.left.length > 0) onLeft(output)
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
    </View>
  )
}

export interface LeftSheetProps {
  result: ManyResult
  reports: readonly ReportRow[]
  onOpen: (id: string) => void
  onClose: () => void
}

/** What was left to be judged one by one, and why. */
export function LeftSheet({ result, reports, onOpen, onClose }: LeftSheetProps) {
  const textOf = (id: string) => reports.find((report) => report.id === id)?.text
  return (
    <Sheet id="many-left" open title={copy.manyLeft(result.left.length)} onClose={onClose}>
      <Notice tone="good">{copy.manyDone(result.judged.length)}</Notice>
      {result.left.map((one) => (
        <Cell
          key={one.reportId}
          title={textOf(one.reportId) ?? copy.openOne}
          note={one.why}
          onPress={() => {
            onClose()
            onOpen(one.reportId)
          }}
        />
      ))}
    </Sheet>
  )
}
