import type { OutputOf } from '@contract/define'
import { simulationWorkers } from '@contract/regulations'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { simulationCopy as copy } from '@/copy/office-regulation'
import { monthText, yuan } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { numberColumn } from '../../lib/columns'
import styles from '../../office.module.scss'
import { deltaText } from './delta-text'

export type WorkerRow = OutputOf<typeof simulationWorkers>['rows'][number]

export interface WorkersProps {
  simulationId: string
  scenario: number
  townshipCode: string
  townshipName: string
  month: string
  onWorker: (row: WorkerRow) => void
  onBack: () => void
}

/** Everybody of a township's month, who changes most first. */
export function Workers({ townshipName, onWorker, onBack, ...wanted }: WorkersProps) {
  const asked = useAsk(simulationWorkers, wanted)
  const titles = copy.workerColumns
  return (
    <>
      <View className={styles.bar}>
        <Button id="back-to-townships" inline size="small" kind="secondary" onPress={onBack}>
          {copy.back}
        </Button>
        <View className={styles.strong}>
          {copy.workersTitle(townshipName, monthText(wanted.month))}
        </View>
      </View>
      <Stateful
        state={stateOf(asked, {
          isEmpty: (data) => data.rows.length === 0,
          emptyText: copy.nobody,
        })}
      >
        <Table
          id="simulated-workers"
          caption={copy.workersCaption}
          rows={asked.data?.rows ?? []}
          rowKey={(row) => row.accountId}
          onRowPress={onWorker}
          columns={[
            {
              key: 'name',
              title: titles.name,
              cell: (row) => row.workerName,
              sortBy: (row) => row.workerName,
            },
            {
              key: 'grid',
              title: titles.grid,
              width: 150,
              cell: (row) => (row.left ? copy.left : row.gridName),
              sortBy: (row) => row.gridName,
            },
            numberColumn<WorkerRow>('before', titles.before, (row) => row.beforeFen, yuan, 110),
            numberColumn<WorkerRow>('after', titles.after, (row) => row.afterFen, yuan, 110),
            numberColumn<WorkerRow>('delta', titles.delta, (row) => row.deltaFen, deltaText, 110),
            numberColumn<WorkerRow>(
              'carried',
              titles.carried,
              (row) => row.carriedDeltaFen,
              deltaText,
              130,
            ),
            numberColumn<WorkerRow>(
              'accrual',
              titles.accrual,
              (row) => row.accrualDeltaFen,
              deltaText,
              120,
            ),
            ...(asked.data?.rows.some((row) => row.yearEndDeltaFen !== 0)
              ? [
                  numberColumn<WorkerRow>(
                    'yearEnd',
                    titles.yearEnd,
                    (row) => row.yearEndDeltaFen,
                    deltaText,
                    130,
                  ),
                ]
              : []),
            ...(asked.data?.rows.some((row) => row.correctedFen !== 0)
              ? [
                  numberColumn<WorkerRow>(
                    'corrected',
                    titles.corrected,
                    (row) => row.correctedFen,
                    deltaText,
                    150,
                  ),
                ]
              : []),
          ]}
        />
      </Stateful>
    </>
  )
}
