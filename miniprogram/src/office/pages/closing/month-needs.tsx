import { monthNeeds } from '@contract/pay'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Notice } from '@/components/notice'
import { Stateful } from '@/components/stateful'
import { closingCopy } from '@/copy/office-closing'
import { datesInWords } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { useMay } from '@/lib/session'
import styles from '../../office.module.scss'
import { HouseholdForm } from './household-form'
import { RecordedFacts } from './recorded-facts'
import type { TownshipMonth } from './township'

const copy = closingCopy.needs

/** Sorts of facts that people record month by month. */
const recordedSorts = ['patrols', 'partScores', 'attendance']

/** By which regulation the month is computed, and what of its facts is not there yet. */
export function MonthNeeds({ township }: { township: TownshipMonth }) {
  const { townshipCode, month } = township
  const asked = useAsk(monthNeeds, { townshipCode, month })
  const mayRecord = useMay('pay.close')
  const [isFiling, setIsFiling] = useState(false)
  const data = asked.data
  const reads = (sort: string) => data?.facts.some((one) => one.sort === sort) ?? false
  const unset = data?.unset.map(({ label, articleTitle }) => `${label}（${articleTitle}）`) ?? []
  // of counts nothing can be missing: the card would only stand in the way
  if (data && reads('checkIns')) return null
  return (
    <>
      <Card id="month-needs" title={copy.title}>
        <Stateful state={stateOf(asked)}>
          {data ? (
            <>
              <View className={styles.soft}>{copy.by(data.title)}</View>
              {unset.length > 0 ? (
                <Notice id="needs-unset" tone="warn">
                  {copy.unset(unset.join('、'))}
                </Notice>
              ) : null}
              {data.missing.map((sentence) => (
                <Notice key={sentence} tone="warn">
                  {datesInWords(sentence)}
                </Notice>
              ))}
              {unset.length + data.missing.length === 0 ? (
                <Notice id="needs-ready" tone="good">
                  {copy.ready}
                </Notice>
              ) : null}
              <View className={styles.bar}>
                {reads('households') && mayRecord ? (
                  <Button
                    id="file-households"
                    inline
                    size="small"
                    kind="secondary"
                    onPress={() => setIsFiling(true)}
                  >
                    {copy.households}
                  </Button>
                ) : null}
                {reads('officeScores') ? (
                  <Button
                    id="to-scores"
                    inline
                    size="small"
                    kind="secondary"
                    onPress={() => openPage('officeDiscipline', { tab: 'scores' })}
                  >
                    {copy.scores}
                  </Button>
                ) : null}
              </View>
              {data.facts.map((fact) => (
                <Cell key={fact.sort} title={fact.label} note={fact.from} />
              ))}
            </>
          ) : null}
        </Stateful>
        {isFiling ? (
          <HouseholdForm
            townshipCode={townshipCode}
            month={month}
            onClose={() => setIsFiling(false)}
          />
        ) : null}
      </Card>
      {recordedSorts.some(reads) ? (
        <RecordedFacts townshipCode={townshipCode} month={month} />
      ) : null}
    </>
  )
}
