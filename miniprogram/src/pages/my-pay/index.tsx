import type { OutputOf } from '@contract/define'
import { myMonths, statementDetail, whatIf } from '@contract/pay'
import { mine } from '@contract/scoreboards'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Bars } from '@/components/bars'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Choice } from '@/components/choice'
import { MyCasesCard } from '@/components/my-cases-notice'
import { Page } from '@/components/page'
import { Stateful } from '@/components/stateful'
import { LineCells, PaySum } from '@/components/statement/statement-view'
import { StatusLine } from '@/components/status-line'
import { Tag } from '@/components/tag'
import { myPayCopy as copy } from '@/copy/my-pay'
import { myPaymentsCopy as paymentsCopy } from '@/copy/my-payments'
import { monthOf, monthText, yuanText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { monthNotYet } from '@/lib/month-not-yet'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import styles from './my-pay.module.scss'

function ThisMonth() {
  const month = monthOf(nowMs())
  const asked = useAsk(statementDetail, { month }, { keep: true })
  const statement = asked.data?.statement
  return (
    <>
      <Card
        id="this-month"
        title={copy.estimate(monthText(month))}
        extra={<Tag tone="note">{copy.state.estimate}</Tag>}
      >
        <Stateful state={stateOf(asked, { notYet: monthNotYet })}>
          {statement ? (
            <>
              <PaySum id="estimate" payFen={statement.totals.payFen} />
              <View className={styles.soft}>{copy.estimateNote}</View>
            </>
          ) : null}
        </Stateful>
      </Card>
      {statement ? (
        <Card id="lines" title={copy.lines} flush>
          <LineCells
            lines={statement.lines}
            onOpen={(line) => openPage('statement', { month, line: line.code })}
          />
          <Cell
            id="open-statement"
            title={copy.open}
            onPress={() => openPage('statement', { month })}
          />
        </Card>
      ) : null}
    </>
  )
}

const moreDays = ['0', '1', '2', '5'] as const
const moreReports = ['0', '1', '3', '10'] as const

/** What more of the same would bring, by the regulation itself; the answer changes with each tap. */
function WhatIf() {
  const { data } = useAsk(myMonths, {}, { keep: true })
  return data?.counted ? <MoreOfTheSame /> : null
}

function MoreOfTheSame() {
  const [days, setDays] = useState<(typeof moreDays)[number]>('2')
  const [reports, setReports] = useState<(typeof moreReports)[number]>('3')
  const asked = useAsk(
    whatIf,
    { month: monthOf(nowMs()), checkInDays: Number(days), validReports: Number(reports) },
    { keep: true },
  )
  return (
    <Card id="what-if" title={copy.whatIf}>
      <Choice
        id="more-days"
        label={copy.moreDays}
        options={moreDays.map((value) => ({ value, label: copy.days(Number(value)) }))}
        value={days}
        onChange={setDays}
      />
      <Choice
        id="more-reports"
        label={copy.moreReports}
        options={moreReports.map((value) => ({ value, label: copy.reports(Number(value)) }))}
        value={reports}
        onChange={setReports}
      />
      <Stateful state={stateOf(asked, { notYet: monthNotYet })}>
        <View id="what-if-answer" className={styles.place}>
          {asked.data?.sentence ?? ''}
        </View>
        {asked.data?.lines.map((line) => (
          <View key={line.code} className={styles.soft}>
            {`${line.label}：${yuanText(line.beforeFen)} → ${yuanText(line.afterFen)}`}
          </View>
        ))}
      </Stateful>
    </Card>
  )
}

/** The year at a glance: what it came to, and how its months went. */
function MyYear() {
  const { data } = useAsk(myMonths, {}, { keep: true })
  if (!data) return null
  const { year } = data
  const months = data.months.filter((one) => one.month.startsWith(year.year)).reverse()
  if (months.length === 0) return null
  return (
    <Card id="my-year" title={copy.year(year.year)}>
      <View className={styles.place}>
        {`${copy.yearPaid} ${yuanText(year.payFen)}，${copy.yearVerdicts(year.passed, year.failed)}`}
      </View>
      <Bars
        rows={months.map((one) => ({
          key: one.month,
          label: `${Number(one.month.slice(5))} 月`,
          value: one.payFen,
          text: yuanText(one.payFen),
          tone: one.verdict === 'pass' ? ('good' as const) : ('plain' as const),
        }))}
      />
    </Card>
  )
}

type Month = OutputOf<typeof myMonths>['months'][number]

/** How a past month went; its counts only where they were paid for. */
function monthNote({ verdict, state, counted, checkInDays, validReports }: Month): string {
  const told = `${copy.verdict[verdict]}，${copy.state[state]}`
  return counted ? `${told}；${copy.counts(checkInDays, validReports)}` : told
}

function PastMonths() {
  const asked = useAsk(myMonths, {}, { keep: true })
  const months = asked.data?.months ?? []
  return (
    <>
      <Card title={copy.past} flush>
        <Stateful state={stateOf(asked)}>
          {months.length === 0 ? <Cell title={copy.noPast} /> : null}
          {months.map((one) => (
            <Cell
              key={one.month}
              id={`month-${one.month}`}
              title={monthText(one.month)}
              note={monthNote(one)}
              value={yuanText(one.payFen)}
              onPress={() => openPage('statement', { month: one.month })}
            />
          ))}
        </Stateful>
      </Card>
      {asked.data && asked.data.accruedFen > 0 ? (
        <Card flush>
          <Cell
            title={copy.accrued}
            note={copy.accruedNote}
            value={yuanText(asked.data.accruedFen)}
          />
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
      {data.place !== null ? (
        <View className={styles.place}>{copy.placeText(data.place, data.workerCount)}</View>
      ) : null}
      <Bars
        rows={data.distribution.map((step) => ({
          key: String(step.from),
          label: copy.range(step.from, step.to),
          value: step.workers,
          text: step.mine ? copy.withMe(step.workers) : copy.workers(step.workers),
          tone: step.mine ? ('good' as const) : ('plain' as const),
        }))}
      />
      <View className={styles.soft}>{copy.distribution}</View>
    </Card>
  )
}

export default function MyPay() {
  return (
    <Page id="my-pay" title={copy.title} place="tab" permission="pay.object" top={<StatusLine />}>
      <ThisMonth />
      <WhatIf />
      <MyYear />
      <PastMonths />
      <Card flush>
        <Cell
          id="open-payments"
          title={paymentsCopy.title}
          note={paymentsCopy.entryNote}
          onPress={() => openPage('myPayments')}
        />
      </Card>
      <MyCasesCard />
      <MyPlace />
    </Page>
  )
}
