import type { InputOf } from '@contract/define'
import { type AlikeMatter, alike, give } from '@contract/residents-support'
import { useState } from 'react'
import { deviceId } from '@/lib/id'
import { noteReceipt } from '@/lib/receipts'
import { call } from '@/lib/request'
import { useResidentCommand } from '@/lib/resident-command'

/** Nobody waits longer for a suggestion: then it is sent without. */
const answerWithinMs = 4_000

type Draft = Omit<InputOf<typeof alike>, 'deviceId'>

async function lookFor(draft: Draft): Promise<AlikeMatter[]> {
  const late = new Promise<AlikeMatter[]>((resolve) => setTimeout(resolve, answerWithinMs, []))
  const asked = call(alike, { ...draft, deviceId: deviceId() }, { token: null }).then(
    (answer) => answer.alike,
    // without a network or an answer it is kept and sent as it is
    () => [],
  )
  return Promise.race([asked, late])
}

/** Whether somebody raised it already, and “我也遇到了” where it is the same. */
export function useAlike() {
  const [isLooking, setLooking] = useState(false)
  const supporting = useResidentCommand(give, 'raise')

  const look = async (draft: Draft): Promise<AlikeMatter[]> => {
    setLooking(true)
    try {
      return await lookFor(draft)
    } finally {
      setLooking(false)
    }
  }

  /** Null: it was refused, and he was told why. */
  const support = async ({ key, classLabel, placeText }: AlikeMatter) => {
    const given = await supporting.send({ key, deviceId: deviceId() })
    if (!given) return null
    const text = [classLabel, placeText].filter(Boolean).join('：')
    noteReceipt({ ...given, text, isSupport: true })
    return { ...given, isSupport: true }
  }
  return { look, support, isBusy: isLooking || supporting.isBusy }
}
