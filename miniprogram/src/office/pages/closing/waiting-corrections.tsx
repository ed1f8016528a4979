import type { OutputOf } from '@contract/define'
import { waitingCorrections } from '@contract/pay'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Notice } from '@/components/notice'
import { Stateful } from '@/components/stateful'
import { closingCopy } from '@/copy/office-closing'
import { monthText, yuanText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import styles from '../../office.module.scss'

const copy = closingCopy.waiting

type Row = OutputOf<typeof waitingCorrections>['rows'][number]

function nextStep({ kind, month }: Row): string {
  return kind === 'listed' ? copy.listed(month ? monthText(month) : '') : copy[kind]
}

function amountOf({ payDeltaFen, accrualDeltaFen }: Row): string {
  const parts = [
    payDeltaFen === 0 ? '' : yuanText(payDeltaFen),
    accrualDeltaFen === 0 ? '' : copy.accrual(yuanText(accrualDeltaFen)),
  ]
  return parts.filter(Boolean).join('，')
}

function Rows({ rows, isWhole }: { rows: readonly Row[]; isWhole: boolean }) {
  return rows.map((row) => {
    const { accountId, workerName, townshipName, correctedMonth, kind, reason } = row
    const place = isWhole ? `${townshipName}　` : ''
    return (
      <Cell
        key={`${accountId} ${correctedMonth} ${kind} ${row.month} ${reason}`}
        id={`waiting-${kind}-${accountId}`}
        title={`${place}${workerName}　${copy.of(monthText(correctedMonth))}`}
        note={`${reason}。${nextStep(row)}`}
        value={amountOf(row)}
        onPress={() => openPage('officeWorker', { accountId, month: correctedMonth })}
      />
    )
  })
}

/** Of a township; it stands there only while something waits. */
export function TownshipWaiting({ townshipCode }: { townshipCode: string }) {
  const data = useAsk(waitingCorrections, { townshipCode }).data
  if (!data || data.rows.length === 0) return null
  return (
    <Card id="waiting-corrections" title={copy.title} tone="warn" flush>
      <Rows rows={data.rows} isWhole={false} />
      {data.more > 0 ? <Notice>{copy.more(data.more)}</Notice> : null}
    </Card>
  )
}

/** Of all townships; looked up when it is asked for, for every final month has to be counted again. */
export function CountyWaiting() {
  const [isAsked, setAsked] = useState(false)
  const asked = useAsk(waitingCorrections, {}, { enabled: isAsked })
  const data = asked.data
  if (!isAsked)
    return (
      <View className={styles.bar}>
        <Button
          id="look-for-waiting"
          inline
          size="small"
          kind="secondary"
          onPress={() => setAsked(true)}
        >
          {copy.look}
        </Button>
      </View>
    )
  return (
    <Card id="county-waiting" title={copy.title} flush>
      <Stateful
        state={stateOf(asked, { isEmpty: ({ rows }) => rows.length === 0, emptyText: copy.none })}
      >
        <Rows rows={data?.rows ?? []} isWhole />
        {data && data.more > 0 ? <Notice>{copy.more(data.more)}</Notice> : null}
      </Stateful>
    </Card>
  )
}
