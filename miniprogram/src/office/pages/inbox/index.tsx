import { InboxList } from '@/components/inbox/inbox-list'
import { MessageSettings } from '@/components/inbox/message-settings'
import { OfficePage } from '@/components/office-page'
import { inboxCopy as copy } from '@/copy/inbox'
import { useMay } from '@/lib/session'
import { Deliveries } from './deliveries'

/** What the office was told, and for the county what reached nobody. */
export default function OfficeInbox() {
  const seesDeliveries = useMay('notices.deliveries')
  return (
    <OfficePage id="office-inbox" title={copy.title}>
      <InboxList matterPage="officeMatter" />
      <MessageSettings />
      {seesDeliveries ? <Deliveries /> : null}
    </OfficePage>
  )
}
