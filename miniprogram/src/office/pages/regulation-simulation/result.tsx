import {
  type CostRow,
  type ScenarioResult,
  type Simulation,
  simulation as simulationQuery,
} from '@contract/regulations'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Notice } from '@/components/notice'
import { Stat, StatRow } from '@/components/stat'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { simulationCopy as copy } from '@/copy/office-regulation'
import { instantText, monthText, yuan } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { say } from '@/lib/toast'
import { Chips } from '../../components/chips'
import { numberColumn } from '../../lib/columns'
import styles from '../../office.module.scss'
import { CostChart } from './chart'
import { deltaText } from './delta-text'
import { SimulationProgress } from './progress'
import { WorkerSheet } from './worker-sheet'
import { Workers } from './workers'

const pollMs = 700

function Sums({ totals, months }: { totals: ScenarioResult['totals']; months: number }) {
  const { deltaFen, accrualDeltaFen, workers, gaining, losing, turnedVerdicts } = totals
  const { carriedDeltaFen, yearEndDeltaFen, leavers, turnedProposals, carriedProposals } = totals
  return (
    <StatRow>
      <Stat
        id="simulation-total"
        label={deltaFen < 0 ? copy.totalLess : copy.total}
        value={yuan(Math.abs(deltaFen))}
        unit={copy.yuan}
        tone={deltaFen > 0 ? 'warn' : 'plain'}
        note={
          months > 1 ? `${copy.monthly} ${deltaText(Math.round(deltaFen / months))}` : undefined
        }
      />
      {carriedDeltaFen === 0 ? null : (
        <Stat
          id="simulation-carried"
          label={copy.carried}
          value={deltaText(carriedDeltaFen)}
          unit={copy.yuan}
        />
      )}
      {yearEndDeltaFen === 0 ? null : (
        <Stat
          id="simulation-year-end"
          label={copy.yearEnd}
          value={deltaText(yearEndDeltaFen)}
          unit={copy.yuan}
          note={leavers > 0 ? copy.leavers(leavers) : undefined}
        />
      )}
      {accrualDeltaFen === 0 ? null : (
        <Stat label={copy.accrual} value={deltaText(accrualDeltaFen)} unit={copy.yuan} />
      )}
      <Stat id="simulation-gaining" label={copy.gaining} value={gaining} unit={copy.persons} />
      <Stat id="simulation-losing" label={copy.losing} value={losing} unit={copy.persons} />
      <Stat label={copy.same} value={workers - gaining - losing} unit={copy.persons} />
      {turnedVerdicts === 0 ? null : (
        <Stat
          label={copy.turned}
          value={turnedVerdicts}
          unit={copy.persons}
          tone="warn"
          note={copy.turnedNote}
        />
      )}
      {turnedProposals === 0 ? null : (
        <Stat
          id="simulation-proposals"
          label={copy.proposals}
          value={turnedProposals}
          unit={copy.persons}
          tone="warn"
          note={carriedProposals > 0 ? copy.proposalsCarried(carriedProposals) : undefined}
        />
      )}
    </StatRow>
  )
}

const sumOf = (rows: readonly CostRow[], value: (row: CostRow) => number) =>
  rows.reduce((sum, row) => sum + value(row), 0)

interface RowsProps {
  rows: readonly CostRow[]
  nameOf: (code: string) => string
  onOpen: (row: CostRow) => void
}

function Rows({ rows, nameOf, onOpen }: RowsProps) {
  const titles = copy.columns
  return (
    <Table
      id="simulation-rows"
      caption={copy.tableCaption}
      rows={rows}
      rowKey={(row) => `${row.month} ${row.townshipCode}`}
      onRowPress={onOpen}
      columns={[
        {
          key: 'township',
          title: titles.township,
          width: 84,
          cell: (row) => nameOf(row.townshipCode),
          sortBy: (row) => row.townshipCode,
        },
        numberColumn<CostRow>('delta', titles.delta, (row) => row.deltaFen, deltaText, 120),
        {
          key: 'month',
          title: titles.month,
          width: 104,
          cell: (row) => monthText(row.month),
          sortBy: (row) => row.month,
        },
        numberColumn<CostRow>('gaining', titles.gaining, (row) => row.gaining),
        numberColumn<CostRow>('losing', titles.losing, (row) => row.losing),
        numberColumn<CostRow>('workers', titles.workers, (row) => row.workers),
        numberColumn<CostRow>('before', titles.before, (row) => row.beforeFen, yuan, 120),
        numberColumn<CostRow>('after', titles.after, (row) => row.afterFen, yuan, 120),
        ...(rows.some((row) => row.carriedDeltaFen !== 0)
          ? [
              numberColumn<CostRow>(
                'carried',
                titles.carried,
                (row) => row.carriedDeltaFen,
                deltaText,
                120,
              ),
            ]
          : []),
        numberColumn<CostRow>(
          'accrual',
          titles.accrual,
          (row) => row.accrualDeltaFen,
          deltaText,
          120,
        ),
      ]}
      totals={{
        township: copy.sum,
        delta: deltaText(sumOf(rows, (row) => row.deltaFen)),
        gaining: sumOf(rows, (row) => row.gaining),
        losing: sumOf(rows, (row) => row.losing),
        workers: sumOf(rows, (row) => row.workers),
        before: yuan(sumOf(rows, (row) => row.beforeFen)),
        after: yuan(sumOf(rows, (row) => row.afterFen)),
        carried: deltaText(sumOf(rows, (row) => row.carriedDeltaFen)),
        accrual: deltaText(sumOf(rows, (row) => row.accrualDeltaFen)),
      }}
    />
  )
}

