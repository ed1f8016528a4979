import type { FileBody } from './transport-types'

/** A photo just taken or chosen; it is kept for good only by the outbox. */
export interface PickedPhoto {
  id: string
  body: FileBody
  /** For showing it. */
  previewUrl: string
  bytes: number
  /** The outbox or the service has it already, under this id: it is not sent again. */
  isSent?: boolean
}

/** Ten million bytes is the most the service takes. */
export const mostPhotoBytes = 10_000_000
export const mostPhotos = 9
