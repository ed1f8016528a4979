import { mine, similar } from '@contract/reports'
import { reportItemLabel } from '@contract/report-taxonomy'
import { useState } from 'react'
import { reportCopy as copy } from '@/copy/report'
import { messageOf } from '@/lib/api-error'
import { newFieldStamp } from '@/lib/field-stamp'
import type { Located } from '@/lib/location'
import { askForMessages, raiserKinds } from '@/lib/messages'
import { openPage } from '@/lib/navigation'
import { keepReport, outbox } from '@/lib/outbox'
import type { PickedPhoto } from '@/lib/photo'
import { refresh } from '@/lib/query'
import { isOpenItem, type ReportDraft } from '@/lib/report-draft'
import { call } from '@/lib/request'
import { say } from '@/lib/toast'
import type { Likenesses } from './similar-sheet'

const answerWithinMs = 3_000

/** What is sent of a draft: nothing that was not asked. */
function reportOf(draft: ReportDraft, itemCode: string) {
  const { disputeKind, emotionFlag, escalationFlag, urgent, emergency } = draft
  const disposal = draft.disposal.trim()
  const isDispute = itemCode === '5-1'
  const answers = {
    injury: isDispute && draft.injury === true,
    propertyLoss: isDispute && draft.propertyLoss === true,
  }
  return {
    itemCode,
    emotionFlag,
    escalationFlag,
    urgent,
    text: draft.text,
    ...(emergency ? { emergency } : {}),
    ...(draft.selfHandled && isOpenItem(itemCode) ? { selfHandled: answers } : {}),
    ...(disputeKind ? { disputeKind } : {}),
    ...(disposal ? { disposal } : {}),
  }
}

/** Keeps the report with its photos on the phone, then sends; looks for the same matter first. */
export function useSendReport(onKept: () => void) {
  const [isBusy, setBusy] = useState(false)
  const [likenesses, setLikenesses] = useState<Likenesses | null>(null)

  const send = async (
    draft: ReportDraft,
    located: Located | null,
    photos: readonly PickedPhoto[],
    withoutLooking = false,
  ) => {
    if (draft.itemCode === null) return
    const { itemCode } = draft
    // WeChat lets a question follow only upon the tap itself
    if (!withoutLooking) void askForMessages(raiserKinds)
    setBusy(true)
    const position = located?.found ? located.position : null
    try {
      if (!withoutLooking) {
        const found = await similarOrNothing(itemCode, draft.text, position)
        if (found.length > 0) return setLikenesses(found)
      }
      setLikenesses(null)
      const payload = { ...reportOf(draft, itemCode), position, stamp: newFieldStamp() }
      const item = await keepReport(payload, photos, reportItemLabel(itemCode))
      onKept()
      say(copy.kept, 'good')
      openPage('myReports')
      const settled = await outbox.settled(item.id, answerWithinMs)
      if (settled.kind === 'refused') say(settled.error.message, 'bad')
      refresh(mine)
    } catch (error) {
      say(messageOf(error), 'bad')
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, likenesses, dismiss: () => setLikenesses(null), send }
}

/** Without a network nobody is asked: the office will see the likeness. */
async function similarOrNothing(
  itemCode: string,
  text: string,
  position: Parameters<typeof call<typeof similar>>[1]['position'],
): Promise<Likenesses> {
  try {
    return (await call(similar, { itemCode, text, position })).likenesses
  } catch {
    return []
  }
}