interface OpenedWorker {
  accountId: string
  month: string
}

function Most(props: {
  run: Simulation
  most: ScenarioResult['most']
  nameOf: (code: string) => string
  onWorker: (worker: OpenedWorker) => void
}) {
  const { run, most, nameOf, onWorker } = props
  if (most.length === 0) return null
  return (
    <Card id="simulation-most" title={copy.mostTitle} flush>
      {most.map((one) => (
        <Cell
          key={`${one.accountId} ${one.month}`}
          title={run.names[one.accountId] ?? ''}
          note={copy.workersTitle(nameOf(one.townshipCode), monthText(one.month))}
          value={deltaText(one.deltaFen + one.accrualDeltaFen)}
          onPress={() => onWorker({ accountId: one.accountId, month: one.month })}
        />
      ))}
    </Card>
  )
}

/** What has to be known of the figures before they are believed. */
function Cautions({ run, result }: { run: Simulation; result: ScenarioResult }) {
  const { recomputed } = run
  const { count, message } = result.failed
  const { corrected, correctedFen } = result.totals
  return (
    <>
      {recomputed > 0 ? <Notice>{copy.recomputed(recomputed)}</Notice> : null}
      {corrected > 0 ? (
        <Notice id="simulation-corrected" tone="warn">
          {copy.corrected(corrected, deltaText(correctedFen))}
        </Notice>
      ) : null}
      {count > 0 ? <Notice tone="bad">{copy.failed(count, message ?? '')}</Notice> : null}
    </>
  )
}

function Result({
  run,
  scenario,
  result,
}: {
  run: Simulation
  scenario: number
  result: ScenarioResult
}) {
  const [month, setMonth] = useState<string | null>(null)
  const [row, setRow] = useState<CostRow | null>(null)
  const [worker, setWorker] = useState<OpenedWorker | null>(null)
  const names = new Map(run.townships.map((one) => [one.code, one.name]))
  const nameOf = (code: string) => names.get(code) ?? code
  const rows = result.rows.filter((one) => month === null || one.month === month)
  const { simulationId, months } = run
  const monthTexts = [copy.allMonths, ...months.map(monthText)]
  return (
    <>
      <Sums totals={result.totals} months={months.length} />
      <Cautions run={run} result={result} />
      {months.length > 1 && !row ? (
        <Chips
          id="simulation-month"
          texts={monthTexts}
          chosen={month === null ? copy.allMonths : monthText(month)}
          onPick={(_text, index) => setMonth(months[index - 1] ?? null)}
        />
      ) : null}
      {row ? (
        <Workers
          simulationId={simulationId}
          scenario={scenario}
          townshipCode={row.townshipCode}
          townshipName={nameOf(row.townshipCode)}
          month={row.month}
          onWorker={({ accountId, left }) =>
            left ? say(copy.leftNote) : setWorker({ accountId, month: row.month })
          }
          onBack={() => setRow(null)}
        />
      ) : (
        <>
          <Card title={copy.chart}>
            <CostChart rows={rows} townships={run.townships} />
          </Card>
          <Rows rows={rows} nameOf={nameOf} onOpen={setRow} />
          <View className={styles.block}>
            <Most run={run} most={result.most} nameOf={nameOf} onWorker={setWorker} />
          </View>
        </>
      )}
      {worker ? (
        <WorkerSheet
          simulationId={simulationId}
          scenario={scenario}
          {...worker}
          onClose={() => setWorker(null)}
        />
      ) : null}
    </>
  )
}

/** A simulation from its progress to each worker's two trees. */
export function SimulationResult({
  simulationId,
  scenario = 0,
}: {
  simulationId: string
  scenario?: number
}) {
  const [isDone, setDone] = useState(false)
  const asked = useAsk(
    simulationQuery,
    { simulationId },
    { refetchEveryMs: isDone ? false : pollMs },
  )
  const run = asked.data
  if (run && run.state !== 'running' && !isDone) setDone(true)
  const result = run?.scenarios[scenario]?.result
  return (
    <Stateful state={stateOf(asked)}>
      {run ? <SimulationProgress id="simulation-progress" run={run} label={copy.running} /> : null}
      {run && result ? (
        <>
          <View className={styles.soft}>
            {copy.basis(
              run.months.map(monthText).join('、'),
              run.startedByName,
              instantText(run.startedAtMs),
            )}
          </View>
          <View className={styles.block}>
            <Result run={run} scenario={scenario} result={result} />
          </View>
        </>
      ) : null}
    </Stateful>
  )
}
