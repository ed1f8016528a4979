import type { OutputOf } from '@contract/define'
import { payTableStateLabel, prepare, tables } from '@contract/payroll'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { OfficePage } from '@/components/office-page'
import { Tag } from '@/components/tag'
import { payrollCopy as copy } from '@/copy/office-payroll'
import { confirm } from '@/lib/confirm'
import { monthOf, yuanText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { say } from '@/lib/toast'
import { Chips } from '../../components/chips'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'
import { tableTone } from './tones'

type Row = OutputOf<typeof tables>['rows'][number]

const yearsShown = 3

/** What is to be known of a table before it is opened: people, sum, what was paid, what waits. */
function noteOf(row: Row): string {
  if (row.tableId === null) {
    const { unfrozenMonths } = row
    if (row.abilities.prepare) return copy.canPrepare
    if (unfrozenMonths.some((month) => month >= monthOf(nowMs()))) return copy.notOver
    return unfrozenMonths.length > 0 ? copy.waitsFor(unfrozenMonths.map(copy.month).join('、')) : ''
  }
  const { balance, openObjections } = row
  const isPaid = balance !== null && balance.dueFen === balance.paidFen
  const texts = [
    copy.tableNote(row.workerCount, yuanText(row.totalFen)),
    balance &&
      (isPaid ? copy.allPaid : copy.paid(yuanText(balance.paidFen), yuanText(balance.dueFen))),
    balance && balance.payableFen > 0 && copy.waits.payable(yuanText(balance.payableFen)),
    balance && balance.heldFen > 0 && copy.waits.held(yuanText(balance.heldFen)),
    openObjections > 0 && copy.openObjections(openObjections),
  ]
  return texts.filter(Boolean).join(' · ')
}

function usePrepare() {
  const command = useCommand(prepare, {
    refresh: [tables],
    onDone: ({ tableId }) => {
      say(copy.prepared, 'good')
      openPage('officePayTable', { tableId })
    },
    onRefused: sayRefused,
  })
  const ask = async ({ townshipCode, townshipName, period, periodLabel }: Row) => {
    const yes = await confirm({
      title: copy.prepareAsk(townshipName, periodLabel),
      text: copy.prepareText,
      yes: copy.prepare,
    })
    if (yes) command.mutate({ townshipCode, period })
  }
  return { isBusy: command.isPending, ask }
}

function TableCell({ row, preparing }: { row: Row; preparing: ReturnType<typeof usePrepare> }) {
  const { tableId, state, townshipCode, period } = row
  const id = `${townshipCode}-${period}`
  const tag = state ? (
    <Tag tone={tableTone[state]}>{payTableStateLabel[state]}</Tag>
  ) : (
    <Tag>{copy.noTable}</Tag>
  )
  return (
    <Cell
      id={`pay-table-${id}`}
      title={row.townshipName}
      note={noteOf(row)}
      value={
        row.abilities.prepare ? (
          <Button
            id={`prepare-${id}`}
            inline
            size="small"
            busy={preparing.isBusy}
            onPress={() => void preparing.ask(row)}
          >
            {copy.prepare}
          </Button>
        ) : (
          tag
        )
      }
      onPress={tableId ? () => openPage('officePayTable', { tableId }) : undefined}
    />
  )
}

/** The periods of a year, the newest first, with each township's table and where it stands. */
export default function Payroll() {
  const thisYear = Number(monthOf(nowMs()).slice(0, 4))
  const [year, setYear] = useState(String(thisYear))
  const asked = useAsk(tables, { year })
  const preparing = usePrepare()
  const rows = asked.data?.rows ?? []
  const periods = [...new Map(rows.map((row) => [row.period, row.periodLabel]))].reverse()
  const years = Array.from({ length: yearsShown }, (_none, index) => String(thisYear - index))
  return (
    <OfficePage
      id="payroll"
      title={copy.title}
      permission="payroll.read"
      state={stateOf(asked, { isEmpty: (data) => data.rows.length === 0, emptyText: copy.none })}
      top={
        <View className={styles.bar}>
          <Chips id="payroll-years" texts={years} chosen={year} onPick={setYear} />
        </View>
      }
    >
      <View className={styles.lead}>{copy.about}</View>
      {periods.map(([period, label]) => (
        <Card key={period} id={`period-${period}`} title={label} flush>
          {rows
            .filter((row) => row.period === period)
            .map((row) => (
              <TableCell key={row.townshipCode} row={row} preparing={preparing} />
            ))}
        </Card>
      ))}
    </OfficePage>
  )
}
