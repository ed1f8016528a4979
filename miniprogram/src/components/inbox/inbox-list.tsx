import { badge, inbox, type InboxItem, markAllRead, markRead } from '@contract/notices'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { classes } from '@/components/primitives/classes'
import { Stateful } from '@/components/stateful'
import { Tabs } from '@/components/tabs'
import { Tag } from '@/components/tag'
import { inboxCopy as copy } from '@/copy/inbox'
import { messageOf } from '@/lib/api-error'
import { instantText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import type { PageName } from '@/lib/pages'
import { useAsk, useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import styles from './inbox.module.scss'

const pageSize = 30
const most = 180

type Shown = 'unread' | 'all'

/** Where something that is no matter is looked at. */
const aboutPage = {
  leave: 'leave',
  file: 'personalFile',
  equipment: 'equipment',
} as const satisfies Record<NonNullable<InboxItem['about']>, PageName>

/** Whether it was read, and when; what is late says so. */
function ReadState({ item }: { item: InboxItem }) {
  return (
    <View className={styles.tags}>
      {item.urgent ? <Tag tone="bad">{copy.urgent}</Tag> : null}
      {item.readAtMs !== null ? null : item.overdue ? (
        <Tag tone="bad">{copy.overdue}</Tag>
      ) : (
        <Tag tone="warn">{copy.unread}</Tag>
      )}
      <Text>{instantText(item.atMs)}</Text>
      {item.readAtMs === null ? null : <Text>{copy.read(instantText(item.readAtMs))}</Text>}
    </View>
  )
}

function Entry({ item, onPress }: { item: InboxItem; onPress: () => void }) {
  return (
    <Cell
      id={`message-${item.id}`}
      title={<Text className={classes(item.readAtMs === null && styles.unread)}>{item.title}</Text>}
      note={
        <>
          <ReadState item={item} />
          <View className={styles.text}>{item.text}</View>
        </>
      }
      onPress={onPress}
    />
  )
}

/** Everything this person was told, newest first; a tap opens what it is about and marks it read. */
export function InboxList({ matterPage }: { matterPage: PageName }) {
  const [shown, setShown] = useState<Shown>('unread')
  const [limit, setLimit] = useState(pageSize)
  const asked = useAsk(
    inbox,
    { limit, ...(shown === 'unread' ? { unreadOnly: 'yes' as const } : {}) },
    { keep: true },
  )
  const refused = (error: Error) => say(messageOf(error), 'bad')
  const changed = { refresh: [inbox, badge], onRefused: refused }
  const read = useCommand(markRead, changed)
  const readAll = useCommand(markAllRead, changed)
  const items = asked.data?.items ?? []
  const [newest] = items
  const open = ({ id, readAtMs, matterId, about }: InboxItem) => {
    if (readAtMs === null) read.mutate({ ids: [id] })
    if (matterId !== null) openPage(matterPage, { id: matterId })
    else if (about !== null) openPage(aboutPage[about])
  }
  return (
    <>
      <Tabs
        id="inbox-tabs"
        value={shown}
        onChange={(next) => {
          setShown(next)
          setLimit(pageSize)
        }}
        tabs={[
          { value: 'unread', label: copy.tabs.unread, count: asked.data?.unreadCount },
          { value: 'all', label: copy.tabs.all },
        ]}
      />
      <Stateful
        state={stateOf(asked, {
          isEmpty: (data) => data.items.length === 0,
          emptyText: shown === 'unread' ? copy.noneUnread : copy.none,
          emptyHint: copy.noneUnreadHint,
        })}
      >
        <Card id="inbox-list" flush>
          {items.map((item) => (
            <Entry key={item.id} item={item} onPress={() => open(item)} />
          ))}
        </Card>
        {asked.data?.next && limit >= most ? (
          <View className={styles.note}>{copy.listed(items.length)}</View>
        ) : null}
        <View className={styles.end}>
          {asked.data?.next && limit < most ? (
            <Button kind="secondary" inline onPress={() => setLimit(limit + pageSize)}>
              {copy.earlier}
            </Button>
          ) : null}
          {newest && (asked.data?.unreadCount ?? 0) > 0 ? (
            <Button
              id="mark-all-read"
              kind="secondary"
              inline
              busy={readAll.isPending}
              onPress={() => readAll.mutate({ upTo: newest.id })}
            >
              {copy.markAll}
            </Button>
          ) : null}
        </View>
      </Stateful>
    </>
  )
}
