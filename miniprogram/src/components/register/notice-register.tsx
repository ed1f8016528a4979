import { overview } from '@contract/codes'
import { uploadPhoto } from '@contract/reports'
import { noticePostings, postNotice } from '@contract/worker-badges'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Cell } from '@/components/cell'
import { DateField } from '../date-field'
import { Field } from '@/components/field'
import { PhotoStrip } from '@/components/photo-strip'
import { Stateful } from '@/components/stateful'
import { Uploader } from '@/components/uploader'
import { registerCopy as copy } from '@/copy/my-badge'
import { messageOf } from '@/lib/api-error'
import { dayOf, dayText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import type { PickedPhoto } from '@/lib/photo'
import { useAsk, useCommand } from '@/lib/query'
import { uploadFile } from '@/lib/request'
import { nowMs } from '@/lib/server-time'
import { say } from '@/lib/toast'
import { usePosition } from '@/lib/use-position'
import styles from './register.module.scss'

const mostPhotos = 3

/** Under the photo's own id a repeat is the same photo. */
async function sendPhotos(photos: readonly PickedPhoto[]): Promise<string[]> {
  for (const { id, body } of photos)
    await uploadFile(uploadPhoto, { photoId: id }, body, { commandId: id })
  return photos.map((photo) => photo.id)
}

function Form({ gridCode }: { gridCode: string }) {
  const today = dayOf(nowMs())
  const { located } = usePosition()
  const [place, setPlace] = useState('')
  const [postedOn, setPostedOn] = useState(today)
  const [photos, setPhotos] = useState<PickedPhoto[]>([])
  const [isSending, setSending] = useState(false)
  const command = useCommand(postNotice, {
    refresh: [noticePostings, overview],
    onDone: () => {
      setPlace('')
      setPhotos([])
      say(copy.done, 'good')
    },
    onRefused: (error) => say(messageOf(error), 'bad'),
  })
  const send = async () => {
    setSending(true)
    try {
      const photoIds = await sendPhotos(photos)
      const position = located?.found ? located.position : null
      command.mutate({ gridCode, place: place.trim(), postedOn, position, photoIds })
    } catch (error) {
      say(messageOf(error), 'bad')
    } finally {
      setSending(false)
    }
  }
  return (
    <>
      <Uploader
        id="notice-photos"
        label={copy.photos}
        hint={copy.photosHint}
        photos={photos}
        onChange={setPhotos}
        most={mostPhotos}
        source="camera"
      />
      <Field
        id="notice-place"
        label={copy.place}
        placeholder={copy.placePlaceholder}
        value={place}
        onChange={setPlace}
        maxLength={64}
      />
      <DateField
        id="notice-day"
        label={copy.day}
        value={postedOn}
        last={today}
        onChange={setPostedOn}
      />
      <Button
        id="notice-send"
        busy={isSending || command.isPending}
        disabled={photos.length === 0 || !place.trim() || !postedOn}
        onPress={() => void send()}
      >
        {copy.send}
      </Button>
    </>
  )
}

/** Where the public notice of who serves a grid hangs, with a photo to show for it (LJ-4.2a). */
export function NoticeRegister({ gridCode }: { gridCode: string }) {
  const asked = useAsk(noticePostings, { gridCode })
  const postings = asked.data?.postings ?? []
  return (
    <Stateful state={stateOf(asked)}>
      <Form key={gridCode} gridCode={gridCode} />
      {postings.map((one) => (
        <View key={one.postingId} className={styles.list}>
          <Cell
            inset
            title={one.place}
            note={copy.posted(dayText(one.postedOn), one.recordedByName)}
            value={one.hasPosition ? copy.withPosition : null}
          />
          <PhotoStrip
            of="notice"
            photos={one.photoIds.map((photoId) => ({ photoId, arrived: true }))}
          />
        </View>
      ))}
      {postings.length === 0 ? <View className={styles.soft}>{copy.none}</View> : null}
    </Stateful>
  )
}
