import {
  type MonthState,
  freeze,
  months,
  objections,
  statements,
  statementsTable,
} from '@contract/pay'
import type { OutputOf } from '@contract/define'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Notice } from '@/components/notice'
import { Stateful } from '@/components/stateful'
import { Stat, StatRow } from '@/components/stat'
import { Tabs } from '@/components/tabs'
import { Tag } from '@/components/tag'
import { closingCopy as copy } from '@/copy/office-closing'
import { confirm } from '@/lib/confirm'
import { instantText, monthOf, monthText, yuan, yuanText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { say } from '@/lib/toast'
import { ObjectionList } from '../../components/answer-objection'
import { changeText } from '../../lib/change-text'
import { useSaveFile } from '../../lib/save-file'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'
import type { Computation } from './computation'
import { MonthNeeds } from './month-needs'
import { StatementsTable } from './statements-table'
import { TownshipWaiting } from './waiting-corrections'

export type TownshipMonth = OutputOf<typeof months>['months'][number]

/** A township's sum against the month before, in words. */
export function townshipChange({ totalFen, previousTotalFen }: TownshipMonth): string {
  const words = { same: copy.same, none: copy.noPrevious }
  return changeText(totalFen, previousTotalFen, words)
}

const stepOf: Record<MonthState, number> = { open: 0, computing: 0, proposed: 1, frozen: 3 }

const stepTone = ['good', 'note', 'plain'] as const

/** The three steps of a month, with where it stands. */
function Way({ state }: { state: MonthState }) {
  const now = stepOf[state]
  return (
    <View id="closing-way" className={styles.bar}>
      {copy.steps.map((title, index) => (
        <Tag key={title} tone={stepTone[Math.sign(index - now) + 1]}>
          {`${index + 1}. ${title}`}
        </Tag>
      ))}
    </View>
  )
}

function useFreeze(township: TownshipMonth) {
  const command = useCommand(freeze, {
    refresh: [months, statements, objections],
    onDone: () => say(copy.frozen, 'good'),
    onRefused: sayRefused,
  })
  const { townshipCode, townshipName, month, workerCount, totalFen } = township
  const ask = async () => {
    const yes = await confirm({
      title: copy.freezeAsk(townshipName, monthText(month)),
      text: copy.freezeText(workerCount, yuanText(totalFen)),
      yes: copy.freezeYes,
      danger: true,
    })
    if (yes) command.mutate({ townshipCode, month })
  }
  return { isBusy: command.isPending, ask }
}

function Actions({ township, computation }: { township: TownshipMonth; computation: Computation }) {
  const { state, abilities, openObjections, stale, month, frozenAtMs } = township
  const freezing = useFreeze(township)
  const isOver = month < monthOf(nowMs())
  const isComputed = state === 'proposed'
  const isBusy = computation.isBusyWith(township.townshipCode)
  return (
    <>
      {isOver ? null : <Notice tone="note">{copy.notOver}</Notice>}
      {stale && state !== 'frozen' ? (
        <Notice id="stale" tone="warn">
          {copy.staleText}
        </Notice>
      ) : null}
      {isComputed && openObjections > 0 ? (
        <Notice id="freeze-blocked" tone="warn">
          {copy.blocked(openObjections)}
        </Notice>
      ) : null}
      {frozenAtMs === null ? null : (
        <Notice id="frozen" tone="good">
          {copy.frozenText(instantText(frozenAtMs))}
        </Notice>
      )}
      <View className={styles.bar}>
        {abilities.close && isOver && state !== 'frozen' ? (
          <Button
            id="compute"
            inline
            kind={isComputed && !stale ? 'secondary' : 'primary'}
            busy={isBusy}
            onPress={() => computation.compute([township.townshipCode])}
          >
            {isComputed ? copy.computeAgain : copy.compute}
          </Button>
        ) : null}
        {abilities.freeze && isComputed ? (
          <Button
            id="freeze"
            inline
            kind="danger"
            busy={freezing.isBusy}
            disabled={stale || openObjections > 0 || isBusy}
            onPress={() => void freezing.ask()}
          >
            {copy.freeze}
          </Button>
        ) : null}
      </View>
    </>
  )
}

function Objections({ township }: { township: TownshipMonth }) {
  const { month, townshipCode } = township
  const asked = useAsk(objections, { month, areaCode: townshipCode })
  return (
    <Stateful
      state={stateOf(asked, {
        isEmpty: (data) => data.objections.length === 0,
        emptyText: copy.noObjections,
      })}
    >
      <View className={styles.columns}>
        <ObjectionList
          list={asked.data?.objections ?? []}
          onOpen={(one) => openPage('officeWorker', { accountId: one.accountId, month })}
        />
      </View>
    </Stateful>
  )
}

function Sheet({ township }: { township: TownshipMonth }) {
  const { month, townshipCode, townshipName, state } = township
  const isComputed = state === 'proposed' || state === 'frozen'
  const asked = useAsk(statements, { townshipCode, month }, { enabled: isComputed })
  const { isSaving, save } = useSaveFile()
  const data = asked.data
  if (!isComputed) return <Stateful state={{ kind: 'empty', text: copy.notComputed }} />
  return (
    <Stateful state={stateOf(asked)}>
      {data ? (
        <>
          <StatRow>
            <Stat
              id="township-total"
              label={copy.total}
              value={yuan(data.totalFen)}
              unit={copy.yuan}
              note={data.totalInWords}
            />
            <Stat id="township-change" label={copy.change} value={townshipChange(township)} />
          </StatRow>
          <View className={styles.bar}>
            <Button
              id="save-statements"
              inline
              size="small"
              kind="secondary"
              busy={isSaving}
              onPress={() =>
                void save(
                  statementsTable,
                  { townshipCode, month },
                  copy.fileName(townshipName, month),
                )
              }
            >
              {copy.save}
            </Button>
          </View>
          <StatementsTable data={data} month={month} />
        </>
      ) : null}
    </Stateful>
  )
}

/** One township's month: what stands, what can be done now, the sheet and the objections. */
export function Township({
  township,
  computation,
}: {
  township: TownshipMonth
  computation: Computation
}) {
  const [part, setPart] = useState<'statements' | 'objections'>('statements')
  return (
    <>
      <Card id="township" title={`${township.townshipName}　${monthText(township.month)}`}>
        <Way state={township.state} />
        <Actions township={township} computation={computation} />
      </Card>
      <TownshipWaiting townshipCode={township.townshipCode} />
      {township.state === 'frozen' ? null : <MonthNeeds township={township} />}
      <Tabs
        id="closing-parts"
        tabs={[
          { value: 'statements', label: copy.tabs.statements },
          { value: 'objections', label: copy.tabs.objections, count: township.openObjections },
        ]}
        value={part}
        onChange={setPart}
      />
      {part === 'statements' ? <Sheet township={township} /> : <Objections township={township} />}
    </>
  )
}
