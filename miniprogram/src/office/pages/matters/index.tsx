import { type MatterRow, type OpenMove, detail } from '@contract/matters'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '@/components/button'
import { MatterLine } from '@/components/matter/matter-line'
import { OfficePage } from '@/components/office-page'
import { classes } from '@/components/primitives/classes'
import { Stateful } from '@/components/stateful'
import { officeMattersCopy as copy, raiseFormCopy } from '@/copy/office-matters'
import { useQuestion } from '@/lib/confirm'
import { sortedMoves } from '@/lib/matter-move'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { bringIntoSight } from '@/lib/platform/in-sight'
import { useAsk } from '@/lib/query'
import { useMay } from '@/lib/session'
import { MatterPanel } from '../../components/matter/matter-panel'
import { Pager } from '../../components/pager'
import { PickBox } from '../../components/pick-box'
import { hasKeys, useEnter, useKeys } from '../../lib/keys'
import { useIsWide } from '../../lib/use-is-wide'
import { AcceptMany, isPlain, useMayAccept } from './accept-many'
import { QueueFilters } from './filters'
import styles from './matters.module.scss'
import { RaiseForm } from './raise-form'
import { type Queue, useQueue } from './use-queue'

interface LineProps {
  matter: MatterRow
  isCurrent: boolean
  /** Null where it cannot be accepted together with others. */
  isChosen: boolean | null
  onChoose: () => void
  onOpen: () => void
}

function Line({ matter, isCurrent, isChosen, onChoose, onOpen }: LineProps) {
  return (
    <View className={classes(styles.line, isCurrent && styles.current)}>
      {isChosen === null ? null : (
        <PickBox
          id={`choose-${matter.id}`}
          label={copy.select(matter.brief)}
          picked={isChosen}
          className={styles.check}
          onPress={onChoose}
        />
      )}
      <View className={styles.words}>
        <MatterLine matter={matter} isCurrent={isCurrent} onPress={onOpen} />
      </View>
    </View>
  )
}

interface ListProps {
  list: Queue
  currentId: string | null
  onOpen: (id: string) => void
}

function MatterList({ list, currentId, onOpen }: ListProps) {
  const { pages, next, matters } = list
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const mayChoose = useMayAccept()
  const toggle = (id: string) =>
    setChosen((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  return (
    <>
      {mayChoose ? (
        <AcceptMany matters={matters} chosen={chosen} onChoose={(ids) => setChosen(new Set(ids))} />
      ) : null}
      <View id="matters-list" className={styles.list}>
        {matters.map((matter) => (
          <Line
            key={matter.id}
            matter={matter}
            isCurrent={matter.id === currentId}
            isChosen={mayChoose && isPlain(matter) ? chosen.has(matter.id) : null}
            onChoose={() => toggle(matter.id)}
            onOpen={() => onOpen(matter.id)}
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
 * Which matter lies open; without a choice the first of the list, unless that is restricted: opening
 * such a one is noted, so a person has to mean it. One that has left the list, done with, stays until
 * another is chosen: its next step is often the same person's.
 */
function useOpened(matters: readonly MatterRow[]) {
  const [chosenId, setChosen] = useState<string | null>(null)
  const [first] = matters
  const current = chosenId ?? (first && !first.restricted ? first.id : null)
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
        ) : (
          <View className={styles.pick}>{copy.pick}</View>
        )}
      </View>
    </View>
  )
}

function emptyOf(list: Queue) {
  if (list.isSearch) return { emptyText: copy.empty.search, emptyHint: copy.searchEmptyHint }
  const { state, classCode, areaCode, overdueOnly, unitCode, month } = list.filters
  const isNarrowed = Boolean(state || classCode || areaCode || overdueOnly || unitCode || month)
  return {
    emptyText: copy.empty[list.filters.list],
    emptyHint: isNarrowed ? copy.emptyHint : undefined,
  }
}

/** What waits for the office, the late first; on a wide screen each beside the list. */
export default function OfficeMatters() {
  const list = useQueue(useRouter().params)
  const [isRaising, setRaising] = useState(false)
  const mayRaise = useMay('matters.raise')
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
      extra={
        mayRaise ? (
          <Button
            id="open-raise"
            inline
            size="small"
            kind="secondary"
            onPress={() => setRaising(true)}
          >
            {raiseFormCopy.title}
          </Button>
        ) : null
      }
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
      {isRaising ? (
        <RaiseForm
          onRaised={(id) => openPage('officeMatter', { id })}
          onClose={() => setRaising(false)}
        />
      ) : null}
    </OfficePage>
  )
}
