import { downloadPass } from '@contract/accounts'
import { photo } from '@contract/reports'
import { useAsk } from './query'
import { addressOf } from './request'

const passAgainMs = 10 * 60_000

/** Addresses of photos that a picture element can load, or null until the pass is there. */
export function usePhotoAddress():
  | ((photoId: string, size: 'full' | 'thumbnail') => string)
  | null {
  const pass = useAsk(downloadPass, {}, { refetchEveryMs: passAgainMs }).data?.pass
  if (!pass) return null
  return (photoId, size) =>
    `${addressOf(photo, { photoId, size })}&pass=${encodeURIComponent(pass)}`
}
