import { type MonthProgress, monthCalendar } from '@contract/check-ins'
import { mine as myMatters, queue as mattersQueue } from '@contract/matters'
import { mine } from '@contract/reports'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { TextArea } from '@/components/field'
import { Icon } from '@/components/icon'
import { InboxNotice } from '@/components/inbox/inbox-badge'
import { LeaveCell, LeaveToday } from '@/components/leave/leave-today'
import { MattersDue } from '@/components/matter/matters-due'
import { MyCasesNotice } from '@/components/my-cases-notice'
import { Page } from '@/components/page'
import { classes } from '@/components/primitives/classes'
import { Press } from '@/components/primitives/press'
import { Progress } from '@/components/progress'
import { Sheet } from '@/components/sheet'
import { Stat } from '@/components/stat'
import { Stateful } from '@/components/stateful'
import { StatusLine } from '@/components/status-line'
import { Tag } from '@/components/tag'
import { todayCopy as copy } from '@/copy/today'
import { useCheckIn } from '@/lib/check-in'
import { dayOf, dayWithWeekday, monthOf } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { useFreshAfterSending } from '@/lib/use-fresh-after-sending'
import { CheckInResult } from './check-in-result'
import styles from './today.module.scss'

const fewDays = 3

function progressNote(progress: MonthProgress): string {
  if (progress.quotaDays === 0) return copy.notAsked
  const missing = Math.max(0, progress.quotaDays - progress.countedDays)
  if (missing === 0) return copy.reachedNote
  if (!progress.reachable) return copy.unreachable(missing, progress.daysLeft)
  const spare = progress.daysLeft - missing
  return spare <= fewDays
    ? copy.tight(missing, progress.daysLeft)
    : copy.left(missing, progress.daysLeft)
}

function progressTone(progress: MonthProgress) {
  if (progress.countedDays >= progress.quotaDays) return 'good' as const
  if (!progress.reachable) return 'bad' as const
  return progress.daysLeft - (progress.quotaDays - progress.countedDays) <= fewDays
    ? ('warn' as const)
    : ('plain' as const)
}

/** The day's one button, with what it came to and whether today counts. */
function CheckInCard({ today }: { today: 'counted' | 'taken' | 'none' | 'unknown' }) {
  const { state, isBusy, checkIn } = useCheckIn()
  const [remark, setRemark] = useState<string | null>(null)
  const busyText = state.step === 'locating' ? copy.locating : copy.sending
  const isCounted = today === 'counted' || (state.step === 'judged' && state.output.checkIn.counted)
  return (
    <Card
      id="check-in-card"
      title={dayWithWeekday(dayOf(nowMs()))}
      extra={
        <Tag tone={isCounted ? 'good' : 'warn'}>
          {isCounted ? copy.counted : today === 'taken' ? copy.takenNotCounted : copy.notYet}
        </Tag>
      }
    >
      <Press
        id="check-in"
        className={classes(styles.check, isCounted && styles.again, isBusy && styles.busy)}
        disabled={isBusy}
        onPress={() => void checkIn()}
      >
        <Icon name="pin" className={styles.pin} />
        <Text>{isBusy ? busyText : isCounted ? copy.again : copy.checkIn}</Text>
      </Press>
      <View className={styles.result}>
        <CheckInResult
          state={state}
          dayCounts={today === 'counted'}
          onRemark={() => setRemark('')}
        />
      </View>
      <Sheet
        id="remark-sheet"
        open={remark !== null}
        title={copy.remark}
        onClose={() => setRemark(null)}
        footer={
          <Button
            id="remark-send"
            disabled={!remark?.trim()}
            onPress={() => {
              void checkIn(remark?.trim())
              setRemark(null)
            }}
          >
            {copy.checkIn}
          </Button>
        }
      >
        <TextArea
          label={copy.remark}
          hint={copy.remarkHint}
          value={remark ?? ''}
          onChange={setRemark}
          maxLength={500}
        />
      </Sheet>
    </Card>
  )
}

/** The month's valid reports, against the regulation's goal where it sets this person one. */
function Reports({ month }: { month: string }) {
  const { data } = useAsk(mine, { month, limit: 1 }, { keep: true })
  if (!data) return null
  const { counts, quota } = data
  const note = counts.waiting > 0 ? copy.waiting(counts.waiting) : copy.noneWaiting
  const shared = {
    id: 'report-progress',
    label: copy.reports,
    value: counts.valid,
    unit: '条',
    note,
  }
  return (
    <Press className={styles.figure} label={copy.myReports} onPress={() => openPage('myReports')}>
      {quota ? <Progress {...shared} goal={quota} /> : <Stat {...shared} />}
    </Press>
  )
}

export default function Today() {
  useFreshAfterSending(monthCalendar, mine, mattersQueue, myMatters)
  const month = monthOf(nowMs())
  const calendar = useAsk(monthCalendar, { month }, { keep: true })
  const entry = calendar.data?.days.find((one) => one.day === dayOf(nowMs()))
  const today = !calendar.data
    ? 'unknown'
    : entry?.counted
      ? 'counted'
      : entry?.checkIns.length
        ? 'taken'
        : 'none'
  return (
    <Page id="today" title={copy.title} place="tab" permission="checkIns.take" top={<StatusLine />}>
      <CheckInCard today={today} />
      <LeaveToday />
      <InboxNotice page="inbox" />
      <MyCasesNotice />
      <MattersDue />
      <Card>
        <Stateful state={stateOf(calendar)}>
          {calendar.data ? (
            <Press
              className={styles.figure}
              label={copy.calendar}
              onPress={() => openPage('checkIns')}
            >
              <Progress
                id="check-in-progress"
                large
                label={copy.progress}
                value={calendar.data.progress.countedDays}
                goal={calendar.data.progress.quotaDays}
                unit="天"
                tone={progressTone(calendar.data.progress)}
                note={progressNote(calendar.data.progress)}
              />
            </Press>
          ) : null}
        </Stateful>
        <Reports month={month} />
      </Card>
      <Card flush>
        <Cell id="open-calendar" title={copy.calendar} onPress={() => openPage('checkIns')} />
        <Cell id="open-my-reports" title={copy.myReports} onPress={() => openPage('myReports')} />
        <LeaveCell />
      </Card>
    </Page>
  )
}
