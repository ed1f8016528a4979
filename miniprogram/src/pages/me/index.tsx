import { AccountPanel } from '@/components/account-panel'
import { InboxCard } from '@/components/inbox/inbox-badge'
import { Page } from '@/components/page'
import { StatusLine } from '@/components/status-line'

export default function MePage() {
  return (
    <Page title="我的" place="tab" top={<StatusLine />}>
      <InboxCard page="inbox" />
      <AccountPanel />
    </Page>
  )
}
