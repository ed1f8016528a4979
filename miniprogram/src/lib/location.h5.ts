import { deviceNowMs } from './clock'
import { type Located, notFound } from './location-types'

export * from './location-types'

const failureByCode = { 1: 'denied', 2: 'unavailable', 3: 'timeout' } as const

/** Where the device is now, in WGS-84, with the radius it is sure of. Never throws. */
export function locate(): Promise<Located> {
  if (!navigator.geolocation) return Promise.resolve(notFound('unavailable'))
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          found: true,
          atMs: deviceNowMs(),
          position: {
            longitude: coords.longitude,
            latitude: coords.latitude,
            datum: 'wgs84',
            accuracyMeters: coords.accuracy,
          },
        }),
      (error) => resolve(notFound(failureByCode[error.code as 1 | 2 | 3] ?? 'unavailable')),
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 0 },
    )
  })
}
