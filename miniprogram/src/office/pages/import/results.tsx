import { statistics } from '@contract/assessment'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { importCopy as copy } from '@/copy/office-import'
import { instantText, yuan } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { say } from '@/lib/toast'
import { canPrint, printTable } from '../../lib/print'
import styles from '../../office.module.scss'
import type { ImportResult } from './upload-table'

/** What is wrong with the table, by the line the clerk sees in the sheet. */
export function Problems({ problems }: { problems: ImportResult['problems'] }) {
  const titles = copy.problemColumns
  return (
    <Table
      id="problems-table"
      caption={copy.problemsCaption}
      rows={problems.map((problem, index) => ({ ...problem, key: String(index) }))}
      rowKey={(row) => row.key}
      columns={[
        {
          key: 'line',
          title: titles.line,
          align: 'right',
          width: 110,
          cell: (row) => row.line,
          sortBy: (row) => row.line,
        },
        {
          key: 'column',
          title: titles.column,
          width: 120,
          cell: (row) => row.column ?? copy.wholeLine,
        },
        { key: 'message', title: titles.message, width: 280, cell: (row) => row.message },
      ]}
    />
  )
}

/** The new people's one-time codes: shown once, to be handed over. */
export function OneTimeCodes({ codes }: { codes: ImportResult['oneTimeCodes'] }) {
  const titles = copy.codeColumns
  const copyAll = () => {
    const lines = codes.map((one) => [one.name, one.phoneMasked, one.code].join('\t'))
    Taro.setClipboardData({ data: [Object.values(titles).join('\t'), ...lines].join('\n') })
    say(copy.copied, 'good')
  }
  const print = () =>
    printTable({
      title: copy.codes,
      note: copy.codesNote,
      heads: Object.values(titles),
      rows: codes.map((one) => [one.name, one.phoneMasked, one.code]),
    })
  return (
    <Card id="one-time-codes" title={copy.codes} tone="warn">
      <View className={styles.lead}>{copy.codesNote}</View>
      <View className={styles.bar}>
        {canPrint ? (
          <Button id="print-codes" inline size="small" onPress={print}>
            {copy.print}
          </Button>
        ) : null}
        <Button id="copy-codes" inline size="small" kind="secondary" onPress={copyAll}>
          {copy.copy}
        </Button>
      </View>
      <Table
        id="codes-table"
        caption={copy.codes}
        rows={codes.map((one, index) => ({ ...one, key: String(index) }))}
        rowKey={(row) => row.key}
        columns={[
          { key: 'name', title: titles.name, cell: (row) => row.name },
          { key: 'phone', title: titles.phone, width: 130, cell: (row) => row.phoneMasked },
          { key: 'code', title: titles.code, width: 130, cell: (row) => row.code },
        ]}
      />
    </Card>
  )
}

/** Where the product's counts and the provincial platform's differ, and what it changes. */
export function Differences({ month }: { month: string }) {
  const asked = useAsk(statistics, { month })
  const titles = copy.differenceColumns
  return (
    <Stateful state={stateOf(asked)}>
      <Card title={copy.imports} flush>
        {asked.data?.imports.length === 0 ? <Cell title={copy.noImports} /> : null}
        {asked.data?.imports.map((one) => (
          <Cell
            key={one.id}
            title={one.fileName}
            note={copy.importedBy(one.importedByName, instantText(one.importedAtMs), one.rowCount)}
          />
        ))}
      </Card>
      {asked.data && asked.data.imports.length > 0 ? (
        <>
          <View className={styles.lead}>{copy.differences}</View>
          <Table
            id="differences-table"
            caption={copy.differencesCaption}
            emptyText={copy.noDifferences}
            rows={asked.data.differences}
            rowKey={(row) => row.accountId}
            columns={[
              { key: 'name', title: titles.name, cell: (row) => row.workerName },
              {
                key: 'township',
                title: titles.township,
                width: 100,
                cell: (row) => row.townshipName,
                sortBy: (row) => row.townshipName,
              },
              {
                key: 'checkIns',
                title: titles.checkIns,
                align: 'right',
                width: 180,
                cell: (row) => `${row.localCheckInDays} / ${row.provincialCheckIns}`,
              },
              {
                key: 'reports',
                title: titles.reports,
                align: 'right',
                width: 180,
                cell: (row) => `${row.localValidReports} / ${row.provincialValidReports}`,
              },
              {
                key: 'pay',
                title: titles.pay,
                align: 'right',
                width: 130,
                cell: (row) => (row.payDeltaFen === null ? '' : yuan(row.payDeltaFen)),
                sortBy: (row) => row.payDeltaFen ?? 0,
              },
            ]}
          />
        </>
      ) : null}
    </Stateful>
  )
}
