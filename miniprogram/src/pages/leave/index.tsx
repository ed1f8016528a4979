import { type LeaveRow, leaveStateLabel, mine, withdraw } from '@contract/leave'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { LeaveToday, useMyLeave } from '@/components/leave/leave-today'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { Stateful } from '@/components/stateful'
import { StatusLine } from '@/components/status-line'
import { Tag, type Tone } from '@/components/tag'
import { leaveCopy as copy } from '@/copy/leave'
import { messageOf } from '@/lib/api-error'
import { confirm } from '@/lib/confirm'
import { instantText } from '@/lib/format'
import { daysOfHalves, leaveSpanText } from '@/lib/leave-span'
import { stateOf } from '@/lib/page-state'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { useFreshAfterSending } from '@/lib/use-fresh-after-sending'
import { LeaveForm } from './leave-form'
import styles from './leave.module.scss'

const toneOf: Record<LeaveRow['state'], Tone> = {
  waiting: 'note',
  approved: 'good',
  refused: 'bad',
  withdrawn: 'plain',
}

function Entry({ leave, onWithdraw }: { leave: LeaveRow; onWithdraw: () => void }) {
  const { decidedByName, decidedAtMs, decisionReason } = leave
  return (
    <Card
      id={`leave-${leave.id}`}
      title={leaveSpanText(leave)}
      extra={<Tag tone={toneOf[leave.state]}>{leaveStateLabel[leave.state]}</Tag>}
    >
      <View className={styles.line}>{leave.reason}</View>
      <View className={styles.line}>
        {copy.days(daysOfHalves(leave.halfDays))}，
        {leave.substituteName
          ? copy.today.substitute(leave.substituteName)
          : copy.today.noSubstitute}
      </View>
      {leave.state === 'waiting' ? <View className={styles.line}>{leave.routeText}</View> : null}
      {decidedByName && decidedAtMs && decisionReason ? (
        <View className={styles.line}>
          {copy.decided(decidedByName, instantText(decidedAtMs), decisionReason)}
        </View>
      ) : null}
      {leave.abilities.withdraw ? (
        <View className={styles.action}>
          <Button kind="secondary" size="small" inline onPress={onWithdraw}>
            {copy.withdraw}
          </Button>
        </View>
      ) : null}
    </Card>
  )
}

/** Asking for leave, what was asked for, and today's stand-in. */
export default function Leave() {
  useFreshAfterSending(mine)
  const asked = useMyLeave()
  const taken = useCommand(withdraw, {
    refresh: [mine],
    onDone: () => say(copy.withdrawn, 'good'),
    onRefused: (error) => say(messageOf(error), 'bad'),
  })
  const askAndWithdraw = async (leaveId: string) => {
    const yes = await confirm({ title: copy.withdrawAsk, yes: copy.withdraw, danger: true })
    if (yes) taken.mutate({ leaveId })
  }
  return (
    <Page id="leave" title={copy.title} permission="leave.ask" top={<StatusLine />}>
      <LeaveToday />
      <Notice tone="note">{copy.intro}</Notice>
      <LeaveForm />
      <View className={styles.heading}>{copy.mine}</View>
      <Stateful
        state={stateOf(asked, {
          isEmpty: (data) => data.leaves.length === 0,
          emptyText: copy.empty,
        })}
      >
        {asked.data?.leaves.map((leave) => (
          <Entry key={leave.id} leave={leave} onWithdraw={() => void askAndWithdraw(leave.id)} />
        ))}
      </Stateful>
    </Page>
  )
}
