import { makeMove, view } from '@contract/residents-follow'
import type { OutputOf, InputOf } from '@contract/define'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Sheet } from '@/components/sheet'
import { SpeakArea } from '@/components/speak-area'
import { Uploader } from '@/components/uploader'
import { followCopy as copy } from '@/copy/resident-follow'
import { messageOf } from '@/lib/api-error'
import { deviceId } from '@/lib/id'
import { keepResidentPhotos } from '@/lib/outbox/resident'
import type { PickedPhoto } from '@/lib/photo'
import { refresh } from '@/lib/query'
import { useResidentCommand } from '@/lib/resident-command'
import { say } from '@/lib/toast'

export type Followed = OutputOf<typeof view>
export type Deed = 'notSolved' | 'supplement' | 'followUp' | 'message'
type Given = Omit<InputOf<typeof makeMove>, 'token' | 'deviceId'>

const words: Record<Deed, { title: string; hint?: string; placeholder?: string; done: string }> = {
  notSolved: {
    title: copy.notSolvedTitle,
    hint: copy.notSolvedHint,
    placeholder: copy.notSolvedPlaceholder,
    done: copy.reopened,
  },
  supplement: { title: copy.supplementTitle, hint: copy.supplementHint, done: copy.sent },
  followUp: { title: copy.followUpTitle, done: copy.sent },
  message: { title: copy.messageTitle, done: copy.sent },
}

/** Sends a move of the one who holds the link. */
export function useDeed(token: string) {
  const { send, isBusy } = useResidentCommand(makeMove, null)
  const make = async (given: Given, done: string): Promise<boolean> => {
    const answer = await send({ ...given, token, deviceId: deviceId() })
    if (!answer) return false
    refresh(view)
    say(done, 'good')
    return true
  }
  return { make, isBusy }
}

/** What he writes and shows, before it goes. */
export function DeedSheet(props: { token: string; deed: Deed; onClose: () => void }) {
  const { token, deed, onClose } = props
  const { title, hint, placeholder, done } = words[deed]
  const [text, setText] = useState('')
  const [photos, setPhotos] = useState<PickedPhoto[]>([])
  const { make, isBusy } = useDeed(token)

  const send = async () => {
    if (text.trim() === '') return say(copy.textMissing, 'bad')
    try {
      // kept first: the words that speak of them may arrive at once
      if (photos.length > 0) await keepResidentPhotos(photos, deviceId())
    } catch (error) {
      return say(messageOf(error), 'bad')
    }
    const photoIds = photos.map((photo) => photo.id)
    const given = { move: deed, text: text.trim(), ...(photoIds.length > 0 ? { photoIds } : {}) }
    if (await make(given, done)) onClose()
  }
  return (
    <Sheet
      id="deed-sheet"
      open
      title={title}
      onClose={onClose}
      footer={
        <Button id="deed-send" busy={isBusy} onPress={() => void send()}>
          {copy.send}
        </Button>
      }
    >
      <SpeakArea
        id="deed-text"
        label={title}
        hint={hint}
        placeholder={placeholder}
        value={text}
        onChange={setText}
        rows={3}
      />
      <Uploader id="deed-photos" photos={photos} onChange={setPhotos} optional />
    </Sheet>
  )
}
