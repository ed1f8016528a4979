import type { OutputOf } from '@contract/define'
import {
  bankFile,
  batch,
  batchSheet,
  recordTransfers,
  table,
  tables,
  type TransferState,
  transferStateLabel,
} from '@contract/payroll'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { OfficePage } from '@/components/office-page'
import { Stat, StatRow } from '@/components/stat'
import { Table } from '@/components/table'
import { Tabs } from '@/components/tabs'
import { Tag } from '@/components/tag'
import { payBatchCopy as copy } from '@/copy/office-payroll'
import { confirm } from '@/lib/confirm'
import { yuan } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { useSaveFile } from '../../../lib/save-file'
import { sayRefused } from '../../../lib/say-refused'
import styles from '../../../office.module.scss'
import { transferTone } from '../tones'
import { type Recording, TransferSheet } from './transfer-sheet'

type Batch = OutputOf<typeof batch>
type Filter = 'all' | 'waiting' | 'failed' | 'done'

const states: Record<Filter, readonly TransferState[]> = {
  all: ['waiting', 'paid', 'failed', 'repaid'],
  waiting: ['waiting'],
  failed: ['failed'],
  done: ['paid', 'repaid'],
}
const filters = Object.keys(states) as Filter[]

/** The bank's files and the office's; where there are full card numbers it says so first. */
function Files({ shown }: { shown: Batch }) {
  const { isSaving, save } = useSaveFile()
  const { batchId, title, abilities } = shown
  const has = (state: TransferState) => shown.transfers.some((one) => one.state === state)
  const bank = (part: 'waiting' | 'failed', encoding: 'gb18030' | 'utf8') =>
    void save(bankFile, { batchId, part, encoding }, copy.fileName(title, 'csv'))
  return (
    <>
      {abilities.pay && (has('waiting') || has('failed')) ? (
        <Notice>{copy.bankWarning}</Notice>
      ) : null}
      <View className={styles.bar}>
        {abilities.pay ? (
          <>
            {has('waiting') ? (
              <>
                <Button
                  id="bank-gb"
                  inline
                  busy={isSaving}
                  onPress={() => bank('waiting', 'gb18030')}
                >
                  {copy.bankGb}
                </Button>
                <Button
                  id="bank-utf"
                  inline
                  kind="secondary"
                  busy={isSaving}
                  onPress={() => bank('waiting', 'utf8')}
                >
                  {copy.bankUtf}
                </Button>
              </>
            ) : null}
            {has('failed') ? (
              <Button
                id="bank-failed"
                inline
                kind="secondary"
                busy={isSaving}
                onPress={() => bank('failed', 'gb18030')}
              >
                {copy.bankFailed}
              </Button>
            ) : null}
          </>
        ) : null}
        <Button
          id="batch-sheet"
          inline
          kind="secondary"
          busy={isSaving}
          onPress={() => void save(batchSheet, { batchId }, copy.fileName(title, 'xlsx'))}
        >
          {copy.sheet}
        </Button>
        <Button
          inline
          kind="plain"
          onPress={() => openPage('officePayTable', { tableId: shown.tableId })}
        >
          {copy.back}
        </Button>
      </View>
    </>
  )
}

function Transfers({ shown, onRecord }: { shown: Batch; onRecord: (one: Recording) => void }) {
  const [filter, setFilter] = useState<Filter>('all')
  const [chosenId, setChosenId] = useState<string | null>(null)
  const countOf = (one: Filter) =>
    shown.transfers.filter((row) => states[one].includes(row.state)).length
  const chosen = shown.transfers.find((one) => one.transferId === chosenId)
  const { columns } = copy
  return (
    <>
      <Tabs<Filter>
        id="transfer-filter"
        tabs={filters.map((value) => ({
          value,
          label: copy.filters[value],
          count: countOf(value),
        }))}
        value={filter}
        onChange={setFilter}
      />
      <Table
        id="transfers"
        caption={copy.caption}
        emptyText={copy.none}
        rows={shown.transfers.filter((row) => states[filter].includes(row.state))}
        rowKey={(row) => row.transferId}
        onRowPress={shown.abilities.pay ? (row) => setChosenId(row.transferId) : undefined}
        columns={[
          { key: 'name', title: columns.name, cell: (row) => row.workerName },
          {
            key: 'amount',
            title: columns.amount,
            align: 'right',
            width: 100,
            cell: (row) => yuan(row.amountFen),
            sortBy: (row) => row.amountFen,
          },
          {
            key: 'state',
            title: columns.state,
            width: 110,
            cell: (row) => (
              <Tag tone={transferTone[row.state]}>{transferStateLabel[row.state]}</Tag>
            ),
            sortBy: (row) => row.state,
          },
          { key: 'card', title: columns.card, width: 110, cell: (row) => row.bankCardMasked ?? '' },
          { key: 'reason', title: columns.reason, width: 140, cell: (row) => row.reason ?? '' },
          { key: 'grid', title: columns.grid, width: 150, cell: (row) => row.gridName },
        ]}
      />
      {chosen ? (
        <TransferSheet
          transfer={chosen}
          onRecord={(one) => {
            setChosenId(null)
            onRecord(one)
          }}
          onClose={() => setChosenId(null)}
        />
      ) : null}
    </>
  )
}

/** One batch: its files, and what became of each transfer. */
export default function PayBatch() {
  const { batchId = '' } = useRouter().params
  const asked = useAsk(batch, { batchId })
  const shown = asked.data
  const command = useCommand(recordTransfers, {
    refresh: [batch, table, tables],
    onDone: () => say(copy.recorded, 'good'),
    onRefused: sayRefused,
  })
  const waiting = (shown?.transfers ?? []).filter((one) => one.state === 'waiting')
  const askAll = async () => {
    const title = copy.allPaidAsk(waiting.length)
    if (!(await confirm({ title, text: copy.allPaidText, yes: copy.paid }))) return
    const transferIds = waiting.map((one) => one.transferId)
    command.mutate({ batchId, transferIds, state: 'paid' })
  }
  return (
    <OfficePage id="pay-batch" title={copy.title} permission="payroll.read" state={stateOf(asked)}>
      {shown ? (
        <>
          <Card title={shown.title}>
            <StatRow>
              <Stat
                id="batch-total"
                label={copy.total}
                value={yuan(shown.totalFen)}
                note={shown.totalInWords}
              />
            </StatRow>
            <StatRow>
              {shown.sums
                .filter((one) => one.count > 0)
                .map((one) => (
                  <Stat
                    key={one.state}
                    label={transferStateLabel[one.state]}
                    value={one.count}
                    unit={copy.transfers}
                    note={yuan(one.amountFen)}
                    tone={transferTone[one.state]}
                  />
                ))}
            </StatRow>
            <Files shown={shown} />
            {shown.abilities.pay && waiting.length > 0 ? (
              <Button
                id="all-paid"
                inline
                kind="secondary"
                busy={command.isPending}
                onPress={() => void askAll()}
              >
                {copy.allPaid(waiting.length)}
              </Button>
            ) : null}
          </Card>
          <Transfers shown={shown} onRecord={(one) => command.mutate({ batchId, ...one })} />
        </>
      ) : null}
    </OfficePage>
  )
}
