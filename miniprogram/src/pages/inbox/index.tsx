import { InboxList } from '@/components/inbox/inbox-list'
import { MessageSettings } from '@/components/inbox/message-settings'
import { Page } from '@/components/page'
import { StatusLine } from '@/components/status-line'
import { inboxCopy as copy } from '@/copy/inbox'

/** What the worker was told, and how he wants to be told. */
export default function Inbox() {
  return (
    <Page id="inbox" title={copy.title} top={<StatusLine />}>
      <InboxList matterPage="matter" />
      <MessageSettings />
    </Page>
  )
}
