import { decide, type LeaveRow, leaveStateLabel, list } from '@contract/leave'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Card } from '@/components/card'
import { OfficePage } from '@/components/office-page'
import { Stateful } from '@/components/stateful'
import { Tabs } from '@/components/tabs'
import { Tag } from '@/components/tag'
import { leaveCopy, officeLeaveCopy as copy } from '@/copy/leave'
import { dayOf, instantText } from '@/lib/format'
import { leaveSpanText } from '@/lib/leave-span'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { say } from '@/lib/toast'
import { DecideBar, DecideSheet, type Decision } from '../../components/decide'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'

interface Asking {
  leave: LeaveRow
  decision: Decision
}
type TabName = keyof typeof copy.tabs

const tabNames = ['waiting', 'today', 'approved', 'refused'] as const
const tone = { waiting: 'note', approved: 'good', refused: 'bad', withdrawn: 'plain' } as const

function LeaveCard(props: { leave: LeaveRow; onDecide: (decision: Decision) => void }) {
  const { leave, onDecide } = props
  const { decidedByName, decidedAtMs, decisionReason, substituteName } = leave
  return (
    <Card
      id={`leave-${leave.id}`}
      title={copy.who(leave.workerName, leaveSpanText(leave))}
      extra={<Tag tone={tone[leave.state]}>{leaveStateLabel[leave.state]}</Tag>}
    >
      <View className={styles.soft}>
        {copy.asked(`${leave.villageName} ${leave.gridName}`, instantText(leave.requestedAtMs))}
      </View>
      <View className={styles.block}>
        <View className={styles.strong}>{copy.reason}</View>
        <View>{leave.reason}</View>
      </View>
      <View className={styles.block}>
        <View className={styles.strong}>{copy.substitute}</View>
        <View>{substituteName ?? leaveCopy.today.noSubstitute}</View>
      </View>
      <View className={styles.block}>{leave.routeText}</View>
      {decidedAtMs && decidedByName && decisionReason ? (
        <View className={styles.block}>
          <View className={styles.soft}>
            {copy.decided(decidedByName, instantText(decidedAtMs))}：{decisionReason}
          </View>
        </View>
      ) : null}
      {leave.state === 'waiting' ? (
        <DecideBar
          id={leave.id}
          words={copy}
          mayDecide={leave.abilities.decide}
          onDecide={onDecide}
        />
      ) : null}
    </Card>
  )
}

/** Leaves of the area: what waits, and who is away today. */
export default function OfficeLeave() {
  const [tab, setTab] = useState<TabName>('waiting')
  const [asking, setAsking] = useState<Asking | null>(null)
  const asked = useAsk(
    list,
    tab === 'today' ? { state: 'approved', on: dayOf(nowMs()) } : { state: tab },
  )
  const deciding = useCommand(decide, {
    refresh: [list],
    onDone: (_output, input) => {
      say(copy[input.decision], 'good')
      setAsking(null)
    },
    onRefused: sayRefused,
  })
  const titleOf = ({ leave, decision }: Asking) =>
    decision === 'approved'
      ? copy.approveTitle(leave.workerName)
      : copy.refuseTitle(leave.workerName)
  return (
    <OfficePage
      id="office-leave"
      title={copy.title}
      permission="leave.read"
      top={
        <Tabs
          id="leave-tabs"
          tabs={tabNames.map((value) => ({
            value,
            label: copy.tabs[value],
            count: value === tab ? asked.data?.leaves.length : undefined,
          }))}
          value={tab}
          onChange={setTab}
        />
      }
    >
      <Stateful
        state={stateOf(asked, {
          isEmpty: (data) => data.leaves.length === 0,
          emptyText: copy.empty[tab],
        })}
      >
        <View className={styles.columns}>
          {asked.data?.leaves.map((leave) => (
            <LeaveCard
              key={leave.id}
              leave={leave}
              onDecide={(decision) => setAsking({ leave, decision })}
            />
          ))}
        </View>
      </Stateful>
      <DecideSheet
        words={copy}
        asking={asking && { title: titleOf(asking), decision: asking.decision }}
        busy={deciding.isPending}
        onSend={(reason) =>
          asking && deciding.mutate({ leaveId: asking.leave.id, decision: asking.decision, reason })
        }
        onClose={() => setAsking(null)}
      />
    </OfficePage>
  )
}
