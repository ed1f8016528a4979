import {
  type ScoreItem,
  type ScoreRow,
  type ScoreSheet,
  close,
  reopen,
  sheet,
} from '@contract/scores'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { MonthSwitch } from '@/components/month-switch'
import { Notice } from '@/components/notice'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { Tag } from '@/components/tag'
import { scoresCopy as copy } from '@/copy/office-scores'
import { confirm } from '@/lib/confirm'
import { addMonths, instantText, monthOf } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { say } from '@/lib/toast'
import { ReasonSheet } from '../../components/reason-sheet'
import { AreaPicker } from '../../components/area-picker'
import { sayRefused } from '../../lib/say-refused'
import { levelOf, useOfficeArea } from '../../lib/scope'
import styles from '../../office.module.scss'
import { EnterScores } from './enter-scores'
import { pointsText } from './points'
import { SchemeForm } from './scheme-form'

const townshipDigits = 9

function ScoreTable({ shown, onPress }: { shown: ScoreSheet; onPress?: (row: ScoreRow) => void }) {
  const cell = (hundredths: number | null | undefined) =>
    hundredths === null || hundredths === undefined ? copy.notYet : pointsText(hundredths)
  return (
    <Table
      id="scores-table"
      caption={copy.caption}
      rows={shown.rows}
      rowKey={(row) => row.accountId}
      onRowPress={onPress}
      columns={[
        {
          key: 'name',
          title: copy.name,
          width: 120,
          cell: (row) => (
            <View className={styles.tags}>
              <View>{row.workerName}</View>
              {row.reopened ? <Tag tone="warn">{copy.reopened}</Tag> : null}
            </View>
          ),
        },
        ...shown.items.map((item, index) => ({
          key: item.id,
          title: copy.item(item.office, item.title, item.mostPoints),
          align: 'right' as const,
          width: 170,
          cell: (row: ScoreSheet['rows'][number]) => cell(row.scoresHundredths[index]),
        })),
        {
          key: 'total',
          title: copy.total,
          align: 'right',
          cell: (row) => cell(row.totalHundredths),
          sortBy: (row) => row.totalHundredths ?? -1,
        },
        { key: 'grid', title: copy.grid, width: 190, cell: (row) => row.gridName },
      ]}
    />
  )
}

function CloseButton({ shown }: { shown: ScoreSheet }) {
  const { townshipCode, month } = shown
  const command = useCommand(close, {
    refresh: [sheet],
    onDone: () => say(copy.closed, 'good'),
    onRefused: sayRefused,
  })
  const ask = async () => {
    if (await confirm({ title: copy.close, text: copy.closeAsk, yes: copy.close }))
      command.mutate({ townshipCode, month })
  }
  return (
    <Button id="scores-close" inline busy={command.isPending} onPress={() => void ask()}>
      {copy.close}
    </Button>
  )
}

function Actions({ shown }: { shown: ScoreSheet }) {
  const [isSetting, setSetting] = useState(false)
  const [item, setItem] = useState<ScoreItem | null>(null)
  return (
    <View className={styles.bar}>
      {shown.items
        .filter((one) => one.mayEnter)
        .map((one) => (
          <Button
            key={one.id}
            id={`enter-${one.id}`}
            inline
            kind="secondary"
            onPress={() => setItem(one)}
          >
            {copy.enter(one.office, one.title)}
          </Button>
        ))}
      {shown.abilities.setScheme ? (
        <Button id="set-scheme" inline kind="secondary" onPress={() => setSetting(true)}>
          {shown.state === 'none' ? copy.set : copy.change}
        </Button>
      ) : null}
      {shown.abilities.close && shown.missing.length === 0 ? <CloseButton shown={shown} /> : null}
      {isSetting ? <SchemeForm shown={shown} onClose={() => setSetting(false)} /> : null}
      {item ? <EnterScores shown={shown} item={item} onClose={() => setItem(null)} /> : null}
    </View>
  )
}

