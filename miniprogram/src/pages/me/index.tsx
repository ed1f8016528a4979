import { AccountPanel } from '@/components/account-panel'
import { InboxCard } from '@/components/inbox/inbox-badge'
import { LeaveCard } from '@/components/leave/leave-today'
import { OwnLinks } from '@/components/own-links'
import { Page } from '@/components/page'
import { StatusLine } from '@/components/status-line'
import { WorkLinks } from '@/components/work-links'

export default function MePage() {
  return (
    <Page title="我的" place="tab" top={<StatusLine />}>
      <InboxCard page="inbox" />
      <LeaveCard />
      <WorkLinks />
      <OwnLinks />
      <AccountPanel />
    </Page>
  )
}
