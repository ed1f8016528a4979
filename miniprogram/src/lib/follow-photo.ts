import { photo } from '@contract/residents-follow'
import { addressOf } from './request'

/** Addresses of a matter's photos for whoever holds its link. */
export const followPhoto = (token: string) => (photoId: string, size: 'full' | 'thumbnail') =>
  addressOf(photo, { photoId, token, size })
