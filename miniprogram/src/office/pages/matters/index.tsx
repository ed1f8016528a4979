import { type MatterRow, type OpenMove, detail } from '@contract/matters'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { MatterLine } from '@/components/matter/matter-line'
import { OfficePage } from '@/components/office-page'
import { Stateful } from '@/components/stateful'
import { officeMattersCopy as copy } from '@/copy/office-matters'
import { useQuestion } from '@/lib/confirm'
import { sortedMoves } from '@/lib/matter-move'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { MatterPanel } from '../../components/matter/matter-panel'
import { Pager } from '../../components/pager'
import { bringIntoSight, hasKeys, useEnter, useKeys } from '../../lib/keys'
import { useIsWide } from '../../lib/use-is-wide'
import { QueueFilters } from './filters'
import styles from './matters.module.scss'
import { type Queue, useQueue } from './use-queue'

function MatterList(props: {
  list: Queue
  currentId: string | null
  onOpen: (id: string) => void
}) {
  const { list, currentId, onOpen } = props
  const { pages, next } = list
  return (
    <>
      <View id="matters-list" className={styles.list}>
        {list.matters.map((matter) => (
          <MatterLine
            key={matter.id}
            matter={matter}
            isCurrent={matter.id === currentId}
            onPress={() => onOpen(matter.id)}
          />
        ))}
      </View>
      <Pager
        text={copy.page(pages.number)}
        onEarlier={pages.number > 1 && pages.earlier}
        onLater={next ? () => pages.later(next) : false}
      />
    </>
  )
}

/**
 * Which matter lies open; without a choice the first of the list. One that has left the list, done
 * with, stays until another is chosen: its next step is often the same person's.
 */
function useOpened(matters: readonly MatterRow[]) {
  const [chosenId, setChosen] = useState<string | null>(null)
  const current = chosenId ?? matters[0]?.id ?? null
  const index = matters.findIndex((matter) => matter.id === current)
  const openAt = (at: number) => {
    const matter = matters[at]
    if (!matter) return
    setChosen(matter.id)
    bringIntoSight(`matter-${matter.id}`)
  }
  return {
    current,
    open: setChosen,
    later: () => openAt(index + 1),
    earlier: () => openAt(index < 0 ? 0 : index - 1),
  }
}

/** List and matter side by side, worked through by keyboard. */
function Desk({ list }: { list: Queue }) {
  const opened = useOpened(list.matters)
  const [move, setMove] = useState<OpenMove | null>(null)
  const isAsked = useQuestion((state) => state.asked !== null)
  const moves = useAsk(
    detail,
    { matterId: opened.current ?? '' },
    { enabled: opened.current !== null },
  ).data?.moves
  const [first] = moves ? sortedMoves(moves).main : []
  const isFree = move === null && !isAsked
  useKeys({ j: opened.later, k: opened.earlier }, isFree)
  useEnter('matters-list', () => first && setMove(first), isFree)
  return (
    <View className={styles.desk}>
      <View className={styles.aside}>
        {hasKeys ? <View className={styles.keys}>{copy.keys}</View> : null}
        <MatterList list={list} currentId={opened.current} onOpen={opened.open} />
      </View>
      <View className={styles.main}>
        {opened.current ? (
          <MatterPanel
            key={opened.current}
            matterId={opened.current}
            chosen={move}
            onChoose={setMove}
            onOpen={opened.open}
            columnsClass={styles.columns}
          />
        ) : null}
      </View>
    </View>
  )
}

function emptyOf(list: Queue) {
  if (list.isSearch) return { emptyText: copy.empty.search, emptyHint: copy.searchEmptyHint }
  const { state, classCode, areaCode, overdueOnly } = list.filters
  const isNarrowed = Boolean(state || classCode || areaCode || overdueOnly)
  return {
    emptyText: copy.empty[list.filters.list],
    emptyHint: isNarrowed ? copy.emptyHint : undefined,
  }
}

/** What waits for the office, the late first; on a wide screen each beside the list. */
export default function OfficeMatters() {
  const list = useQueue()
  const isWide = useIsWide()
  const state = stateOf(list.asked, {
    isEmpty: () => list.matters.length === 0,
    ...emptyOf(list),
  })
  return (
    <OfficePage
      id="office-matters"
      title={copy.title}
      permission="matters.read"
      top={<QueueFilters list={list} />}
    >
      <Stateful state={state}>
        {isWide ? (
          <Desk key={list.question} list={list} />
        ) : (
          <MatterList
            list={list}
            currentId={null}
            onOpen={(id) => openPage('officeMatter', { id })}
          />
        )}
      </Stateful>
    </OfficePage>
  )
}
