import { uploadText, versions } from '@contract/official-texts'
import { useRef, useState } from 'react'
import { newId } from '@/lib/id'
import { refresh } from '@/lib/query'
import { uploadFile } from '@/lib/request'
import { type PickedFile, pickDocument } from '../../lib/pick-file'
import { sayRefused } from '../../lib/say-refused'

/** A text on its way: chosen, sent, read by the service; then it waits as a draft. */
export function useUploadText(regulation: string, onDraft: (textId: string) => void) {
  const [isSending, setSending] = useState(false)
  // the same file sent again after an answer that got lost is the same command
  const sent = useRef<{ key: string; commandId: string } | null>(null)

  const send = async (file: PickedFile, startsOn: string) => {
    const key = `${file.name} ${file.bytes} ${startsOn} ${regulation}`
    if (sent.current?.key !== key) sent.current = { key, commandId: newId() }
    const { commandId } = sent.current
    setSending(true)
    try {
      const input = { regulation, startsOn }
      const options = { fileName: file.name, commandId }
      const { textId } = await uploadFile(uploadText, input, file.body, options)
      sent.current = null
      refresh(versions)
      onDraft(textId)
    } catch (error) {
      sayRefused(error)
    } finally {
      setSending(false)
    }
  }

  return {
    isSending,
    choose: async (startsOn: string) => {
      const file = await pickDocument()
      if (file) await send(file, startsOn)
    },
  }
}
