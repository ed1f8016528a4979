import type { OutputOf } from '@contract/define'
import { publicTotals } from '@contract/loop-figures'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Bars } from '@/components/bars'
import { Card } from '@/components/card'
import { MonthSwitch } from '@/components/month-switch'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { Stat, StatRow } from '@/components/stat'
import { publicLoopCopy as copy } from '@/copy/loop'
import { durationText } from '@/lib/duration-text'
import { instantText, monthOf, monthText } from '@/lib/format'
import { type PageState, stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import styles from './public-loop.module.scss'

type Totals = OutputOf<typeof publicTotals>

/** What may not be told is said to be so, and is no zero. */
const told = <Value,>(value: Value | null, show: (value: Value) => string) =>
  value === null ? copy.few : show(value)

const countText = (count: number) => `${count} ${copy.pieces}`
const shareText = (thousandths: number) => `${thousandths / 10}%`
const timeText = (minutes: number) => durationText(minutes)

interface NumberProps {
  id?: string
  label: string
  value: number | null
  show: (value: number) => string
}

function Told({ id, label, value, show }: NumberProps) {
  return (
    <Stat
      id={id}
      label={label}
      value={told(value, show)}
      note={value === null ? copy.fewNote : undefined}
    />
  )
}

function Numbers({ totals }: { totals: Totals }) {
  return (
    <>
      <StatRow>
        <Told id="public-received" label={copy.received} value={totals.received} show={countText} />
        <Told id="public-handled" label={copy.handled} value={totals.handled} show={countText} />
      </StatRow>
      <StatRow>
        <Told label={copy.inTime} value={totals.inTimePerMille} show={shareText} />
        <Told label={copy.satisfied} value={totals.satisfiedPerMille} show={shareText} />
      </StatRow>
      <StatRow>
        <Told label={copy.median} value={totals.elapsedMedianMinutes} show={timeText} />
        <Told label={copy.ninetieth} value={totals.elapsedNinetiethMinutes} show={timeText} />
      </StatRow>
    </>
  )
}

function Year({ months }: { months: Totals['months'] }) {
  return (
    <Card id="public-months" title={copy.months}>
      <Bars
        rows={months.map(({ month, received, handled }) => ({
          key: month,
          label: `${Number(month.slice(0, 4))}.${Number(month.slice(5))}`,
          value: received ?? 0,
          text: told(received, (value) => `${value} / ${told(handled, String)}`),
        }))}
      />
      <View className={styles.note}>{copy.monthsCaption}</View>
    </Card>
  )
}

/** For everybody: how many matters came in all the county and what became of them. No account, no question. */
export default function PublicLoop() {
  const { county = '' } = useRouter().params
  const isCounty = /^\d{6}$/.test(county)
  const [month, setMonth] = useState(monthOf(nowMs()))
  const asked = useAsk(
    publicTotals,
    { countyCode: county, month },
    { enabled: isCounty, keep: true },
  )
  const totals = asked.data
  const state: PageState = isCounty ? stateOf(asked) : { kind: 'empty', ...copy.noCounty }
  return (
    <Page
      id="public-loop"
      title={copy.title}
      open="anybody"
      place="root"
      state={state}
      top={isCounty ? <MonthSwitch month={month} onChange={setMonth} /> : null}
    >
      {totals ? (
        <>
          <View className={styles.where}>
            {copy.where(totals.countyName)}（{monthText(totals.month)}）
          </View>
          {totals.demo ? <Notice tone="note">{copy.demo}</Notice> : null}
          <Numbers totals={totals} />
          <Year months={totals.months} />
          {copy.notes.map((note) => (
            <View key={note} className={styles.note}>
              {note}
            </View>
          ))}
          <View className={styles.note}>
            {copy.countedThrough(instantText(totals.countedThroughMs))}
          </View>
        </>
      ) : null}
    </Page>
  )
}
