import { type Change, changeDetail, changeStateLabel } from '@contract/regulations'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Notice } from '@/components/notice'
import { OfficePage } from '@/components/office-page'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { Tag } from '@/components/tag'
import { changeCopy as copy } from '@/copy/office-regulation'
import { instantText, monthText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import styles from '../../office.module.scss'
import { changeTitle, toneOf } from '../regulation/changes'
import { Actions } from './actions'
import { DraftForm } from './draft-form'
import { Simulate } from './simulate'

function Lines({ change }: { change: Change }) {
  const titles = copy.lineColumns
  return (
    <Table
      id="change-lines"
      caption={copy.linesCaption}
      rows={change.lines}
      rowKey={(row) => row.name}
      columns={[
        { key: 'label', title: titles.label, width: 120, cell: (row) => row.label },
        { key: 'before', title: titles.before, width: 78, cell: (row) => row.before },
        {
          key: 'after',
          title: titles.after,
          width: 78,
          cell: (row) => <View className={styles.strong}>{row.after}</View>,
        },
      ]}
    />
  )
}

/** What is changed, from when, by which decision, why, and who did what. */
function Facts({ change }: { change: Change }) {
  const { decidedByName, decidedAtMs, decisionReason, state } = change
  const titles = copy.facts
  return (
    <Card
      id="change-facts"
      title={changeTitle(change)}
      extra={<Tag tone={toneOf[state]}>{changeStateLabel[state]}</Tag>}
      flush
    >
      <Cell title={titles.month} value={monthText(change.firstMonth)} />
      <Cell title={titles.document} value={change.documentNumber} />
      <Cell title={titles.reason} note={change.reason} />
      <Cell
        title={titles.author}
        value={copy.by(change.authorName, instantText(change.createdAtMs))}
      />
      {decidedByName && decidedAtMs !== null ? (
        <Cell
          title={titles.decided}
          value={copy.by(decidedByName, instantText(decidedAtMs))}
          note={decisionReason}
        />
      ) : null}
    </Card>
  )
}

function OneChange({ changeId }: { changeId: string }) {
  const asked = useAsk(changeDetail, { changeId })
  const [isEditing, setEditing] = useState(false)
  const detail = asked.data
  const change = detail?.change
  // what was saved is shown when it is here: handing over what it was before would be refused
  const showSaved = async () => {
    await asked.refetch()
    setEditing(false)
  }
  if (isEditing && change) {
    return <DraftForm change={change} kind={change.content.kind} onSaved={showSaved} />
  }
  return (
    <Stateful state={stateOf(asked)}>
      {detail && change ? (
        <>
          {change.state === 'returned' ? (
            <Notice id="returned" tone="warn">
              {copy.returnedWhy(change.decidedByName ?? '', change.decisionReason ?? '')}
            </Notice>
          ) : null}
          <Facts change={change} />
          {change.content.kind === 'values' ? <Lines change={change} /> : null}
          <View className={styles.block}>
            <Actions change={change} onEdit={() => setEditing(true)} />
          </View>
          {change.content.kind === 'values' && change.state !== 'dropped' ? (
            <Simulate detail={detail} />
          ) : null}
        </>
      ) : null}
    </Stateful>
  )
}

/** One change of the regulation: drafted, simulated, handed over, published or returned. */
export default function RegulationChange() {
  const { id, kind, name } = useRouter().params
  const [changeId, setChangeId] = useState(id ?? '')
  return (
    <OfficePage
      id="regulation-change"
      title={changeId ? copy.title : copy.newTitle}
      permission="regulations.read"
    >
      {changeId ? (
        <OneChange changeId={changeId} />
      ) : (
        <DraftForm
          kind={kind === 'binding' ? 'binding' : 'values'}
          name={name}
          onSaved={setChangeId}
        />
      )}
    </OfficePage>
  )
}
