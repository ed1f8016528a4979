import type { Download, InputOf } from '@contract/define'
import { useState } from 'react'
import { messageOf } from './api-error'
import { downloadFile } from './request'
import { say } from './toast'

/** Fetches a file for the person, and whether that is under way. */
export function useSaveFile() {
  const [isSaving, setSaving] = useState(false)
  const save = async <E extends Download>(endpoint: E, input: InputOf<E>, fileName: string) => {
    setSaving(true)
    try {
      await downloadFile(endpoint, input, fileName)
    } catch (error) {
      say(messageOf(error), 'bad')
    } finally {
      setSaving(false)
    }
  }
  return { isSaving, save }
}
