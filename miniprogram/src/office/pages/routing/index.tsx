import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { OfficePage } from '@/components/office-page'
import { Tabs } from '@/components/tabs'
import { routingCopy as copy } from '@/copy/office-routing'
import { Clocks } from './clocks'
import { DryRun } from './dry-run'
import { Rules } from './rules'
import { Units } from './units'

const tabs = ['rules', 'units', 'try', 'clocks'] as const
type Tab = (typeof tabs)[number]

/** Who matters are given to and until when: routing table, units, a try that gives nothing, clocks. */
export default function Routing() {
  const { tab: start } = useRouter().params
  const [tab, setTab] = useState<Tab>(tabs.find((one) => one === start) ?? 'rules')
  return (
    <OfficePage
      id="routing"
      title={copy.title}
      permission="units.read"
      top={
        <Tabs
          id="routing-tabs"
          tabs={tabs.map((value) => ({ value, label: copy.tabs[value] }))}
          value={tab}
          onChange={setTab}
        />
      }
    >
      {tab === 'rules' ? <Rules /> : null}
      {tab === 'units' ? <Units /> : null}
      {tab === 'try' ? <DryRun /> : null}
      {tab === 'clocks' ? <Clocks /> : null}
    </OfficePage>
  )
}
