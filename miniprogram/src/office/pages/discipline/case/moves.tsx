import { deactivate } from '@contract/accounts'
import { type CaseDetail, type CaseMove, cases, detail, move } from '@contract/discipline'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Choice } from '@/components/choice'
import { DateField } from '@/components/date-field'
import { Notice } from '@/components/notice'
import { disciplineCopy as copy } from '@/copy/office-discipline'
import { datesInWords, dayOf } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { useCommand } from '@/lib/query'
import { nowMs } from '@/lib/server-time'
import { useMay } from '@/lib/session'
import { say } from '@/lib/toast'
import { ReasonSheet } from '../../../components/reason-sheet'
import { sayRefused } from '../../../lib/say-refused'
import styles from '../../../office.module.scss'

const grave: readonly CaseMove[] = ['impose', 'uphold', 'execute']
const quiet: readonly CaseMove[] = ['setAside', 'withdraw', 'keep', 'overturn', 'drop']

function kindOf(name: CaseMove) {
  if (grave.includes(name)) return 'danger' as const
  return quiet.includes(name) ? ('secondary' as const) : ('primary' as const)
}

/** The leaving is done with the account, by hand; the case only notes it afterwards. */
function Leaving({ shown: { case: one } }: { shown: CaseDetail }) {
  const [isAsking, setAsking] = useState(false)
  const mayManage = useMay('accounts.manage')
  const end = useCommand(deactivate, {
    refresh: [detail],
    onDone: () => {
      say(copy.leaving.done, 'good')
      setAsking(false)
    },
    onRefused: sayRefused,
  })
  return (
    <View className={styles.block}>
      <Notice id="leaving" tone="warn">
        {copy.leaving.text}
      </Notice>
      {mayManage ? (
        <View className={styles.bar}>
          <Button
            id="case-deactivate"
            inline
            size="small"
            kind="danger"
            onPress={() => setAsking(true)}
          >
            {copy.leaving.deactivate}
          </Button>
          <Button inline size="small" kind="secondary" onPress={() => openPage('officePeople')}>
            {copy.leaving.people}
          </Button>
        </View>
      ) : null}
      <ReasonSheet
        id="leaving-sheet"
        open={isAsking}
        title={copy.leaving.title(one.workerName)}
        hint={copy.leaving.hint}
        phrases={[`${one.article.title}，已决定`]}
        yes={copy.leaving.deactivate}
        danger
        busy={end.isPending}
        onSend={(reason) => end.mutate({ accountId: one.accountId, reason })}
        onClose={() => setAsking(false)}
      />
    </View>
  )
}

function phrasesOf(name: CaseMove, { case: one }: CaseDetail): string[] {
  const notice = `${datesInWords(one.sentence)}（${one.article.title}）。请您在期限内说明情况`
  return name === 'notify' ? [notice] : []
}

/** What may be done now, each with its reason; a talk and a reward also with their day. */
export function CaseMoves({ shown }: { shown: CaseDetail }) {
  const { case: one, moves } = shown
  const [chosen, setChosen] = useState<CaseMove | null>(null)
  const [on, setOn] = useState(dayOf(nowMs()))
  const [measure, setMeasure] = useState<string | null>(null)
  const send = useCommand(move, {
    refresh: [detail, cases],
    onDone: () => {
      say(copy.moved, 'good')
      setChosen(null)
    },
    onRefused: sayRefused,
  })
  const label = moves.find((offered) => offered.move === chosen)?.label ?? ''
  const dated = chosen === 'holdTalk' || chosen === 'grant' ? chosen : null
  return (
    <>
      {shown.ownHand ? (
        <View className={styles.block}>
          <Notice id="own-hand" tone="warn">
            {shown.ownHand}
          </Notice>
        </View>
      ) : null}
      {one.state === 'final' && moves.length > 0 ? <Leaving shown={shown} /> : null}
      {moves.length > 0 ? (
        <View className={styles.block}>
          <View className={styles.bar}>
            {moves.map((offered) => (
              <Button
                key={offered.move}
                id={`move-${offered.move}`}
                inline
                kind={kindOf(offered.move)}
                onPress={() => setChosen(offered.move)}
              >
                {offered.label}
              </Button>
            ))}
          </View>
        </View>
      ) : null}
      <ReasonSheet
        id="move"
        open={chosen !== null}
        title={copy.moveTitle(label, one.workerName)}
        hint={chosen ? copy.moveHint[chosen] : undefined}
        phrases={chosen ? phrasesOf(chosen, shown) : []}
        yes={label}
        danger={chosen !== null && grave.includes(chosen)}
        busy={send.isPending}
        most={1000}
        onSend={(text) =>
          chosen &&
          send.mutate({
            ...{ caseId: one.id, move: chosen, text },
            ...(dated ? { on } : {}),
            ...(chosen === 'impose' && measure ? { measure } : {}),
          })
        }
        onClose={() => setChosen(null)}
      >
        {chosen === 'impose' && shown.measures.length > 0 ? (
          <Choice
            id="move-measure"
            label={copy.measure}
            hint={copy.measureHint}
            optional
            look="list"
            options={shown.measures.map(({ value, text }) => ({ value, label: text }))}
            value={measure}
            onChange={setMeasure}
          />
        ) : null}
        {dated ? (
          <DateField
            id="move-day"
            label={copy.on[dated]}
            value={on}
            last={dayOf(nowMs())}
            onChange={setOn}
          />
        ) : null}
      </ReasonSheet>
    </>
  )
}
