import { mendCopy, outboxCopy as copy } from '@/copy/outbox'
import { openPage } from '@/lib/navigation'
import type { OutboxItem } from '@/lib/outbox'
import { Button } from './button'
import { Notice } from './notice'
import { Tag, type Tone } from './tag'

const toneOf: Record<OutboxItem['state'], Tone> = {
  waiting: 'warn',
  sending: 'note',
  refused: 'bad',
  sent: 'good',
}

/** Where a record of this phone stands on its way. */
export function KeptTag({ item }: { item: OutboxItem }) {
  return <Tag tone={toneOf[item.state]}>{copy.state[item.state]}</Tag>
}

/** What becomes of a record that still lies on this phone, and why it was refused if it was. */
export function KeptNotice({ item }: { item: OutboxItem }) {
  if (item.state !== 'refused') return <Notice tone="note">{copy.onPhone}</Notice>
  return (
    <Notice
      tone="bad"
      action={
        <Button size="small" kind="secondary" inline onPress={() => openPage('outbox')}>
          {copy.toOutbox}
        </Button>
      }
    >
      {mendCopy.refusedFor(item.lastError?.message ?? '')}
    </Notice>
  )
}
