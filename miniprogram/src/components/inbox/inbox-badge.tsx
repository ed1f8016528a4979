import { badge } from '@contract/notices'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Notice } from '@/components/notice'
import { inboxCopy as copy } from '@/copy/inbox'
import { openPage } from '@/lib/navigation'
import { useAsk } from '@/lib/query'

const everyMs = 60_000

type InboxPage = 'inbox' | 'officeInbox'

const useUnread = () => useAsk(badge, {}, { refetchEveryMs: everyMs }).data

/** Says on the first screen that messages wait; nothing where none does. */
export function InboxNotice({ page }: { page: InboxPage }) {
  const unread = useUnread()
  if (!unread || unread.unreadCount === 0) return null
  const { unreadCount, overdueCount } = unread
  return (
    <Notice
      id="inbox-notice"
      tone={overdueCount > 0 ? 'bad' : 'warn'}
      action={
        <Button id="open-inbox" inline size="small" onPress={() => openPage(page)}>
          {copy.look}
        </Button>
      }
    >
      {copy.waiting(unreadCount, overdueCount)}
    </Notice>
  )
}

/** The way to one's messages, with how many are unread. */
export function InboxCard({ page }: { page: InboxPage }) {
  const unread = useUnread()
  return (
    <Card flush>
      <Cell
        id="my-inbox"
        title={copy.card}
        value={unread ? copy.cardNote(unread.unreadCount, unread.overdueCount) : undefined}
        onPress={() => openPage(page)}
      />
    </Card>
  )
}
