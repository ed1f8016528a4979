import { children } from '@contract/areas'
import { type ReportRow, type ReportVerdict, queue } from '@contract/reports'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { OfficePage } from '@/components/office-page'
import { classes } from '@/components/primitives/classes'
import { Press } from '@/components/primitives/press'
import { SelectInput } from '@/components/primitives/select-input'
import { Stateful } from '@/components/stateful'
import { Tabs } from '@/components/tabs'
import { judgeCopy as copy } from '@/copy/office-judge'
import { useQuestion } from '@/lib/confirm'
import { stateOf } from '@/lib/page-state'
import { bringIntoSight } from '@/lib/platform/in-sight'
import { useAsk } from '@/lib/query'
import { Pager } from '../../components/pager'
import { useKeys } from '../../lib/keys'
import { useOfficeArea } from '../../lib/scope'
import { usePages } from '../../lib/use-pages'
import shared from '../../office.module.scss'
import { JudgeMany, LeftSheet, type ManyResult } from './judge-many'
import styles from './judge.module.scss'
import { ReportList } from './report-list'
import { ReportPanel } from './report-panel'

const pageSize = 50
const tabs: readonly ReportVerdict[] = ['unjudged', 'pending', 'valid', 'invalid']

/** Which reports are looked at, and those just judged here, gone before the list is asked again. */
function useQueue() {
  const root = useOfficeArea()
  const [verdict, setVerdict] = useState<ReportVerdict>('unjudged')
  const [village, setVillage] = useState('')
  const [urgentOnly, setUrgentOnly] = useState(false)
  const [judged, setJudged] = useState<ReadonlyMap<string, ReportVerdict>>(new Map())
  const question = `${verdict} ${village} ${urgentOnly}`
  const pages = usePages(question)
  const asked = useAsk(queue, {
    verdict,
    areaCode: village || undefined,
    urgentOnly: urgentOnly ? 'yes' : undefined,
    after: pages.after,
    limit: pageSize,
  })
  const reports = (asked.data?.reports ?? []).filter(
    (report) => (judged.get(report.id) ?? report.verdict) === verdict,
  )
  return {
    root,
    question,
    verdict,
    setVerdict,
    village,
    setVillage,
    urgentOnly,
    setUrgentOnly,
    pages,
    asked,
    reports,
    noteJudged: (ids: readonly string[], as: ReportVerdict) =>
      setJudged((before) => new Map([...before, ...ids.map((id) => [id, as] as const)])),
  }
}

type Queue = ReturnType<typeof useQueue>

function Filters({ list }: { list: Queue }) {
  const villages =
    useAsk(children, { code: list.root }, { enabled: list.root.length < 12 }).data?.children ?? []
  const waiting = list.asked.data?.waitingCount
  return (
    <>
      <Tabs
        id="verdicts"
        tabs={tabs.map((value) => ({
          value,
          label: copy.tabs[value],
          count: value === 'unjudged' ? waiting : undefined,
        }))}
        value={list.verdict}
        onChange={list.setVerdict}
      />
      <View className={shared.bar}>
        <View className={styles.village}>
          <SelectInput
            id="village"
            label={copy.village}
            value={list.village}
            options={[
              { value: '', label: copy.allVillages },
              ...villages.map((one) => ({ value: one.code, label: one.name })),
            ]}
            onChange={list.setVillage}
          />
        </View>
        <Press
          id="urgent-only"
          role="checkbox"
          selected={list.urgentOnly}
          className={classes(shared.chip, list.urgentOnly && shared.chipOn)}
          onPress={() => list.setUrgentOnly(!list.urgentOnly)}
        >
          {copy.urgentOnly}
        </Press>
      </View>
    </>
  )
}

/**
 * Which report is open; on a wide screen always one, on a phone only when tapped. Another question
 * starts with none.
 */
function useOpened(reports: readonly ReportRow[], question: string) {
  const [kept, setKept] = useState<{ question: string; id: string | null }>({ question, id: null })
  const opened = kept.question === question ? kept.id : null
  const setOpened = (id: string | null) => setKept({ question, id })
  const current = opened ?? reports[0]?.id ?? null
  const index = reports.findIndex((report) => report.id === current)
  const openAt = (at: number) => {
    const next = reports[at]
    if (!next) return
    setOpened(next.id)
    bringIntoSight(`report-${next.id}`)
  }
  return {
    isOpened: opened !== null,
    current,
    open: setOpened,
    close: () => setOpened(null),
    hasLater: index >= 0 && index < reports.length - 1,
    hasEarlier: index > 0,
    later: () => openAt(index + 1),
    earlier: () => openAt(index - 1),
    /** Where to go when this one has left the list: the one after it, else the one before. */
    afterIt: (id: string) => {
      const at = reports.findIndex((report) => report.id === id)
      const next = reports[at + 1] ?? reports[at - 1]
      setOpened(next?.id ?? null)
      if (next) bringIntoSight(`report-${next.id}`)
    },
  }
}

