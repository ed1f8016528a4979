import type { InputOf } from '@contract/define'
import { raise, uploadPhoto } from '@contract/residents-raising'
import { passFor } from '../pass'
import { noteReceipt } from '../receipts'
import { call, uploadFile } from '../request'
import type { FileBody } from '../transport-types'
import type { OutboxItem } from './types'

type Raised = Omit<InputOf<typeof raise>, 'pass'>

/** Its receipt is kept on the phone, also when the page that sent it is long closed. */
export async function sendRaise(item: OutboxItem): Promise<unknown> {
  const payload = item.payload as Raised
  const pass = await passFor('raise', item.id)
  const options = { commandId: item.id, token: null }
  const answer = await call(raise, { ...payload, pass }, options)
  noteReceipt({ ...answer, text: payload.text })
  return answer
}

export async function sendPhoto(item: OutboxItem, file: FileBody): Promise<unknown> {
  const { photoId, deviceId } = item.payload as { photoId: string; deviceId: string }
  const pass = await passFor('photo', photoId)
  return uploadFile(uploadPhoto, { photoId, deviceId, pass }, file, {
    commandId: item.id,
    token: null,
  })
}
