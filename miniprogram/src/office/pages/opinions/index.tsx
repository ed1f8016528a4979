import { useState } from 'react'
import { OfficePage } from '@/components/office-page'
import { Tabs } from '@/components/tabs'
import { officeOpinionsCopy as copy } from '@/copy/office-opinions'
import { Opinions } from './opinions'
import { SurveyRates } from './survey-rates'

const tabs = ['opinions', 'survey'] as const
type Tab = (typeof tabs)[number]

/** What residents say of the workers: one by one, and as rates. */
export default function OfficeOpinions() {
  const [tab, setTab] = useState<Tab>('opinions')
  return (
    <OfficePage
      id="office-opinions"
      title={copy.title}
      permission="opinions.read"
      top={
        <Tabs
          id="opinions-tabs"
          tabs={tabs.map((value) => ({ value, label: copy.tabs[value] }))}
          value={tab}
          onChange={setTab}
        />
      }
    >
      {tab === 'opinions' ? <Opinions /> : <SurveyRates />}
    </OfficePage>
  )
}
