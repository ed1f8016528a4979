import { useState } from 'react'
import { Card } from '@/components/card'
import { Page } from '@/components/page'
import { SelectInput } from '@/components/primitives/select-input'
import { CardRegister } from '@/components/register/card-register'
import { NoticeRegister } from '@/components/register/notice-register'
import { Tabs } from '@/components/tabs'
import { registerCopy as copy } from '@/copy/my-badge'
import { type PageState, ready } from '@/lib/page-state'
import { useMe } from '@/lib/session'

const tabs = ['cards', 'notices'] as const
type Tab = (typeof tabs)[number]

/** What a worker hands out from door to door and hangs in public, noted where he stands. */
export default function CardRegisterPage() {
  const grids = (useMe()?.posts ?? []).filter((post) => post.role === 'worker')
  const [tab, setTab] = useState<Tab>('cards')
  const [chosen, setChosen] = useState<string | null>(null)
  const gridCode = chosen ?? grids[0]?.scopeCode ?? null
  const state: PageState = gridCode === null ? { kind: 'empty', text: copy.noGrid } : ready
  return (
    <Page
      id="card-register"
      title={copy.title}
      permission="codes.handOut"
      state={state}
      top={
        <Tabs
          id="register-tabs"
          tabs={tabs.map((value) => ({ value, label: copy.tabs[value] }))}
          value={tab}
          onChange={setTab}
        />
      }
    >
      {gridCode === null ? null : (
        <>
          {grids.length > 1 ? (
            <SelectInput
              id="register-grid"
              label={copy.grid}
              value={gridCode}
              options={grids.map((one) => ({ value: one.scopeCode, label: one.scopeName }))}
              onChange={setChosen}
            />
          ) : null}
          <Card>
            {tab === 'cards' ? (
              <CardRegister key={gridCode} gridCode={gridCode} />
            ) : (
              <NoticeRegister gridCode={gridCode} />
            )}
          </Card>
        </>
      )}
    </Page>
  )
}
