import type { OutputOf } from '@contract/define'
import type { MatterClassCode } from '@contract/matter-taxonomy'
import type { SubscribeResult } from '@contract/notices'
import type { raise } from '@contract/residents-raising'
import { useState } from 'react'
import { messageOf } from '@/lib/api-error'
import { deviceNowMs } from '@/lib/clock'
import { deviceId } from '@/lib/id'
import type { Located } from '@/lib/location'
import { outbox } from '@/lib/outbox'
import { keepRaised } from '@/lib/outbox/resident'
import type { PickedPhoto } from '@/lib/photo'
import { say } from '@/lib/toast'
import type { Sent } from './receipt'
import type { RaiseDraft } from './use-raise-draft'

/** A number is worth a few seconds' wait; who has no network is told sooner by his phone. */
const answerWithinMs = 12_000

export interface Raised {
  draft: RaiseDraft
  classCode: MatterClassCode
  position: Extract<Located, { found: true }>['position'] | null
  gridCode: string
  photos: readonly PickedPhoto[]
  /** What he answered when WeChat asked him. */
  messages: readonly SubscribeResult[]
}

/** Keeps it on the phone first, then sends: what was tapped away is never lost. */
export function useSendRaised(tell: (sent: Sent | null) => void) {
  const [isBusy, setBusy] = useState(false)

  /** Whether it is kept. */
  const send = async ({
    draft,
    classCode,
    position,
    gridCode,
    photos,
    messages,
  }: Raised): Promise<boolean> => {
    const { text, placeText, phone, isDanger } = draft
    setBusy(true)
    try {
      const item = await keepRaised(
        {
          gridCode,
          classCode,
          level: isDanger ? 'emergency' : 'ordinary',
          text: text.trim(),
          ...(placeText.trim() ? { placeText: placeText.trim() } : {}),
          ...(phone ? { phone } : {}),
          position,
          ...(messages.length > 0 ? { messages: [...messages] } : {}),
          raisedAtMs: deviceNowMs(),
          deviceId: deviceId(),
        },
        photos,
      )
      tell('sending')
      const settled = await outbox.settled(item.id, answerWithinMs)
      if (settled.kind === 'delivered') tell(settled.output as OutputOf<typeof raise>)
      else if (settled.kind === 'waiting') tell('waiting')
      else {
        tell(null)
        say(settled.error.message, 'bad')
      }
      return true
    } catch (error) {
      say(messageOf(error), 'bad')
      return false
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, send }
}
