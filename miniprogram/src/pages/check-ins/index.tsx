import { type CheckInRow, monthCalendar, noteLabel, verdictLabel } from '@contract/check-ins'
import type { OutputOf } from '@contract/define'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { MonthGrid } from '@/components/month-grid'
import { MonthSwitch } from '@/components/month-switch'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { Progress } from '@/components/progress'
import { Tag } from '@/components/tag'
import { checkInsCopy as copy } from '@/copy/check-ins'
import { clockText, dayOf, dayWithWeekday, monthOf } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { useFreshAfterSending } from '@/lib/use-fresh-after-sending'
import { AskForDay } from './ask-for-day'
import styles from './check-ins.module.scss'

type Calendar = OutputOf<typeof monthCalendar>
type Day = Calendar['days'][number]

function Entry({ row }: { row: CheckInRow }) {
  const notes = row.notes.map((code) => noteLabel[code as keyof typeof noteLabel] ?? code)
  const tone = row.counted ? (row.verdict === 'edge' ? 'warn' : 'good') : 'bad'
  return (
    <Cell
      title={
        <View className={styles.entry}>
          <Text>{clockText(row.takenAtMs)}</Text>
          <Tag tone={tone}>{verdictLabel[row.verdict]}</Tag>
        </View>
      }
      note={
        <>
          <View>{row.sentence}</View>
          {notes.length > 0 ? (
            <View>
              {copy.notes}：{notes.join('、')}
            </View>
          ) : null}
          {row.remark ? <View>{copy.remark(row.remark)}</View> : null}
        </>
      }
    />
  )
}

function CorrectionState({ day }: { day: Day }) {
  const { correction } = day
  if (!correction) return null
  if (correction.state === 'waiting') return <Notice tone="note">{copy.waiting}</Notice>
  const said = correction.state === 'approved' ? copy.approved : copy.refused
  return (
    <Notice tone={correction.state === 'approved' ? 'good' : 'bad'}>
      {said(correction.decidedByName ?? '', correction.decisionReason ?? '')}
    </Notice>
  )
}

/** Whoever has not checked in today need not ask: he can still do it. */
function canAsk(day: string, entry: Day | undefined): boolean {
  if (entry?.counted) return false
  if (entry?.correction && entry.correction.state !== 'refused') return false
  return day < dayOf(nowMs()) || (entry?.checkIns.length ?? 0) > 0
}

function DayDetail({ day, entry }: { day: string; entry: Day | undefined }) {
  return (
    <>
      <Card id="day-detail" title={copy.dayTitle(dayWithWeekday(day))} flush>
        {entry && entry.checkIns.length > 0 ? (
          entry.checkIns.map((row) => <Entry key={row.id} row={row} />)
        ) : (
          <Cell title={copy.noneThatDay} />
        )}
      </Card>
      {entry ? <CorrectionState day={entry} /> : null}
      <AskForDay key={day} day={day} isOpen={canAsk(day, entry)} />
    </>
  )
}

/** The day that the page was opened for; else today. */
function dayAsked(): string {
  const { day } = Taro.getCurrentInstance().router?.params ?? {}
  return day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : dayOf(nowMs())
}

export default function CheckIns() {
  useFreshAfterSending(monthCalendar)
  const [chosen, setChosen] = useState(dayAsked)
  const [month, setMonth] = useState(chosen.slice(0, 7))
  const calendar = useAsk(monthCalendar, { month }, { keep: true })
  const days = new Map((calendar.data?.days ?? []).map((day) => [day.day, day]))
  const goTo = (next: string) => {
    setMonth(next)
    setChosen(next === monthOf(nowMs()) ? dayOf(nowMs()) : `${next}-01`)
  }
  return (
    <Page
      title={copy.title}
      permission="checkIns.take"
      state={stateOf(calendar)}
      top={<MonthSwitch month={month} onChange={goTo} />}
    >
      {calendar.data ? (
        <Card>
          <Progress
            label={copy.progress}
            value={calendar.data.progress.countedDays}
            goal={calendar.data.progress.quotaDays}
            unit="天"
          />
          <MonthGrid
            month={month}
            days={days}
            chosen={chosen}
            onChoose={setChosen}
            lastDay={dayOf(nowMs())}
            legend={copy.legend}
          />
        </Card>
      ) : null}
      <DayDetail day={chosen} entry={days.get(chosen)} />
    </Page>
  )
}
