import { mine, similar } from '@contract/reports'
import { reportItemLabel } from '@contract/report-taxonomy'
import { useState } from 'react'
import { newFieldStamp } from '@/lib/field-stamp'
import type { Located } from '@/lib/location'
import { askForMessages, raiserKinds } from '@/lib/messages'
import { openPage } from '@/lib/navigation'
import { reportDrafts } from '@/lib/drafts/reports'
import { keepMended } from '@/lib/mending'
import { keepReport } from '@/lib/outbox'
import type { PickedPhoto } from '@/lib/photo'
import { type ReportPayload, reportOf } from '@/lib/report-draft'
import { call } from '@/lib/request'
import { useKeep } from '@/lib/use-keep'
import type { Likenesses } from './similar-sheet'

type Stamped = Pick<ReportPayload, 'position' | 'stamp'>

/** A corrected report keeps when it was taken; another position only when he asked for one. */
function whenAndWhere(mended: unknown, located: Located | null, isRelocated: boolean): Stamped {
  const position = located?.found ? located.position : null
  if (mended === undefined) return { position, stamp: newFieldStamp() }
  const before = mended as Stamped
  return { position: isRelocated ? position : before.position, stamp: before.stamp }
}

/** Keeps the report with its photos on the phone, then sends; looks for the same matter first. */
export function useSendReport() {
  const [isLooking, setLooking] = useState(false)
  const { isBusy, keep } = useKeep(mine)
  const [likenesses, setLikenesses] = useState<Likenesses | null>(null)

  const keepOpenDraft = (where: Stamped, photos: readonly PickedPhoto[], itemCode: string) => {
    const { current } = reportDrafts.getState()
    const payload = { ...reportOf(current.fields, itemCode), ...where }
    const label = reportItemLabel(itemCode)
    return keepMended(current.mends?.itemId ?? null, (refusedId) =>
      keepReport(payload, photos, label, refusedId),
    )
  }

  /** Sends what lies open in the form. */
  const send = async (located: Located | null, isRelocated: boolean, withoutLooking = false) => {
    const { current } = reportDrafts.getState()
    const { itemCode, text } = current.fields
    if (itemCode === null) return
    // WeChat lets a question follow only upon the tap itself
    if (!withoutLooking) void askForMessages(raiserKinds)
    const where = whenAndWhere(current.mends?.payload, located, isRelocated)
    setLooking(true)
    const found = withoutLooking ? [] : await similarOrNothing(itemCode, text, where.position)
    await reportDrafts.loaded()
    setLooking(false)
    if (found.length > 0) return setLikenesses(found)
    setLikenesses(null)
    const { photos } = reportDrafts.getState()
    await keep(
      () => keepOpenDraft(where, photos, itemCode),
      async () => {
        await reportDrafts.drop(current.id)
        openPage('myReports')
      },
    )
  }
  return { isBusy: isBusy || isLooking, likenesses, dismiss: () => setLikenesses(null), send }
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
