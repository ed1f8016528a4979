import { monthCalendar, type take } from '@contract/check-ins'
import type { OutputOf } from '@contract/define'
import { mine } from '@contract/scoreboards'
import { useState } from 'react'
import { messageOf } from './api-error'
import { newFieldStamp } from './field-stamp'
import { type PositionFailure, locate, positionFailureText } from './location'
import { keepCheckIn, outbox } from './outbox'
import { refresh } from './query'

const answerWithinMs = 4_000

export type CheckInState =
  | { step: 'idle' }
  | { step: 'locating' }
  | { step: 'sending' }
  /** Judged by the service. */
  | { step: 'judged'; output: OutputOf<typeof take>; failure: PositionFailure | null }
  /** Safe on the phone, on its way. */
  | { step: 'kept' }
  | { step: 'failed'; message: string }

/** One tap: position, kept on the phone, sent; the phone's copy goes only after the answer. */
export function useCheckIn() {
  const [state, setState] = useState<CheckInState>({ step: 'idle' })
  const isBusy = state.step === 'locating' || state.step === 'sending'

  const checkIn = async (remark?: string) => {
    if (isBusy) return
    setState({ step: 'locating' })
    const stamp = newFieldStamp()
    const located = await locate()
    setState({ step: 'sending' })
    try {
      const item = await keepCheckIn({
        position: located.found ? located.position : null,
        ...(located.found ? {} : { positionFailure: located.failure }),
        stamp,
        ...(remark ? { remark } : {}),
      })
      const settled = await outbox.settled(item.id, answerWithinMs)
      const failure = located.found ? null : located.failure
      if (settled.kind === 'delivered') {
        setState({ step: 'judged', output: settled.output as OutputOf<typeof take>, failure })
        refresh(monthCalendar, mine)
      } else if (settled.kind === 'refused') {
        setState({ step: 'failed', message: settled.error.message })
      } else setState({ step: 'kept' })
    } catch (error) {
      setState({ step: 'failed', message: messageOf(error) })
    }
  }
  return { state, isBusy, checkIn, clear: () => setState({ step: 'idle' }) }
}

export { positionFailureText }
