import { downloadPass } from '@contract/accounts'
import { photo as matterPhoto } from '@contract/matters'
import { photo } from '@contract/reports'
import { noticePhoto } from '@contract/worker-badges'
import { useAsk } from './query'
import { addressOf } from './request'

const passAgainMs = 10 * 60_000

/** What the photos belong to: who may see them is asked there. */
export type PhotosOf = 'report' | 'matter' | 'notice'

const endpoints = { report: photo, matter: matterPhoto, notice: noticePhoto } as const

export type AddressOf = (photoId: string, size: 'full' | 'thumbnail') => string

/** Addresses of photos that a picture element can load, or null until the pass is there. */
export function usePhotoAddress(of: PhotosOf): AddressOf | null {
  const pass = useAsk(downloadPass, {}, { refetchEveryMs: passAgainMs }).data?.pass
  if (!pass) return null
  const endpoint = endpoints[of]
  return (photoId, size) =>
    `${addressOf(endpoint, { photoId, size })}&pass=${encodeURIComponent(pass)}`
}
