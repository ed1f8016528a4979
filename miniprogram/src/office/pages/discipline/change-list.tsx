import {
  type ChangeListDetail,
  decide,
  detail,
  overview,
  send,
  table,
} from '@contract/change-lists'
import { workerKindLabel } from '@contract/primitives'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { Stateful } from '@/components/stateful'
import { type Column, Table } from '@/components/table'
import { Tag } from '@/components/tag'
import { changeListCopy as copy } from '@/copy/office-discipline'
import { confirm } from '@/lib/confirm'
import { datesInWords, dayText, instantText, wholeDayText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { ReasonSheet } from '../../components/reason-sheet'
import { useSaveFile } from '../../lib/save-file'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'
import { ListTags } from './list-tags'

type Decision = 'accepted' | 'returned'

type Who = Pick<ChangeListDetail['leaving'][number], 'workerKind' | 'gridName' | 'idNumberMasked'>

const whoColumns: readonly Column<Who>[] = [
  {
    key: 'kind',
    title: copy.kind,
    width: 130,
    cell: (row) => workerKindLabel[row.workerKind],
  },
  { key: 'grid', title: copy.grid, width: 180, cell: (row) => row.gridName },
  { key: 'id', title: copy.idNumber, width: 180, cell: (row) => row.idNumberMasked },
]

function Leaving({ list }: { list: ChangeListDetail }) {
  return (
    <Table
      id="leaving-table"
      caption={copy.leaving(list.leaving.length)}
      emptyText={copy.noLeaving}
      rows={list.leaving}
      rowKey={(row) => row.accountId}
      columns={[
        { key: 'name', title: copy.name, width: 90, cell: (row) => row.name },
        {
          key: 'reason',
          title: copy.reason,
          width: 260,
          cell: (row) => datesInWords(row.sentence),
        },
        { key: 'on', title: copy.on, width: 110, cell: (row) => dayText(row.on) },
        ...whoColumns,
      ]}
    />
  )
}

const eligibilityTone = { eligible: 'good', reasonRequired: 'warn', refused: 'bad' } as const

function Newcomers({ list }: { list: ChangeListDetail }) {
  return (
    <Table
      id="newcomers-table"
      caption={copy.newcomers(list.newcomers.length)}
      emptyText={copy.noNewcomers}
      rows={list.newcomers}
      rowKey={(row) => row.accountId}
      columns={[
        { key: 'name', title: copy.name, width: 90, cell: (row) => row.name },
        {
          key: 'eligibility',
          title: copy.eligibility,
          width: 260,
          cell: (row) => (
            <Tag tone={eligibilityTone[row.eligibility.outcome]}>
              {datesInWords(row.eligibility.sentence)}
            </Tag>
          ),
        },
        {
          key: 'startsOn',
          title: copy.startsOn,
          width: 150,
          cell: (row) => wholeDayText(row.startsOn),
        },
        ...whoColumns,
        {
          key: 'card',
          title: copy.bankCard,
          width: 110,
          cell: (row) => row.bankCardMasked ?? copy.noCard,
        },
      ]}
    />
  )
}

function Decide({ list }: { list: ChangeListDetail }) {
  const [decision, setDecision] = useState<Decision | null>(null)
  const command = useCommand(decide, {
    refresh: [detail, overview],
    onDone: () => {
      say(copy.decided, 'good')
      setDecision(null)
    },
    onRefused: sayRefused,
  })
  const { townshipCode, month } = list
  const isReturn = decision === 'returned'
  return (
    <>
      <Button id="list-accept" inline onPress={() => setDecision('accepted')}>
        {copy.accept}
      </Button>
      <Button id="list-return" inline kind="secondary" onPress={() => setDecision('returned')}>
        {copy.return}
      </Button>
      <ReasonSheet
        id="list-decision"
        open={decision !== null}
        title={isReturn ? copy.returnTitle : copy.acceptTitle}
        hint={isReturn ? copy.returnHint : copy.acceptHint}
        phrases={isReturn ? [] : ['已核对无误']}
        yes={isReturn ? copy.return : copy.accept}
        busy={command.isPending}
        onSend={(reason) => decision && command.mutate({ townshipCode, month, decision, reason })}
        onClose={() => setDecision(null)}
      />
    </>
  )
}

function Actions({ list }: { list: ChangeListDetail }) {
  const { townshipCode, townshipName, month, abilities } = list
  const file = useSaveFile()
  const sending = useCommand(send, {
    refresh: [detail, overview],
    onDone: () => say(copy.sent, 'good'),
    onRefused: sayRefused,
  })
  const ask = async () => {
    if (await confirm({ title: copy.send, text: copy.sendAsk, yes: copy.send }))
      sending.mutate({ townshipCode, month })
  }
  return (
    <View className={styles.bar}>
      {abilities.send ? (
        <Button id="list-send" inline busy={sending.isPending} onPress={() => void ask()}>
          {copy.send}
        </Button>
      ) : null}
      {abilities.decide ? <Decide list={list} /> : null}
      <Button
        id="list-table"
        inline
        kind="secondary"
        busy={file.isSaving}
        onPress={() =>
          void file.save(table, { townshipCode, month }, copy.fileName(townshipName, month))
        }
      >
        {copy.table}
      </Button>
    </View>
  )
}

function Standing({ list }: { list: ChangeListDetail }) {
  const { state, reason, decidedByName, sentByName, sentAtMs } = list
  if (state === 'returned')
    return <Notice tone="warn">{copy.returned(decidedByName ?? '', reason ?? '')}</Notice>
  if (state === 'accepted')
    return <Notice tone="good">{copy.accepted(decidedByName ?? '', reason ?? '')}</Notice>
  if (sentAtMs === null) return null
  return <View className={styles.soft}>{copy.sentBy(sentByName ?? '', instantText(sentAtMs))}</View>
}

/** One township's list of a month: who leaves, who comes, and where it stands. */
export function ChangeList({ townshipCode, month }: { townshipCode: string; month: string }) {
  const asked = useAsk(detail, { townshipCode, month })
  const list = asked.data
  return (
    <Stateful state={stateOf(asked)}>
      {list ? (
        <>
          <Card id="change-list" title={list.townshipName} extra={<ListTags list={list} />}>
            <View>
              {list.dueSentence}　{copy.period(wholeDayText(list.from), wholeDayText(list.to))}
            </View>
            <View className={styles.block}>
              <Standing list={list} />
            </View>
            <View className={styles.block}>
              <Actions list={list} />
            </View>
          </Card>
          <Card title={copy.leaving(list.leaving.length)} flush>
            <Leaving list={list} />
          </Card>
          <Card title={copy.newcomers(list.newcomers.length)} flush>
            <Newcomers list={list} />
          </Card>
        </>
      ) : null}
    </Stateful>
  )
}
