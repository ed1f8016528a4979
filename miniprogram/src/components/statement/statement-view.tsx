import type { statementDetail } from '@contract/pay'
import type { OutputOf } from '@contract/define'
import { type FactRef, type Statement, type StatementLine, verdictLabel } from '@contract/trace'
import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { FigureTree } from '@/components/figure-tree'
import { Notice } from '@/components/notice'
import { Sheet } from '@/components/sheet'
import { Stat } from '@/components/stat'
import { Tag } from '@/components/tag'
import { statementCopy as copy } from '@/copy/my-pay'
import { dayWithWeekday, instantText, yuan, yuanText } from '@/lib/format'

export type Detail = OutputOf<typeof statementDetail>

export interface StatementViewProps {
  detail: Detail
  /** Under an opened line, e.g. the button for an objection. */
  underLine?: (line: StatementLine) => ReactNode
  onReport?: (reportId: string) => void
}

const stateNotice = { estimate: copy.estimate, proposed: copy.proposed, frozen: copy.frozen }

function lineAmount(line: StatementLine): string {
  return line.amountFen > 0 && line.kind === 'earning'
    ? `+${yuan(line.amountFen)}`
    : yuan(line.amountFen)
}

/** The records behind a count: the days that count, the reports that are valid. */
function Records({
  fact,
  detail,
  onReport,
}: {
  fact: FactRef
  detail: Detail
  onReport?: (reportId: string) => void
}) {
  const { countedDays, missedDays, validReports } = detail.evidence
  if (/report/i.test(fact.name)) {
    if (validReports.length === 0) return <Cell title={copy.noRecords} />
    return (
      <>
        {validReports.map((report) => (
          <Cell
            key={report.reportId}
            title={report.label}
            note={instantText(report.receivedAtMs)}
            onPress={onReport ? () => onReport(report.reportId) : undefined}
          />
        ))}
      </>
    )
  }
  return (
    <>
      {countedDays.length === 0 ? <Cell title={copy.noRecords} /> : null}
      {countedDays.map((day) => (
        <Cell key={day} title={dayWithWeekday(day)} />
      ))}
      {missedDays > 0 ? <Cell title={copy.records.missed(missedDays)} /> : null}
    </>
  )
}

const hasRecords = (fact: FactRef) => /checkIn|report/i.test(fact.name) && fact.unit !== 'fen'

function Lines({ detail, underLine, onReport }: StatementViewProps) {
  const [opened, setOpened] = useState<StatementLine | null>(null)
  const [fact, setFact] = useState<FactRef | null>(null)
  const { statement } = detail
  return (
    <>
      <Card id="lines" title={copy.lines} flush>
        {statement.lines.map((line) => (
          <Cell
            key={line.code}
            id={`line-${line.code}`}
            title={line.label}
            note={line.figure.sentence}
            value={lineAmount(line)}
            onPress={() => setOpened(line)}
          />
        ))}
      </Card>
      <Sheet
        id="line-sheet"
        open={opened !== null}
        title={opened?.label ?? ''}
        onClose={() => setOpened(null)}
      >
        {opened ? (
          <>
            <FigureTree
              id="figure"
              figure={opened.figure}
              startOpen
              onFact={setFact}
              hasRecords={hasRecords}
            />
            {underLine?.(opened)}
          </>
        ) : null}
      </Sheet>
      <Sheet
        id="fact-sheet"
        open={fact !== null}
        title={fact ? `${fact.label} ${fact.text}` : ''}
        onClose={() => setFact(null)}
      >
        {fact ? <Records fact={fact} detail={detail} onReport={onReport} /> : null}
      </Sheet>
    </>
  )
}

function Verdict({ statement }: { statement: Statement }) {
  const { verdict } = statement
  return (
    <Card
      id="verdict"
      title={copy.verdict}
      extra={
        <Tag tone={verdict.final === 'pass' ? 'good' : 'bad'}>{verdictLabel[verdict.final]}</Tag>
      }
    >
      {verdict.decision ? (
        <Notice tone="note">{copy.decided(verdict.decision.reason)}</Notice>
      ) : null}
      {verdict.reasons.map((reason) => (
        <Cell
          key={reason.code}
          title={reason.sentence}
          note={reason.article.title}
          value={<Tag tone={reason.met ? 'good' : 'bad'}>{reason.met ? '达到' : '没有达到'}</Tag>}
        />
      ))}
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
              title={one.sentence}
              note={`${one.article.title}　${one.article.gist}`}
            />
          ))}
        </Card>
      ) : null}
      {differences.length > 0 ? (
        <Card title={copy.differences} flush>
          {differences.map((one) => (
            <Cell key={one.code} title={one.label} note={one.sentence} />
          ))}
        </Card>
      ) : null}
      {informationLines.length > 0 ? (
        <Card title={copy.information} flush>
          {informationLines.map((one) => (
            <Cell key={one.code} title={one.sentence} note={one.article?.title} />
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
    <View>
      <Notice tone={detail.state === 'frozen' ? 'good' : 'note'}>
        {stateNotice[detail.state]}
      </Notice>
      <Card>
        <Stat
          id="pay"
          label={copy.pay}
          value={yuan(statement.totals.payFen)}
          unit="元"
          note={statement.pay.sentence}
        />
      </Card>
      {statement.uncollectedFen > 0 ? (
        <Notice tone="warn">{copy.uncollected(yuanText(statement.uncollectedFen))}</Notice>
      ) : null}
      <Lines {...props} />
      {statement.accrualFen !== 0 ? (
        <Card title={copy.accrual} extra={<Tag icon={null}>{yuanText(statement.accrualFen)}</Tag>}>
          <FigureTree id="accrual" figure={statement.accrual} />
        </Card>
      ) : null}
      <Verdict statement={statement} />
      <Remarks statement={statement} />
    </View>
  )
}
