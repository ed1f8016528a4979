import Taro from '@tarojs/taro'
import { deviceNowMs } from './clock'
import { type Located, notFound } from './location-types'

export * from './location-types'

function failureOf(message: string) {
  if (/auth|deny|denied|authorize|privacy/i.test(message)) return 'denied' as const
  if (/timeout|time out/i.test(message)) return 'timeout' as const
  return 'unavailable' as const
}

/** Where the device is now, in WGS-84, with the radius it is sure of. Never throws. */
export function locate(): Promise<Located> {
  return new Promise((resolve) => {
    Taro.getLocation({
      type: 'wgs84',
      isHighAccuracy: true,
      highAccuracyExpireTime: 8000,
      success: (result) =>
        resolve({
          found: true,
          atMs: deviceNowMs(),
          position: {
            longitude: result.longitude,
            latitude: result.latitude,
            datum: 'wgs84',
            accuracyMeters: result.accuracy,
          },
        }),
      fail: (error) => resolve(notFound(failureOf(error.errMsg ?? ''))),
    })
  })
}
