import { corrections } from '@contract/check-ins'
import { overview } from '@contract/change-lists'
import { cases } from '@contract/discipline'
import { list as leaveList } from '@contract/leave'
import { months, objections } from '@contract/pay'
import { queue as mattersQueue } from '@contract/matters'
import { queue } from '@contract/reports'
import { areas } from '@contract/scoreboards'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { InboxNotice } from '@/components/inbox/inbox-badge'
import { OfficePage } from '@/components/office-page'
import { Press } from '@/components/primitives/press'
import { Stat, StatRow } from '@/components/stat'
import { Stateful } from '@/components/stateful'
import { homeCopy as copy } from '@/copy/office-home'
import { messageOf } from '@/lib/api-error'
import { addMonths, dayText, monthOf, monthText, yuan } from '@/lib/format'
import { open, restartAt } from '@/lib/navigation'
import { ready, stateOf } from '@/lib/page-state'
import { officeLinksOf, pagePath } from '@/lib/pages'
import { useAsk } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { rolesOf, useMay, useMe } from '@/lib/session'
import { useOfficeArea } from '../../lib/scope'
import styles from '../../office.module.scss'

interface WaitProps {
  id: string
  label: string
  count: number | undefined
  /** Why the number is not there. */
  error: Error | null
  unit: string
  none: string
  some: string
  path: string
}

/** One kind of waiting work: a number that opens its page. */
function Wait({ id, label, count, error, unit, none, some, path }: WaitProps) {
  const missing = error ? messageOf(error) : undefined
  return (
    <Stat
      id={id}
      label={label}
      value={count ?? (error ? '—' : '…')}
      unit={unit}
      tone={count === undefined ? 'plain' : count > 0 ? 'warn' : 'good'}
      note={count === undefined ? missing : count > 0 ? some : none}
      onPress={() => open(path)}
    />
  )
}

function Waits() {
  const lastMonth = addMonths(monthOf(nowMs()), -1)
  const mayJudge = useMay('reports.judge')
  const mayDecide = useMay('checkIns.decide')
  const mayDecideLeave = useMay('leave.decide')
  const mayPay = useMay('pay.read')
  const waiting = useAsk(
    queue,
    { verdict: 'unjudged', limit: 1 },
    { enabled: mayJudge, refetchEveryMs: 60_000 },
  )
  const asked = useAsk(corrections, { state: 'waiting' }, { enabled: mayDecide })
  const leaves = useAsk(leaveList, { state: 'waiting' }, { enabled: mayDecideLeave })
  const raised = useAsk(objections, { month: lastMonth }, { enabled: mayPay })
  const closing = useAsk(months, { month: lastMonth }, { enabled: mayPay })
  const text = monthText(lastMonth)
  return (
    <StatRow>
      {mayJudge ? (
        <Wait
          id="wait-reports"
          label={copy.reports}
          count={waiting.data?.waitingCount}
          error={waiting.error}
          unit={copy.items}
          none={copy.reportsNone}
          some={copy.reportsSome}
          path={pagePath.officeJudge}
        />
      ) : null}
      {mayDecide ? (
        <Wait
          id="wait-corrections"
          label={copy.corrections}
          count={asked.data?.corrections.length}
          error={asked.error}
          unit={copy.items}
          none={copy.correctionsNone}
          some={copy.correctionsSome}
          path={pagePath.officeCorrections}
        />
      ) : null}
      {mayDecideLeave ? (
        <Wait
          id="wait-leave"
          label={copy.leave}
          count={leaves.data?.leaves.filter((one) => one.abilities.decide).length}
          error={leaves.error}
          unit={copy.items}
          none={copy.leaveNone}
          some={copy.leaveSome}
          path={pagePath.officeLeave}
        />
      ) : null}
      {mayPay ? (
        <>
          <Wait
            id="wait-objections"
            label={copy.objections(text)}
            count={raised.data?.objections.filter((one) => one.state === 'open').length}
            error={raised.error}
            unit={copy.items}
            none={copy.objectionsNone}
            some={copy.objectionsSome}
            path={pagePath.officeClosing}
          />
          <Wait
            id="wait-closing"
            label={copy.closing(text)}
            count={closing.data?.months.filter((one) => one.state !== 'frozen').length}
            error={closing.error}
            unit={copy.townships}
            none={copy.closingNone}
            some={copy.closingSome}
            path={pagePath.officeClosing}
          />
        </>
      ) : null}
    </StatRow>
  )
}

