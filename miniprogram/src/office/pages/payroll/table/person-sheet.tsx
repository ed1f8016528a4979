import { ledger, ledgerKindLabel } from '@contract/payroll'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Sheet } from '@/components/sheet'
import { Stateful } from '@/components/stateful'
import { Tag } from '@/components/tag'
import { payTableCopy as copy } from '@/copy/office-payroll'
import { datesInWords, instantText, monthText, yuan } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import styles from '../../../office.module.scss'
import payroll from '../payroll.module.scss'
import { ObjectForm } from './object-form'
import type { PayTable, PayTableLine, PayTableWorker } from './shown'

function Line(props: { line: PayTableLine; mayObject: boolean; onObject: () => void }) {
  const { line } = props
  const note = [line.articleTitle, line.heldCause].filter(Boolean).join(' · ')
  return (
    <Cell
      id={`line-${line.month}-${line.lineCode}`}
      title={datesInWords(line.label)}
      note={note}
      value={
        <View className={payroll.end}>
          {line.openObjection ? <Tag tone="warn">{copy.disputed}</Tag> : null}
          {props.mayObject && !line.openObjection ? (
            <Button
              id={`object-${line.month}-${line.lineCode}`}
              inline
              size="small"
              kind="secondary"
              onPress={props.onObject}
            >
              {copy.object}
            </Button>
          ) : null}
          <View className={`${styles.number} ${styles.strong}`}>{yuan(line.amountFen)}</View>
        </View>
      }
    />
  )
}

/** The account of one person: what was due, set apart, paid, and by whom. */
function Ledger(props: { tableId: string; accountId: string; name: string }) {
  const { tableId, accountId, name } = props
  const asked = useAsk(ledger, { tableId, accountId })
  return (
    <Card id="pay-ledger" title={copy.ledgerTitle(name)} flush>
      <Stateful state={stateOf(asked)}>
        {asked.data?.entries.map((entry) => (
          <Cell
            key={entry.id}
            title={`${ledgerKindLabel[entry.kind]}　${monthText(entry.month)}`}
            note={[
              entry.causeLabel,
              entry.reason,
              entry.articleTitle,
              `${entry.byName} ${instantText(entry.atMs)}`,
            ]
              .filter(Boolean)
              .join(' · ')}
            value={<View className={styles.number}>{yuan(entry.amountFen)}</View>}
          />
        ))}
      </Stateful>
    </Card>
  )
}

interface PersonSheetProps {
  shown: PayTable
  worker: PayTableWorker
  onClose: () => void
}

/** What one person's months are made of, line by line; in the review an objection begins here. */
export function PersonSheet({ shown, worker, onClose }: PersonSheetProps) {
  const [objecting, setObjecting] = useState<PayTableLine | null>(null)
  const { accountId } = worker
  if (objecting) {
    const close = () => setObjecting(null)
    return <ObjectForm tableId={shown.tableId} worker={worker} line={objecting} onClose={close} />
  }
  return (
    <Sheet id="pay-person" open title={copy.personTitle(worker.name)} onClose={onClose}>
      {worker.monthTotals.map(({ month, amountFen }) => (
        <Card
          key={month}
          title={`${monthText(month)}　${yuan(amountFen)}`}
          flush
          extra={
            <Button
              inline
              size="small"
              kind="plain"
              onPress={() => openPage('officeWorker', { accountId, month })}
            >
              {copy.openStatement}
            </Button>
          }
        >
          {worker.lines
            .filter((line) => line.month === month)
            .map((line) => (
              <Line
                key={line.lineCode}
                line={line}
                mayObject={shown.abilities.objectTo}
                onObject={() => setObjecting(line)}
              />
            ))}
        </Card>
      ))}
      {shown.balance ? (
        <Ledger tableId={shown.tableId} accountId={accountId} name={worker.name} />
      ) : null}
    </Sheet>
  )
}
