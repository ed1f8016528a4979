import type * as z from 'zod/mini'
import type { figures as figuresShape } from '@contract/loop-figures'
import { type MatterFigure, matterFigure } from '@contract/matters'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Stat, StatRow } from '@/components/stat'
import { loopCopy as copy } from '@/copy/loop'
import { durationText } from '@/lib/duration-text'
import shared from '../../office.module.scss'

export type Figures = z.infer<typeof figuresShape>

/** Hours of a working day: what a day of working time has. */
const workingDayHours = 7

export const percentText = (thousandths: number | null) =>
  thousandths === null ? copy.none : copy.percent(thousandths)

export const timeText = (minutes: number | null) =>
  minutes === null ? copy.none : durationText(minutes)

export const workingText = (minutes: number | null) =>
  minutes === null ? copy.none : durationText(minutes, workingDayHours)

/** How many matters stand behind each number that leads to them. */
const behind = ({ received, handled, overdue, reopened, unsatisfied }: Figures) => ({
  received,
  unhandled: received - handled,
  overdue,
  reopened,
  unsatisfied,
})

interface MattersBehindProps {
  figures: Figures
  onOpen: (figure: MatterFigure) => void
}

/** From the numbers to the matters that they are made of. */
export function MattersBehind({ figures, onOpen }: MattersBehindProps) {
  const counts = behind(figures)
  return (
    <View id="figure-matters" className={shared.bar}>
      <View className={shared.soft}>{copy.see}</View>
      {matterFigure.options.map((figure) => (
        <Button
          key={figure}
          id={`see-${figure}`}
          inline
          size="small"
          kind="secondary"
          disabled={counts[figure] === 0}
          onPress={() => onOpen(figure)}
        >
          {copy.seeCount(copy.behind[figure], counts[figure])}
        </Button>
      ))}
    </View>
  )
}

/** The month's numbers. */
export function FigureStats({ figures }: { figures: Figures }) {
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