type Opened = ReturnType<typeof useOpened>

function Walk({ opened }: { opened: Opened }) {
  return (
    <View className={styles.walk}>
      <Button
        id="back-to-list"
        inline
        size="small"
        kind="secondary"
        icon="left"
        onPress={opened.close}
      >
        {copy.backToList}
      </Button>
      <View className={styles.gap} />
      <Button
        inline
        size="small"
        kind="secondary"
        disabled={!opened.hasEarlier}
        onPress={opened.earlier}
      >
        {copy.earlier}
      </Button>
      <Button
        inline
        size="small"
        kind="secondary"
        disabled={!opened.hasLater}
        onPress={opened.later}
      >
        {copy.later}
      </Button>
    </View>
  )
}

/** What became of the report before, and the way back to it: one key may have been a slip. */
function Last({ report, onAgain }: { report: ReportRow; onAgain: (id: string) => void }) {
  return (
    <View id="last-judged" className={styles.last}>
      <Text>{copy.last[report.verdict]}</Text>
      <Button id="judge-again" inline size="small" kind="plain" onPress={() => onAgain(report.id)}>
        {copy.judgeAgain}
      </Button>
    </View>
  )
}

interface AsideProps {
  list: Queue
  opened: Opened
  onLeft: (result: ManyResult) => void
}

/** The list beside the report, with what is chosen in it to be judged together. */
function Aside({ list, opened, onLeft }: AsideProps) {
  const { reports, pages, asked } = list
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const mayChoose = list.verdict === 'unjudged'
  const next = asked.data?.next
  const toggle = (id: string) =>
    setChosen((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  return (
    <View className={styles.aside}>
      {mayChoose ? (
        <JudgeMany
          reports={reports}
          chosen={chosen}
          onChoose={(ids) => setChosen(new Set(ids))}
          onLeft={onLeft}
          onJudged={(ids) => {
            list.noteJudged(ids, 'valid')
            opened.close()
          }}
        />
      ) : null}
      <ReportList
        reports={reports}
        currentId={opened.current}
        chosen={mayChoose ? chosen : null}
        onOpen={opened.open}
        onChoose={toggle}
      />
      <Pager
        text={copy.page(pages.number)}
        onEarlier={pages.number > 1 && pages.earlier}
        onLater={next ? () => pages.later(next) : false}
      />
    </View>
  )
}

function Desk({ list, opened }: { list: Queue; opened: Opened }) {
  const isAsked = useQuestion((state) => state.asked !== null)
  const [result, setResult] = useState<ManyResult | null>(null)
  const [last, setLast] = useState<ReportRow | null>(null)
  const isCovered = isAsked || result !== null
  useKeys({ j: opened.later, k: opened.earlier }, !isCovered)
  return (
    <View className={classes(styles.desk, opened.isOpened ? styles.opened : styles.closed)}>
      <Aside list={list} opened={opened} onLeft={setResult} />
      <View className={styles.main}>
        <Walk opened={opened} />
        {opened.current ? (
          <ReportPanel
            key={opened.current}
            reportId={opened.current}
            isCovered={isCovered}
            last={
              last && last.id !== opened.current ? (
                <Last report={last} onAgain={opened.open} />
              ) : null
            }
            onJudged={(report) => {
              setLast(report)
              list.noteJudged([report.id], report.verdict)
              if (report.verdict !== list.verdict) opened.afterIt(report.id)
            }}
          />
        ) : null}
      </View>
      {result ? (
        <LeftSheet
          result={result}
          reports={list.reports}
          onOpen={opened.open}
          onClose={() => setResult(null)}
        />
      ) : null}
    </View>
  )
}

export default function Judge() {
  const list = useQueue()
  const opened = useOpened(list.reports, list.question)
  const isEmpty = list.reports.length === 0 && !list.asked.isFetching
  const state = stateOf(list.asked, {
    isEmpty: () => isEmpty,
    emptyText: copy.empty[list.verdict],
    emptyHint: list.village || list.urgentOnly ? copy.emptyHint : undefined,
  })
  return (
    <OfficePage
      id="judge"
      title={copy.title}
      permission="reports.judge"
      top={
        <View className={classes(styles.filters, opened.isOpened && styles.opened)}>
          <Filters list={list} />
        </View>
      }
    >
      <Stateful state={state}>
        <Desk key={list.question} list={list} opened={opened} />
      </Stateful>
    </OfficePage>
  )
}
