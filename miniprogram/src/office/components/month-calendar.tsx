import { type CheckInRow, monthCalendar, noteLabel, verdictLabel } from '@contract/check-ins'
import type { OutputOf } from '@contract/define'
import { useState } from 'react'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { MonthGrid } from '@/components/month-grid'
import { Progress } from '@/components/progress'
import { Stateful } from '@/components/stateful'
import { Tag } from '@/components/tag'
import { workerCopy as copy } from '@/copy/office-scoreboard'
import { clockText, dayWithWeekday } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'

type Day = OutputOf<typeof monthCalendar>['days'][number]

const correctionTone = { waiting: 'note', approved: 'good', refused: 'bad' } as const

function noteOf(row: CheckInRow): string {
  const notes = row.notes.map((code) => noteLabel[code as keyof typeof noteLabel] ?? code)
  return [
    row.sentence,
    notes.length > 0 ? `${copy.notes}：${notes.join('、')}` : '',
    row.remark ?? '',
  ]
    .filter(Boolean)
    .join('　')
}

function DayCard({ day, entry }: { day: string; entry: Day | undefined }) {
  const correction = entry?.correction
  return (
    <Card id="day-detail" title={copy.dayTitle(dayWithWeekday(day))} flush>
      {entry?.checkIns.length ? null : <Cell title={copy.noneThatDay} />}
      {entry?.checkIns.map((row) => (
        <Cell
          key={row.id}
          title={`${clockText(row.takenAtMs)} ${row.gridName}`}
          note={noteOf(row)}
          value={<Tag tone={row.counted ? 'good' : 'warn'}>{verdictLabel[row.verdict]}</Tag>}
        />
      ))}
      {correction ? (
        <Cell
          title={correction.reason}
          note={[correction.decidedByName, correction.decisionReason].filter(Boolean).join('：')}
          value={
            <Tag tone={correctionTone[correction.state]}>{copy.correction[correction.state]}</Tag>
          }
        />
      ) : null}
    </Card>
  )
}

/** A worker's check-ins of a month, day by day. */
export function MonthCalendar({ accountId, month }: { accountId: string; month: string }) {
  const asked = useAsk(monthCalendar, { accountId, month })
  const [chosen, setChosen] = useState(`${month}-01`)
  const days = new Map((asked.data?.days ?? []).map((day) => [day.day, day]))
  const progress = asked.data?.progress
  return (
    <Stateful state={stateOf(asked)}>
      {progress ? (
        <Card>
          <Progress
            id="check-in-progress"
            label={copy.progress}
            value={progress.countedDays}
            goal={progress.quotaDays}
            unit="天"
          />
          <MonthGrid
            month={month}
            days={days}
            chosen={chosen}
            onChoose={setChosen}
            legend={copy.legend}
          />
        </Card>
      ) : null}
      <DayCard day={chosen} entry={days.get(chosen)} />
    </Stateful>
  )
}
