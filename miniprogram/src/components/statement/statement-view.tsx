import type { statementDetail } from '@contract/pay'
import type { OutputOf } from '@contract/define'
import {
  type FactRef,
  type Figure,
  type Statement,
  type StatementLine,
  verdictLabel,
} from '@contract/trace'
import { Text, View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { WordsDay } from '@/components/article-list'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { FigureTree } from '@/components/figure-tree'
import { Icon } from '@/components/icon'
import { Notice } from '@/components/notice'
import { Sheet } from '@/components/sheet'
import { Tag } from '@/components/tag'
import { statementCopy as copy } from '@/copy/my-pay'
import {
  datesInWords,
  daysOfMonth,
  dayWithWeekday,
  instantText,
  yuan,
  yuanText,
} from '@/lib/format'
import styles from './statement.module.scss'

export type Detail = OutputOf<typeof statementDetail>

export interface StatementViewProps {
  detail: Detail
  /** Under an opened line, e.g. the button for an objection. */
  underLine?: (line: StatementLine) => ReactNode
  onReport?: (reportId: string) => void
  /** The line whose grounds are open from the start. */
  startLine?: string
}

const stateNotice = { estimate: copy.estimate, proposed: copy.proposed, frozen: copy.frozen }

/** What the month pays, large: what everybody came for. */
export function PaySum({ id, payFen }: { id?: string; payFen: number }) {
  return (
    <View id={id} className={styles.sum}>
      <Text>{yuan(payFen)}</Text>
      <Text className={styles.unit}>元</Text>
    </View>
  )
}

type RecordKind = 'days' | 'reports'

/** Which records stand behind a count, if any. */
function recordKindOf({ name, unit }: FactRef): RecordKind | null {
  if (unit === 'fen') return null
  if (/report/i.test(name)) return 'reports'
  return /checkIn/i.test(name) ? 'days' : null
}

/** The records behind a figure, however deep it rests on them. */
function recordKindsOf({ facts, inputs }: Figure): Set<RecordKind> {
  const own = facts.flatMap((fact) => recordKindOf(fact) ?? [])
  return new Set([...own, ...inputs.flatMap((input) => [...recordKindsOf(input)])])
}

function recordCount(kind: RecordKind, { countedDays, validReports }: Detail['evidence']): string {
  return kind === 'days' ? `${countedDays.length} 天` : `${validReports.length} 条`
}

interface Evidence {
  evidence: Detail['evidence']
  onReport?: (reportId: string) => void
}

/** The days that count, or the reports that are valid. */
function Records({ kind, evidence, onReport }: Evidence & { kind: RecordKind }) {
  const { countedDays, missedDays, validReports } = evidence
  if (kind === 'reports') {
    if (validReports.length === 0) return <View>{copy.noRecords}</View>
    return validReports.map(({ reportId, label, receivedAtMs }) => (
      <Cell
        key={reportId}
        title={label}
        note={instantText(receivedAtMs)}
        onPress={onReport ? () => onReport(reportId) : undefined}
      />
    ))
  }
  return (
    <>
      {missedDays > 0 ? <Notice tone="warn">{copy.records.missed(missedDays)}</Notice> : null}
      {countedDays.length === 0 ? <View>{copy.noRecords}</View> : null}
      <View className={styles.days}>
        {countedDays.map((day) => (
          <View key={day} className={styles.day}>
            {dayWithWeekday(day)}
          </View>
        ))}
      </View>
    </>
  )
}

/** One figure with its article, and in one more tap the records it counts. */
function FigureSheet(props: Evidence & { figure: Figure; onClose: () => void; under: ReactNode }) {
  const { figure, onClose, under, ...rest } = props
  const [opened, setOpened] = useState<RecordKind | null>(null)
  return (
    <>
      <Sheet id="line-sheet" open title={copy.whence(figure.label)} onClose={onClose}>
        {[...recordKindsOf(figure)].map((kind) => (
          <View key={kind} className={styles.count}>
            <Cell
              id={`records-${kind}`}
              title={copy.records[kind]}
              note={copy.seeRecords}
              value={recordCount(kind, rest.evidence)}
              onPress={() => setOpened(kind)}
            />
          </View>
        ))}
        <FigureTree id="figure" figure={figure} startOpen hasRecords={() => false} />
        {under}
      </Sheet>
      <Sheet
        id="fact-sheet"
        open={opened !== null}
        title={opened ? `${copy.records[opened]} ${recordCount(opened, rest.evidence)}` : ''}
        onClose={() => setOpened(null)}
      >
        {opened ? <Records kind={opened} {...rest} /> : null}
      </Sheet>
    </>
  )
}

function lineAmount({ amountFen, kind }: StatementLine): string {
  return amountFen > 0 && kind === 'earning' ? `+${yuan(amountFen)}` : yuan(amountFen)
}

/** The month's lines, each with its amount and how it comes about. */
export function LineCells(props: {
  lines: readonly StatementLine[]
  onOpen: (line: StatementLine) => void
}) {
  return props.lines.map((line) => (
    <Cell
      key={line.code}
      id={`line-${line.code}`}
      title={datesInWords(line.label)}
      note={datesInWords(line.figure.sentence)}
      value={<Text className={styles.amount}>{lineAmount(line)}</Text>}
      onPress={() => props.onOpen(line)}
    />
  ))
}

/** A score, a rank or a rate, as it is read. */
function measureText({ value, unit }: Figure): string {
  return unit === 'percent' ? `${value}%` : String(value)
}

function Lines({ detail, underLine, onReport, startLine }: StatementViewProps) {
  const { statement, evidence } = detail
  const { lines, accrual, accrualFen, indicators = [] } = statement
  const [openCode, setOpenCode] = useState(startLine ?? null)
  const line = lines.find((one) => one.code === openCode)
  const measure = indicators.find((one) => one.code === openCode)
  const figure = line?.figure ?? measure ?? (openCode === accrual.code ? accrual : null)
  return (
    <>
      {lines.length > 0 ? (
        <Card id="lines" title={copy.lines} flush>
          <LineCells lines={lines} onOpen={(one) => setOpenCode(one.code)} />
        </Card>
      ) : null}
      {indicators.length > 0 ? (
        <Card id="indicators" title={copy.indicators} flush>
          {indicators.map((one) => (
            <Cell
              key={one.code}
              id={`indicator-${one.code}`}
              title={one.label}
              note={datesInWords(one.sentence)}
              value={<Text className={styles.amount}>{measureText(one)}</Text>}
              onPress={() => setOpenCode(one.code)}
            />
          ))}
        </Card>
      ) : null}
      {accrualFen !== 0 ? (
        <Card id="accrual" title={copy.accrual} flush>
          <Cell
            id="line-accrual"
            title={accrual.label}
            note={datesInWords(accrual.sentence)}
            value={<Text className={styles.amount}>{yuan(accrualFen)}</Text>}
            onPress={() => setOpenCode(accrual.code)}
          />
        </Card>
      ) : null}
      {figure ? (
        <FigureSheet
          figure={figure}
          evidence={evidence}
          onReport={onReport}
          onClose={() => setOpenCode(null)}
          under={line ? underLine?.(line) : null}
        />
      ) : null}
    </>
  )
}

const reasonRecords: Partial<Record<string, RecordKind>> = {
  checkIns: 'days',
  validReports: 'reports',
}

function Verdict({ detail, onReport }: StatementViewProps) {
  const { verdict } = detail.statement
  const label = verdictLabel[verdict.final]
  // a month that still runs has no verdict yet: what is told is where it stands today
  const isRunning = detail.state === 'estimate'
  const [opened, setOpened] = useState<RecordKind | null>(null)
  return (
    <Card
      id="verdict"
      title={copy.verdict}
      extra={
        <Tag tone={verdict.final === 'pass' ? 'good' : isRunning ? 'warn' : 'bad'}>
          {isRunning ? copy.soFar(label) : label}
        </Tag>
      }
      flush
    >
      {verdict.decision ? <Cell title={copy.decided(verdict.decision.reason)} /> : null}
      {verdict.reasons.map((reason) => {
        const kind = reasonRecords[reason.code]
        return (
          <Cell
            key={reason.code}
            title={datesInWords(reason.sentence)}
            note={`${reason.article.title}　${reason.article.gist}`}
            lead={
              <Icon
                name={reason.met ? 'check' : 'cross'}
                className={styles[reason.met ? 'met' : 'unmet']}
              />
            }
            onPress={kind ? () => setOpened(kind) : undefined}
          />
        )
      })}
      <Sheet
        id="verdict-sheet"
        open={opened !== null}
        title={opened ? copy.records[opened] : ''}
        onClose={() => setOpened(null)}
      >
        {opened ? <Records kind={opened} evidence={detail.evidence} onReport={onReport} /> : null}
      </Sheet>
    </Card>
  )
}

function Remarks({ statement }: { statement: Statement }) {
  const { proposals, informationLines, differences } = statement
  return (
    <>
      {proposals.length > 0 ? (
        <Card title={copy.proposals} flush tone="warn">
          {proposals.map((one) => (
            <Cell
              key={one.grounds}
              title={datesInWords(one.sentence)}
              note={`${one.article.title}　${one.article.gist}`}
            />
          ))}
        </Card>
      ) : null}
      {differences.length > 0 ? (
        <Card title={copy.differences} flush>
          {differences.map((one) => (
            <Cell key={one.code} title={one.label} note={datesInWords(one.sentence)} />
          ))}
        </Card>
      ) : null}
      {informationLines.length > 0 ? (
        <Card title={copy.information} flush>
          {informationLines.map((one) => (
            <Cell key={one.code} title={datesInWords(one.sentence)} note={one.article?.title} />
          ))}
        </Card>
      ) : null}
    </>
  )
}

/** One worker's month, from the sum down to each record: two taps from any yuan to its article. */
export function StatementView(props: StatementViewProps) {
  const { detail } = props
  const { statement } = detail
  return (
    <WordsDay.Provider value={daysOfMonth(statement.month).at(-1)}>
      <Notice tone={detail.state === 'frozen' ? 'good' : 'note'}>
        {stateNotice[detail.state]}
      </Notice>
      <Card id="pay">
        <View className={styles.payLabel}>{copy.pay}</View>
        <PaySum payFen={statement.totals.payFen} />
        <View className={styles.payNote}>{datesInWords(statement.pay.sentence)}</View>
      </Card>
      {statement.uncollectedFen > 0 ? (
        <Notice tone="warn">{copy.uncollected(yuanText(statement.uncollectedFen))}</Notice>
      ) : null}
      <Lines {...props} />
      <Verdict {...props} />
      <Remarks statement={statement} />
    </WordsDay.Provider>
  )
}
