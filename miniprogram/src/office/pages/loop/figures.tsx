import type * as z from 'zod/mini'
import type { figures as figuresShape } from '@contract/loop-figures'
import { Stat, StatRow } from '@/components/stat'
import { loopCopy as copy } from '@/copy/loop'
import { durationText } from '@/lib/duration-text'

export type Figures = z.infer<typeof figuresShape>

/** Hours of a working day: what a day of working time has. */
const workingDayHours = 7

export const percentText = (thousandths: number | null) =>
  thousandths === null ? copy.none : copy.percent(thousandths)

export const timeText = (minutes: number | null) =>
  minutes === null ? copy.none : durationText(minutes)

export const workingText = (minutes: number | null) =>
  minutes === null ? copy.none : durationText(minutes, workingDayHours)

export function FigureStats({
  figures,
  onOverdue,
}: {
  figures: Figures
  onOverdue?: (() => void) | undefined
}) {
  const { received, handled, evaluated, overdue } = figures
  return (
    <>
      <StatRow>
        <Stat id="figure-received" label={copy.received} value={received} unit={copy.pieces} />
        <Stat
          id="figure-handled"
          label={copy.handled}
          value={handled}
          unit={copy.pieces}
          note={copy.ofReceived(received)}
        />
        <Stat
          id="figure-in-time"
          label={copy.inTime}
          value={percentText(figures.inTimePerMille)}
          note={copy.ofHandled(handled)}
        />
        <Stat
          id="figure-overdue"
          label={copy.overdue}
          value={overdue}
          unit={copy.pieces}
          tone={overdue > 0 ? 'bad' : 'good'}
          onPress={onOverdue}
        />
        <Stat label={copy.reopened} value={figures.reopened} unit={copy.pieces} />
      </StatRow>
      <StatRow>
        <Stat
          label={copy.satisfied}
          value={percentText(figures.satisfiedPerMille)}
          note={copy.ofEvaluated(evaluated)}
        />
        <Stat
          label={copy.selfHandled}
          value={percentText(figures.selfHandledPerMille)}
          note={copy.ofHandled(handled)}
        />
        <Stat
          label={copy.median}
          value={workingText(figures.workingMedianMinutes)}
          note={`${copy.working}；${copy.elapsed} ${timeText(figures.elapsedMedianMinutes)}`}
        />
        <Stat
          label={copy.ninetieth}
          value={workingText(figures.workingNinetiethMinutes)}
          note={`${copy.working}；${copy.elapsed} ${timeText(figures.elapsedNinetiethMinutes)}`}
        />
      </StatRow>
    </>
  )
}
