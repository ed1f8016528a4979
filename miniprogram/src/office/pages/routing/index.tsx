import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { OfficePage } from '@/components/office-page'
import { Tabs } from '@/components/tabs'
import { routingCopy as copy } from '@/copy/office-routing'
import { DryRun } from './dry-run'
import { Rules } from './rules'
import { Units } from './units'

const tabs = ['rules', 'units', 'try'] as const
type Tab = (typeof tabs)[number]

/** Who matters are given to: the routing table, the units in it, and a try that gives nothing. */
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
    </OfficePage>
  )
}
