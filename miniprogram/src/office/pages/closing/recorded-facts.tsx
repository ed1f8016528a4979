import type { OutputOf } from '@contract/define'
import { type FactRow, type FactToRecord, sheet } from '@contract/recorded-facts'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Card } from '@/components/card'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { Tag } from '@/components/tag'
import { recordedFactsCopy as copy } from '@/copy/office-recorded-facts'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import styles from '../../office.module.scss'
import { FactForm } from './fact-form'
import { factText } from './fact-values'
import { ImportFacts } from './import-facts'

type Sheet = OutputOf<typeof sheet>

function factCell(fact: FactToRecord, entries: FactRow['entries'][number] = []) {
  const [held] = entries
  if (held) return factText(held.value, fact.unit)
  return fact.isNeeded ? <Tag tone="warn">{copy.missing}</Tag> : copy.none
}

function FactTable({ shown, onPress }: { shown: Sheet; onPress: (row: FactRow) => void }) {
  return (
    <Table
      id="facts-table"
      caption={copy.caption}
      emptyText={copy.noWorkers}
      rows={shown.rows}
      rowKey={(row) => row.accountId}
      onRowPress={shown.abilities.record ? onPress : undefined}
      columns={[
        { key: 'name', title: copy.name, width: 90, cell: (row) => row.workerName },
        ...shown.facts.map((fact, index) => ({
          key: fact.name,
          title: copy.head(fact.label, fact.measure),
          align: 'right' as const,
          width: 150,
          cell: (row: FactRow) => factCell(fact, row.entries[index]),
        })),
        { key: 'grid', title: copy.grid, width: 190, cell: (row) => row.gridName },
      ]}
    />
  )
}

/** What of the month people have to record, for whom it is there, and by form or table what is not. */
export function RecordedFacts({ townshipCode, month }: { townshipCode: string; month: string }) {
  const asked = useAsk(sheet, { townshipCode, month })
  const [row, setRow] = useState<FactRow | null>(null)
  const shown = asked.data
  return (
    <Card id="recorded-facts" title={copy.title}>
      <Stateful state={stateOf(asked)}>
        {shown ? (
          <>
            <View className={styles.soft}>{shown.frozen ? copy.frozen : copy.hint}</View>
            {shown.abilities.record ? (
              <ImportFacts
                townshipCode={townshipCode}
                townshipName={shown.townshipName}
                month={month}
              />
            ) : null}
            <FactTable shown={shown} onPress={setRow} />
            {row ? (
              <FactForm row={row} facts={shown.facts} month={month} onClose={() => setRow(null)} />
            ) : null}
          </>
        ) : null}
      </Stateful>
    </Card>
  )
}
