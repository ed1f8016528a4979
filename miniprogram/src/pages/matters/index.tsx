import { type MatterRow, mine, queue } from '@contract/matters'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { MatterLine } from '@/components/matter/matter-line'
import { Notice } from '@/components/notice'
import { Page } from '@/components/page'
import { Stateful } from '@/components/stateful'
import { StatusLine } from '@/components/status-line'
import { Tabs } from '@/components/tabs'
import { mattersCopy as copy } from '@/copy/matters'
import { waitsForRaiser } from '@/lib/matter-words'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { useFreshAfterSending } from '@/lib/use-fresh-after-sending'

type Tab = keyof typeof copy.tabs
const fewRows = 50
const mostRows = 200

const turnOf = ({ state }: MatterRow) =>
  waitsForRaiser(state) ? copy.yourTurn[state as keyof typeof copy.yourTurn] : undefined

/** Where it is the reader's own turn comes first; the rest stays as it came. */
function yourTurnFirst(rows: readonly MatterRow[]): MatterRow[] {
  const [yours, others] = [true, false].map((mine) =>
    rows.filter(({ state }) => waitsForRaiser(state) === mine),
  )
  return [...(yours ?? []), ...(others ?? [])]
}

function Rows({ rows, isMine }: { rows: readonly MatterRow[]; isMine: boolean }) {
  return (
    <Card flush>
      {rows.map((matter) => (
        <MatterLine
          key={matter.id}
          matter={matter}
          turn={isMine ? turnOf(matter) : undefined}
          onPress={() => openPage('matter', { id: matter.id })}
        />
      ))}
    </Card>
  )
}

function More({ has, onMore }: { has: boolean; onMore: () => void }) {
  if (!has) return null
  return (
    <Button id="more" kind="secondary" onPress={onMore}>
      {copy.more}
    </Button>
  )
}

const emptyOf = (tab: Tab) => ({ emptyText: copy.empty[tab], emptyHint: copy.emptyHint[tab] })

/** What the worker's grid owes: overdue first. */
function Due() {
  const [limit, setLimit] = useState(fewRows)
  const asked = useAsk(queue, { list: 'mine', limit }, { keep: true, refetchEveryMs: 60_000 })
  const state = stateOf(asked, { isEmpty: (data) => data.matters.length === 0, ...emptyOf('due') })
  return (
    <Stateful state={state}>
      {asked.data && asked.data.overdueCount > 0 ? (
        <Notice id="overdue" tone="bad">
          {copy.overdue(asked.data.overdueCount)}
        </Notice>
      ) : null}
      <Rows rows={asked.data?.matters ?? []} isMine={false} />
      <More has={Boolean(asked.data?.next) && limit < mostRows} onMore={() => setLimit(mostRows)} />
    </Stateful>
  )
}

/** What the worker himself found, and where it stands. */
function Found() {
  const [limit, setLimit] = useState(fewRows)
  const [filter, setFilter] = useState<keyof typeof copy.filters>('open')
  const open = filter === 'open' ? ('yes' as const) : undefined
  const asked = useAsk(mine, { open, limit }, { keep: true })
  const state = stateOf(asked, {
    isEmpty: (data) => data.matters.length === 0,
    ...emptyOf('found'),
  })
  return (
    <>
      <Tabs
        id="found-filter"
        tabs={(['open', 'all'] as const).map((value) => ({ value, label: copy.filters[value] }))}
        value={filter}
        onChange={setFilter}
      />
      <Stateful state={state}>
        <Rows rows={yourTurnFirst(asked.data?.matters ?? [])} isMine />
        <More
          has={Boolean(asked.data?.next) && limit < mostRows}
          onMore={() => setLimit(mostRows)}
        />
      </Stateful>
    </>
  )
}

export default function Matters() {
  const { tab: start } = useRouter().params
  const [tab, setTab] = useState<Tab>(start === 'found' ? 'found' : 'due')
  useFreshAfterSending(queue, mine)
  const waiting = useAsk(queue, { list: 'mine', limit: fewRows }, { keep: true }).data
  return (
    <Page
      id="matters"
      title={copy.title}
      permission="matters.raise"
      extra={
        <Button size="small" kind="plain" inline onPress={() => openPage('matterRaise')}>
          {copy.raise}
        </Button>
      }
      top={
        <View>
          <StatusLine />
          <Tabs
            id="matters-tabs"
            tabs={[
              { value: 'due', label: copy.tabs.due, count: waiting?.waitingCount },
              { value: 'found', label: copy.tabs.found },
            ]}
            value={tab}
            onChange={setTab}
          />
        </View>
      }
    >
      {tab === 'due' ? <Due /> : <Found />}
    </Page>
  )
}
