import { mine, objectToOwn, payTableStateLabel, transferStateLabel } from '@contract/payroll'
import type { OutputOf } from '@contract/define'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { TextArea } from '@/components/field'
import { Page } from '@/components/page'
import { Sheet } from '@/components/sheet'
import { Tag } from '@/components/tag'
import { myPaymentsCopy as copy } from '@/copy/my-payments'
import { datesInWords, dayOf, dayText, monthText, yuanText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { say } from '@/lib/toast'

type Table = OutputOf<typeof mine>['tables'][number]
type Line = Table['lines'][number]

/** Where the money is: arrived, on its way, still to come, set apart. */
function Balance({ balance }: { balance: NonNullable<Table['balance']> }) {
  const parts = [
    { title: copy.paid, fen: balance.paidFen },
    { title: copy.onTheWay, fen: balance.underWayFen },
    { title: copy.toPay, fen: balance.payableFen },
    { title: copy.setApart, fen: balance.heldFen },
  ]
  return parts
    .filter(({ fen }) => fen !== 0)
    .map(({ title, fen }) => <Cell key={title} title={title} value={yuanText(fen)} />)
}

function TableCard({ table, onObject }: { table: Table; onObject: (line: Line) => void }) {
  return (
    <Card
      id={`table-${table.period}`}
      title={table.periodLabel}
      extra={
        <Tag tone={table.state === 'approved' ? 'good' : 'note'}>
          {payTableStateLabel[table.state]}
        </Tag>
      }
      flush
    >
      <Cell title={copy.total} value={yuanText(table.totalFen)} />
      {table.balance ? <Balance balance={table.balance} /> : null}
      {table.transfers.map((one) => (
        <Cell
          key={`${one.changedAtMs}-${one.amountFen}`}
          title={copy.transfer(transferStateLabel[one.state], dayText(dayOf(one.changedAtMs)))}
          value={yuanText(one.amountFen)}
        />
      ))}
      {table.lines.map((line) => (
        <Cell
          key={`${line.month}-${line.lineCode}`}
          id={`line-${line.month}-${line.lineCode}`}
          title={copy.month(monthText(line.month)) + datesInWords(line.label)}
          note={line.openObjection ? copy.waitingAnswer : (line.heldCause ?? line.articleTitle)}
          value={yuanText(line.amountFen)}
          onPress={table.abilities.object && !line.openObjection ? () => onObject(line) : undefined}
        />
      ))}
    </Card>
  )
}

function ObjectionForm({
  tableId,
  line,
  onDone,
}: {
  tableId: string
  line: Line
  onDone: () => void
}) {
  const [text, setText] = useState('')
  const object = useCommand(objectToOwn, {
    refresh: [mine],
    onDone: () => {
      say(copy.objectSent, 'good')
      onDone()
    },
    onRefused: (error) => say(error.message, 'bad'),
  })
  const { month, lineCode } = line
  return (
    <>
      <TextArea
        id="payment-objection-text"
        label={copy.objectText}
        hint={copy.objectHint}
        value={text}
        onChange={setText}
        maxLength={1000}
      />
      <Button
        id="payment-objection-send"
        busy={object.isPending}
        disabled={!text.trim()}
        onPress={() => object.mutate({ tableId, month, lineCode, text: text.trim() })}
      >
        {copy.objectSend}
      </Button>
    </>
  )
}

export default function MyPayments() {
  const asked = useAsk(mine, {}, { keep: true })
  const [opened, setOpened] = useState<{ tableId: string; line: Line } | null>(null)
  const tables = asked.data?.tables ?? []
  const state = stateOf(asked, {
    isEmpty: () => tables.length === 0,
    emptyText: copy.none,
    emptyHint: copy.noneHint,
  })
  return (
    <Page id="my-payments" title={copy.title} permission="payroll.mine" state={state}>
      {tables.map((table) => (
        <TableCard
          key={table.tableId}
          table={table}
          onObject={(line) => setOpened({ tableId: table.tableId, line })}
        />
      ))}
      <Sheet
        id="payment-objection"
        open={opened !== null}
        title={copy.objectTitle(opened?.line.label ?? '')}
        onClose={() => setOpened(null)}
      >
        {opened ? <ObjectionForm {...opened} onDone={() => setOpened(null)} /> : null}
      </Sheet>
    </Page>
  )
}
