import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { OfficePage } from '@/components/office-page'
import { Tabs } from '@/components/tabs'
import { integrationCopy as copy } from '@/copy/office-integration'
import { useOfficeArea } from '../../lib/scope'
import styles from '../../office.module.scss'
import { ContactLook } from './contact-look'
import { Keys } from './keys'
import { Webhooks } from './webhooks'

const tabs = ['keys', 'webhooks', 'contact'] as const
type Tab = (typeof tabs)[number]

/** What other systems may do here and are told of: keys for them, addresses of theirs. */
export default function Integration() {
  const { tab: start } = useRouter().params
  const [tab, setTab] = useState<Tab>(tabs.find((one) => one === start) ?? 'keys')
  const countyCode = useOfficeArea().slice(0, 6)
  return (
    <OfficePage
      id="integration"
      title={copy.title}
      permission="integration.manage"
      top={
        <>
          <View className={styles.lead}>{copy.about}</View>
          <View className={styles.soft}>{copy.documentNote}</View>
          <Tabs
            id="integration-tabs"
            tabs={tabs.map((value) => ({ value, label: copy.tabs[value] }))}
            value={tab}
            onChange={setTab}
          />
        </>
      }
    >
      {tab === 'keys' ? <Keys countyCode={countyCode} /> : null}
      {tab === 'webhooks' ? <Webhooks countyCode={countyCode} /> : null}
      {tab === 'contact' ? <ContactLook /> : null}
    </OfficePage>
  )
}
