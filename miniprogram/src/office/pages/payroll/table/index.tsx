import { downloadPass } from '@contract/accounts'
import { payTableStateLabel, table } from '@contract/payroll'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { OfficePage } from '@/components/office-page'
import { Stat, StatRow } from '@/components/stat'
import { Tabs } from '@/components/tabs'
import { Tag } from '@/components/tag'
import { payTableCopy as copy } from '@/copy/office-payroll'
import { yuan } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import styles from '../../../office.module.scss'
import { tableTone } from '../tones'
import { Actions } from './actions'
import { Batches } from './batches'
import { Held } from './held'
import { Lines } from './lines'
import { LineObjections } from './objections'
import { type PayTable, stepOf } from './shown'
import { Steps } from './steps'

const passAgainMs = 10 * 60_000
const stepTone = ['good', 'note', 'plain'] as const

/** The five steps of a table, with where it stands. */
function Way({ shown }: { shown: PayTable }) {
  const now = stepOf(shown)
  return (
    <View id="pay-table-way" className={styles.bar}>
      {copy.steps.map((title, index) => (
        <Tag key={title} tone={stepTone[Math.sign(index - now) + 1]}>
          {`${index + 1}. ${title}`}
        </Tag>
      ))}
    </View>
  )
}

function Revisions({ shown, onChoose }: { shown: PayTable; onChoose: (number: number) => void }) {
  const { revision, currentRevision } = shown
  if (currentRevision === 1) return null
  const isOlder = revision < currentRevision
  return (
    <Notice
      id="pay-table-revision"
      tone={isOlder ? 'warn' : 'note'}
      action={
        <Button
          inline
          size="small"
          kind="plain"
          onPress={() => onChoose(isOlder ? currentRevision : revision - 1)}
        >
          {isOlder ? copy.openCurrent : copy.openFirst(revision - 1)}
        </Button>
      }
    >
      {isOlder ? copy.older(revision) : copy.revision(revision)}
      {shown.correction ? `　${copy.correction(shown.correction)}` : ''}
    </Notice>
  )
}

function Notices({ shown }: { shown: PayTable }) {
  const back = shown.state === 'returned' ? shown.steps.at(-1)?.reason : null
  return (
    <>
      {back ? (
        <Notice id="pay-table-returned" tone="bad">
          {copy.returned(back)}
        </Notice>
      ) : null}
      {shown.blocked ? (
        <Notice id="pay-table-blocked" tone="warn">
          {shown.blocked}
        </Notice>
      ) : null}
      {shown.withoutCard.length > 0 ? (
        <Notice id="pay-table-cardless" tone="warn">
          {copy.withoutCard(shown.withoutCard.join('、'))}
        </Notice>
      ) : null}
      {shown.notes.map((note) => (
        <Notice key={note}>{note}</Notice>
      ))}
    </>
  )
}

function Figures({ shown }: { shown: PayTable }) {
  const { balance } = shown
  return (
    <>
      <StatRow>
        <Stat
          id="pay-table-total"
          label={copy.totalOf(shown.workers.length)}
          value={yuan(shown.totalFen)}
          note={shown.totalInWords}
        />
      </StatRow>
      <View id="pay-table-code" className={styles.lead}>
        {copy.checkCode(shown.checkCode)}
      </View>
      {balance ? (
        <StatRow>
          <Stat
            id="pay-table-paid"
            label={copy.balance.paid}
            value={yuan(balance.paidFen)}
            note={`${copy.balance.underWay} ${yuan(balance.underWayFen)}`}
            tone={balance.paidFen === balance.dueFen ? 'good' : 'plain'}
          />
          <Stat
            id="pay-table-payable"
            label={copy.balance.payable}
            value={yuan(balance.payableFen)}
            note={`${copy.balance.held} ${yuan(balance.heldFen)}`}
            tone={balance.payableFen > 0 ? 'warn' : 'plain'}
          />
        </StatRow>
      ) : null}
    </>
  )
}

type Part = 'lines' | 'objections' | 'held' | 'batches' | 'steps'

function Parts({ shown }: { shown: PayTable }) {
  const [part, setPart] = useState<Part>('lines')
  const open = shown.objections.filter((one) => one.state === 'open').length
  const waiting = shown.held.filter((one) => one.state === 'waiting').length
  return (
    <>
      <Tabs<Part>
        id="pay-table-parts"
        tabs={[
          { value: 'lines', label: copy.tabs.lines },
          { value: 'objections', label: copy.tabs.objections, count: open },
          ...(shown.held.length > 0
            ? [{ value: 'held' as const, label: copy.tabs.held, count: waiting }]
            : []),
          { value: 'batches', label: copy.tabs.batches, count: shown.batches.length },
          { value: 'steps', label: copy.tabs.steps },
        ]}
        value={part}
        onChange={setPart}
      />
      {part === 'lines' ? <Lines shown={shown} /> : null}
      {part === 'objections' ? <LineObjections shown={shown} /> : null}
      {part === 'held' ? <Held shown={shown} /> : null}
      {part === 'batches' ? <Batches shown={shown} /> : null}
      {part === 'steps' ? <Steps shown={shown} /> : null}
    </>
  )
}

/** One pay table: where it stands, what this person can do next, and every line of it. */
export default function PayTablePage() {
  const { tableId = '' } = useRouter().params
  const [revision, setRevision] = useState<number | null>(null)
  const asked = useAsk(table, { tableId, ...(revision ? { revision } : {}) })
  const pass = useAsk(downloadPass, {}, { refetchEveryMs: passAgainMs }).data?.pass
  const shown = asked.data?.table
  return (
    <OfficePage id="pay-table" title={copy.title} permission="payroll.read" state={stateOf(asked)}>
      {shown ? (
        <>
          <Card
            title={`${shown.townshipName}　${shown.periodLabel}`}
            extra={<Tag tone={tableTone[shown.state]}>{payTableStateLabel[shown.state]}</Tag>}
          >
            <Way shown={shown} />
            <Revisions
              shown={shown}
              onChoose={(number) => setRevision(number === shown.currentRevision ? null : number)}
            />
            <Notices shown={shown} />
            <Figures shown={shown} />
            <Actions shown={shown} pass={pass ?? null} onRevised={() => setRevision(null)} />
          </Card>
          <Parts shown={shown} />
        </>
      ) : null}
    </OfficePage>
  )
}