/** Matters that wait for one of this person's posts, and how many of them are late. */
function MatterWaits() {
  const may = useMay('matters.read')
  const asked = useAsk(
    mattersQueue,
    { list: 'mine', limit: 1 },
    { enabled: may, refetchEveryMs: 60_000 },
  )
  const overdue = asked.data?.overdueCount ?? 0
  if (!may) return null
  return (
    <StatRow>
      <Wait
        id="wait-matters"
        label={copy.matters}
        count={asked.data?.waitingCount}
        error={asked.error}
        unit={copy.pieces}
        none={copy.mattersNone}
        some={overdue > 0 ? copy.mattersOverdue(overdue) : copy.mattersSome}
        path={pagePath.officeMatters}
      />
    </StatRow>
  )
}

/** Cases that wait for this person, and the month's list for the county. */
function DisciplineWaits({ areaCode }: { areaCode: string }) {
  const month = monthOf(nowMs())
  const mayRead = useMay('discipline.read')
  const mayList = useMay('changeLists.read')
  const open = useAsk(cases, { areaCode, scope: 'open' }, { enabled: mayRead })
  const lists = useAsk(overview, { month }, { enabled: mayList })
  const unsent = lists.data?.lists.filter(
    (one) => one.state === 'draft' || one.state === 'returned',
  )
  const due = lists.data?.lists[0]?.dueOn
  if (!mayRead) return null
  return (
    <StatRow>
      <Wait
        id="wait-cases"
        label={copy.cases}
        count={open.data?.cases.filter((row) => row.waitsForMe).length}
        error={open.error}
        unit={copy.items}
        none={copy.casesNone}
        some={copy.casesSome}
        path={pagePath.officeDiscipline}
      />
      {mayList && lists.data?.lists.length !== 0 ? (
        <Wait
          id="wait-lists"
          label={copy.lists(monthText(month))}
          count={unsent?.length}
          error={lists.error}
          unit={copy.townships}
          none={copy.listsNone}
          some={
            unsent?.some((one) => one.overdue)
              ? copy.listsOverdue
              : copy.listsDue(due ? dayText(due) : '')
          }
          path={`${pagePath.officeDiscipline}?tab=changeList`}
        />
      ) : null}
    </StatRow>
  )
}

function ThisMonth({ areaCode }: { areaCode: string }) {
  const month = monthOf(nowMs())
  const asked = useAsk(areas, { areaCode, month })
  const totals = asked.data?.totals
  return (
    <Card
      title={copy.thisMonth(monthText(month))}
      extra={
        <Button
          inline
          size="small"
          kind="secondary"
          onPress={() => restartAt(pagePath.officeScoreboard)}
        >
          {copy.openScoreboard}
        </Button>
      }
    >
      <Stateful state={stateOf(asked)}>
        {totals ? (
          <StatRow>
            <Stat label={copy.workers} value={totals.workers} unit={copy.people} />
            <Stat label={copy.reachedCheckIns} value={totals.reachedCheckIns} unit={copy.people} />
            <Stat label={copy.validReports} value={totals.validReports} unit={copy.items} />
            <Stat label={copy.pay} value={yuan(totals.payFen)} />
          </StatRow>
        ) : null}
      </Stateful>
    </Card>
  )
}

export default function OfficeHome() {
  const me = useMe()
  const areaCode = useOfficeArea()
  const sees = useMay('scoreboards.read')
  const links = officeLinksOf(me ? rolesOf(me) : []).filter(
    (link) => link.path !== pagePath.officeHome,
  )
  return (
    <OfficePage
      id="office-home"
      title={copy.title}
      state={areaCode ? ready : { kind: 'empty', text: copy.noOffice }}
    >
      <InboxNotice page="officeInbox" />
      <MatterWaits />
      <Waits />
      <DisciplineWaits areaCode={areaCode} />
      {sees ? <ThisMonth areaCode={areaCode} /> : null}
      <Card title={copy.links}>
        <View className={styles.chips}>
          {links.map((link) => (
            <Press
              key={link.path}
              role="link"
              className={styles.chip}
              onPress={() => restartAt(link.path)}
            >
              {link.label}
            </Press>
          ))}
        </View>
      </Card>
    </OfficePage>
  )
}
