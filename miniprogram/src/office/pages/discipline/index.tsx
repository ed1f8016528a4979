import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { OfficePage } from '@/components/office-page'
import { Tabs } from '@/components/tabs'
import { disciplineCopy as copy } from '@/copy/office-discipline'
import { useMay } from '@/lib/session'
import { Cases } from './cases'
import { ChangeLists } from './change-lists'
import { Elections } from './elections'
import { Scores } from './scores'

const tabs = ['cases', 'changeList', 'scores', 'elections'] as const
type Tab = (typeof tabs)[number]

/** What followed from the assessment: cases of people, and the monthly list for the county. */
export default function Discipline() {
  const { tab: start } = useRouter().params
  const [tab, setTab] = useState<Tab>(tabs.find((one) => one === start) ?? 'cases')
  const mayList = useMay('changeLists.read')
  const mayScore = useMay('scores.read')
  const mayElect = useMay('elections.read')
  const isShown = { cases: true, changeList: mayList, scores: mayScore, elections: mayElect }
  const shown = tabs.filter((one) => isShown[one])
  return (
    <OfficePage
      id="discipline"
      title={copy.title}
      permission="discipline.read"
      top={
        shown.length > 1 ? (
          <Tabs
            id="discipline-tabs"
            tabs={shown.map((value) => ({ value, label: copy.tabs[value] }))}
            value={tab}
            onChange={setTab}
          />
        ) : null
      }
    >
      {tab === 'cases' ? <Cases /> : null}
      {tab === 'changeList' ? <ChangeLists /> : null}
      {tab === 'scores' ? <Scores /> : null}
      {tab === 'elections' ? <Elections /> : null}
    </OfficePage>
  )
}