/** After the closing scores are opened again of one person alone, with the reason. */
function Reopening({ shown, row, onClose }: { shown: ScoreSheet; row: ScoreRow; onClose(): void }) {
  const { townshipCode, month } = shown
  const command = useCommand(reopen, {
    refresh: [sheet],
    onDone: () => {
      say(copy.reopenedDone, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
  return (
    <ReasonSheet
      id="reopen-sheet"
      open
      title={copy.reopenTitle(row.workerName)}
      hint={copy.reopenHint}
      phrases={copy.reopenPhrases}
      yes={copy.reopen}
      busy={command.isPending}
      onSend={(reason) => command.mutate({ townshipCode, month, accountId: row.accountId, reason })}
      onClose={onClose}
    />
  )
}

const reopenedOf = ({ rows }: ScoreSheet) =>
  rows.filter((row) => row.reopened).map((row) => row.workerName)

function Standing({ shown }: { shown: ScoreSheet }) {
  const reopened = reopenedOf(shown)
  if (reopened.length > 0 && shown.missing.length === 0)
    return (
      <Notice id="scores-reopened" tone="warn">
        {copy.reopenedNow(reopened.join('、'))}
      </Notice>
    )
  if (shown.state === 'closed' && shown.missing.length === 0)
    return (
      <View className={styles.soft}>
        {copy.closedBy(shown.closedByName ?? '', instantText(shown.closedAtMs ?? 0))}
      </View>
    )
  if (shown.missing.length === 0) return null
  return (
    <Notice id="scores-missing" tone="warn">
      <View>{copy.missing}</View>
      {shown.missing.map((line) => (
        <View key={line}>{line}</View>
      ))}
    </Notice>
  )
}

function Sheet({ townshipCode, month }: { townshipCode: string; month: string }) {
  const asked = useAsk(sheet, { townshipCode, month })
  const [row, setRow] = useState<ScoreRow | null>(null)
  const shown = asked.data
  return (
    <Stateful state={stateOf(asked)}>
      {shown ? (
        <>
          <Card
            id="scores"
            title={shown.townshipName}
            extra={
              reopenedOf(shown).length > 0 ? (
                <Tag tone="warn">{copy.reopened}</Tag>
              ) : (
                <Tag tone={shown.state === 'closed' ? 'good' : 'note'}>
                  {copy.state[shown.state]}
                </Tag>
              )
            }
          >
            <View>{shown.items.length > 0 ? copy.intro : `${copy.none}。${copy.noneHint}`}</View>
            <View className={styles.block}>
              <Standing shown={shown} />
            </View>
            <View className={styles.block}>
              <Actions shown={shown} />
            </View>
          </Card>
          {shown.items.length > 0 ? (
            <Card flush>
              <ScoreTable shown={shown} onPress={shown.abilities.reopen ? setRow : undefined} />
            </Card>
          ) : null}
          {shown.abilities.reopen ? <View className={styles.soft}>{copy.reopenNote}</View> : null}
          {row && !row.reopened ? (
            <Reopening shown={shown} row={row} onClose={() => setRow(null)} />
          ) : null}
        </>
      ) : null}
    </Stateful>
  )
}

/** A month's scores by office: the scheme, who has yet to score whom, and the sums. */
export function Scores() {
  const root = useOfficeArea()
  const isWide = levelOf(root) === 'county'
  const [month, setMonth] = useState(addMonths(monthOf(nowMs()), -1))
  const [area, setArea] = useState(root)
  const townshipCode = (isWide ? area : root).slice(0, townshipDigits)
  return (
    <>
      <View className={styles.bar}>
        <MonthSwitch month={month} onChange={setMonth} />
      </View>
      {isWide ? (
        <AreaPicker
          id="scores-area"
          label="乡镇（街道）"
          root={root}
          value={area}
          onChange={setArea}
          depth="township"
          needed
        />
      ) : null}
      {townshipCode.length === townshipDigits ? (
        <Sheet key={`${townshipCode} ${month}`} townshipCode={townshipCode} month={month} />
      ) : (
        <Stateful state={{ kind: 'empty', text: copy.choose, hint: copy.chooseHint }} />
      )}
    </>
  )
}
