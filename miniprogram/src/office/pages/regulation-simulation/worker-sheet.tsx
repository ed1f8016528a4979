import type { OutputOf } from '@contract/define'
import { simulationWorker } from '@contract/regulations'
import { type Figure, type Statement, verdictLabel } from '@contract/trace'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Card } from '@/components/card'
import { FigureTree } from '@/components/figure-tree'
import { Notice } from '@/components/notice'
import { Sheet } from '@/components/sheet'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { simulationCopy as copy } from '@/copy/office-regulation'
import { datesInWords, monthText, yuan, yuanText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { numberColumn } from '../../lib/columns'
import styles from '../../office.module.scss'
import { deltaText } from './delta-text'

type Compared = OutputOf<typeof simulationWorker>
interface Line {
  code: string
  label: string
  beforeFen: number
  afterFen: number
  carriedDeltaFen: number
}

const payCode = 'totals.pay'
const accrualCode = 'totals.accrual'

/** Line by line, and then what it comes to. */
function linesOf({ lines, before, after }: Compared): Line[] {
  const carriedFen = lines.reduce((sum, line) => sum + line.carriedDeltaFen, 0)
  const pay = {
    code: payCode,
    label: copy.payLine,
    beforeFen: before.totals.payFen,
    afterFen: after.totals.payFen,
    carriedDeltaFen: carriedFen,
  }
  const accrual = {
    code: accrualCode,
    label: copy.accrualLine,
    beforeFen: before.accrualFen,
    afterFen: after.accrualFen,
    carriedDeltaFen: 0,
  }
  const isSaved = before.accrualFen !== 0 || after.accrualFen !== 0
  return [...lines, pay, ...(isSaved ? [accrual] : [])]
}

function figureOf(statement: Statement, code: string): Figure | undefined {
  if (code === payCode) return statement.pay
  if (code === accrualCode) return statement.accrual
  return statement.lines.find((line) => line.code === code)?.figure
}

function Side({ id, title, figure }: { id: string; title: string; figure: Figure | undefined }) {
  return (
    <View className={styles.column}>
      <Card id={id} title={title}>
        {figure ? <FigureTree key={figure.code} figure={figure} startOpen /> : copy.noLine}
      </Card>
    </View>
  )
}

/** What the month takes from earlier ones that come out otherwise, and what people would be asked to decide. */
function Followed({ data }: { data: Compared }) {
  const { turnedMonths, corrections, proposals, yearEnd } = data
  const isYearEnd = yearEnd && yearEnd.beforeFen !== yearEnd.afterFen
  return (
    <>
      {turnedMonths.length > 0 ? (
        <Notice id="compared-turned">
          {copy.turnedMonths(turnedMonths.map(monthText).join('、'))}
        </Notice>
      ) : null}
      {corrections.map((one) => (
        <Notice key={`${one.month} ${one.reason}`} tone="warn">
          {copy.correction(
            monthText(one.month),
            deltaText(one.payDeltaFen + one.accrualDeltaFen),
            one.reason,
          )}
        </Notice>
      ))}
      {proposals.map((one) => (
        <Notice key={`${one.turn} ${one.sentence}`} tone="warn">
          {`${copy.proposal[one.turn]}${one.isCarried ? `（${copy.proposalCarried}）` : ''}：${datesInWords(one.sentence)}`}
        </Notice>
      ))}
      {isYearEnd ? (
        <Notice>
          {copy.yearEndTurns(
            yuanText(yearEnd.beforeFen),
            yuanText(yearEnd.afterFen),
            yuanText(yearEnd.carriedFen),
          )}
        </Notice>
      ) : null}
    </>
  )
}

function Lines({ data }: { data: Compared }) {
  const lines = linesOf(data)
  const changed = lines.find((line) => line.beforeFen !== line.afterFen)
  const [code, setCode] = useState((changed ?? lines[0])?.code ?? payCode)
  const titles = copy.lineColumns
  const { before, after } = data.verdicts
  const isCarried = lines.some((line) => line.carriedDeltaFen !== 0)
  return (
    <>
      {before === after ? null : (
        <Notice tone="warn">{copy.verdictTurns(verdictLabel[before], verdictLabel[after])}</Notice>
      )}
      <Followed data={data} />
      <Table
        id="compared-lines"
        caption={copy.linesCaption}
        rows={lines}
        rowKey={(row) => row.code}
        selectedKey={code}
        onRowPress={(row) => setCode(row.code)}
        columns={[
          { key: 'label', title: titles.label, width: 120, cell: (row) => row.label },
          numberColumn<Line>('before', titles.before, (row) => row.beforeFen, yuan),
          numberColumn<Line>('after', titles.after, (row) => row.afterFen, yuan),
          numberColumn<Line>(
            'delta',
            titles.delta,
            (row) => row.afterFen - row.beforeFen,
            deltaText,
          ),
          ...(isCarried
            ? [
                numberColumn<Line>(
                  'carried',
                  titles.carried,
                  (row) => row.carriedDeltaFen,
                  deltaText,
                ),
              ]
            : []),
        ]}
      />
      <View className={styles.block}>
        <View className={styles.columns}>
          <Side id="tree-before" title={copy.beforeTree} figure={figureOf(data.before, code)} />
          <Side id="tree-after" title={copy.afterTree} figure={figureOf(data.after, code)} />
        </View>
      </View>
    </>
  )
}

export interface WorkerSheetProps {
  simulationId: string
  scenario: number
  accountId: string
  month: string
  onClose: () => void
}

/** Both trees of one worker's month, as the law was and as it would be. */
export function WorkerSheet({ onClose, ...wanted }: WorkerSheetProps) {
  const asked = useAsk(simulationWorker, wanted)
  const data = asked.data
  return (
    <Sheet
      id="compared-worker"
      open
      title={data ? copy.workerTitle(data.workerName, monthText(data.month)) : ''}
      onClose={onClose}
    >
      <Stateful state={stateOf(asked)}>{data ? <Lines data={data} /> : null}</Stateful>
    </Sheet>
  )
}
