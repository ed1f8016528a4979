import { overview } from '@contract/codes'
import { removePortrait, setPortrait } from '@contract/worker-badges'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Portrait } from '@/components/portrait'
import { cardsCopy } from '@/copy/office-cards'
import { messageOf } from '@/lib/api-error'
import { mostPhotoBytes, pickPhotos } from '@/lib/photo'
import { refresh, useCommand } from '@/lib/query'
import { uploadFile } from '@/lib/request'
import { say } from '@/lib/toast'
import { sayRefused } from '../../lib/say-refused'

const copy = cardsCopy.portrait

/** The worker's photo for badge and public notice, taken or chosen here. */
export function PortraitField(props: {
  accountId: string
  name: string
  portraitKey: string | null
}) {
  const { accountId, name, portraitKey } = props
  const [isSending, setSending] = useState(false)
  const removing = useCommand(removePortrait, {
    refresh: [overview],
    onDone: () => say(copy.removed, 'good'),
    onRefused: sayRefused,
  })
  const take = async () => {
    setSending(true)
    try {
      const [photo] = await pickPhotos(1, 'both')
      if (!photo) return
      if (photo.bytes > mostPhotoBytes) return say(copy.tooLarge, 'bad')
      const input = { accountId, photoId: photo.id }
      await uploadFile(setPortrait, input, photo.body, { commandId: photo.id })
      refresh(overview)
      say(copy.taken, 'good')
    } catch (error) {
      say(messageOf(error), 'bad')
    } finally {
      setSending(false)
    }
  }
  return (
    <>
      <Portrait name={name} photoKey={portraitKey} size="large" />
      <Button id="portrait-take" kind="secondary" busy={isSending} onPress={() => void take()}>
        {portraitKey === null ? copy.take : copy.again}
      </Button>
      {portraitKey === null ? null : (
        <Button
          id="portrait-remove"
          kind="plain"
          busy={removing.isPending}
          onPress={() => removing.mutate({ accountId })}
        >
          {copy.remove}
        </Button>
      )}
    </>
  )
}
