import { type MatterDetail, type OpenMove, detail, makeMove, mine, queue } from '@contract/matters'
import { useRef, useState } from 'react'
import { moveCopy as copy } from '@/copy/matters'
import { messageOf } from './api-error'
import { newFieldStamp } from './field-stamp'
import type { Located } from './location'
import { type MoveDraft, type MoveInput, moveInput } from './matter-move'
import { keepMended, type Mending } from './mending'
import { keepMatterMove, keepPhotos, outbox } from './outbox'
import type { PickedPhoto } from './photo-types'
import { refresh, useCommand } from './query'
import { say } from './toast'

/**
 * field: kept on the phone first and sent when there is a network. desk: asked of the service at
 * once, so that a refusal comes back while the form still lies there.
 */
export type MoveWay = 'field' | 'desk'

const answerWithinMs = 4_000

const refreshMatters = () => refresh(detail, queue, mine)

/**
 * Makes a move that is open; `onMade` once it is done, or safely kept on the phone. One that mends a
 * refused move takes its place, with its time.
 */
export function useMatterMove(
  shown: MatterDetail,
  way: MoveWay,
  onMade: () => void,
  mending: Mending<MoveInput> | null = null,
) {
  const [isKeeping, setKeeping] = useState(false)
  const keptPhotos = useRef(new Set<string>())
  const command = useCommand(makeMove, {
    onDone: () => {
      say(copy.done, 'good')
      refreshMatters()
      onMade()
    },
    onRefused: (error) => {
      say(messageOf(error), 'bad')
      // somebody else may have been faster: what is open now is asked again
      refreshMatters()
    },
  })

  const inField = async (input: MoveInput, photos: readonly PickedPhoto[], title: string) => {
    const whole = { ...input, stamp: mending?.payload.stamp ?? newFieldStamp() }
    const item = await keepMended(mending?.itemId ?? null, (refusedId) =>
      keepMatterMove(whole, photos, title, refusedId),
    )
    if (item === null) return
    const settled = await outbox.settled(item.id, answerWithinMs)
    if (settled.kind === 'refused') say(settled.error.message, 'bad')
    else if (settled.kind === 'delivered') say(copy.done, 'good')
    else say(copy.kept, 'note')
    refreshMatters()
    onMade()
  }

  const atDesk = async (input: MoveInput, photos: readonly PickedPhoto[], title: string) => {
    const fresh = photos.filter((photo) => !keptPhotos.current.has(photo.id))
    await keepPhotos(fresh, title)
    for (const photo of fresh) keptPhotos.current.add(photo.id)
    command.mutate(input)
  }

  const send = async (
    offered: OpenMove,
    draft: MoveDraft,
    loadedPhotos: () => Promise<readonly PickedPhoto[]>,
    located: Located | null,
  ) => {
    const title = copy.title(offered.label, shown.matter.brief)
    setKeeping(true)
    try {
      const photos = await loadedPhotos()
      const photoIds = photos.map((photo) => photo.id)
      const position = located?.found ? located.position : null
      const input = moveInput(offered, draft, shown, { photoIds, position })
      await (way === 'field' ? inField : atDesk)(input, photos, title)
    } catch (error) {
      say(messageOf(error), 'bad')
    } finally {
      setKeeping(false)
    }
  }
  return { isBusy: isKeeping || command.isPending, send }
}
