import { myMonths, statementDetail } from '@contract/pay'
import { mine } from '@contract/scoreboards'
import { View } from '@tarojs/components'
import { Bars } from '@/components/bars'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Page } from '@/components/page'
import { Stat } from '@/components/stat'
import { Stateful } from '@/components/stateful'
import { StatusLine } from '@/components/status-line'
import { Tag } from '@/components/tag'
import { myPayCopy as copy } from '@/copy/my-pay'
import { monthOf, monthText, yuan, yuanText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'

function ThisMonth() {
  const month = monthOf(nowMs())
  const asked = useAsk(statementDetail, { month }, { keep: true })
  return (
    <Card id="this-month" title={`${monthText(month)} ${copy.estimate}`} extra={<Tag tone="note">{copy.state.estimate}</Tag>}>
      <Stateful state={stateOf(asked)}>
        {asked.data ? (
          <>
            <Stat
              id="estimate"
              label={copy.estimateNote}
              value={yuan(asked.data.statement.totals.payFen)}
              unit="元"
              onPress={() => openPage('statement', { month })}
            />
            <Button id="open-statement" kind="secondary" onPress={() => openPage('statement', { month })}>
              {copy.open}
            </Button>
          </>
        ) : null}
      </Stateful>
    </Card>
  )
}

function PastMonths() {
  const asked = useAsk(myMonths, {}, { keep: true })
  const months = asked.data?.months ?? []
  return (
    <>
      <Card title={copy.past} flush>
        <Stateful state={stateOf(asked, { isEmpty: (data) => data.months.length === 0, emptyText: copy.noPast })}>
          {months.map((one) => (
            <Cell
              key={one.month}
              id={`month-${one.month}`}
              title={monthText(one.month)}
              note={`${copy.verdict[one.verdict]}，${copy.state[one.state]}`}
              value={yuanText(one.payFen)}
              onPress={() => openPage('statement', { month: one.month })}
            />
          ))}
        </Stateful>
      </Card>
      {asked.data && asked.data.accruedFen > 0 ? (
        <Card flush>
          <Cell title={copy.accrued} note={copy.accruedNote} value={yuanText(asked.data.accruedFen)} />
        </Card>
      ) : null}
    </>
  )
}

function MyPlace() {
  const { data } = useAsk(mine, { month: monthOf(nowMs()) }, { keep: true })
  if (!data || data.workerCount === 0) return null
  return (
    <Card id="my-place" title={copy.place}>
      {data.place !== null ? <View>{copy.placeText(data.place, data.workerCount)}</View> : null}
      <Bars
        rows={data.distribution.map((step) => ({
          key: String(step.from),
          label: `${step.mine ? '我 ' : ''}${copy.range(step.from, step.to)}`,
          value: step.workers,
          text: `${step.workers} 人`,
          tone: step.mine ? ('good' as const) : ('plain' as const),
        }))}
      />
      <View>{copy.distribution}</View>
    </Card>
  )
}

export default function MyPay() {
  return (
    <Page id="my-pay" title={copy.title} place="tab" permission="pay.object" top={<StatusLine />}>
      <ThisMonth />
      <PastMonths />
      <MyPlace />
    </Page>
  )
}
