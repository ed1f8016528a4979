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
export async function locate(): Promise<Located> {
  try {
    const { longitude, latitude, accuracy } = await Taro.getLocation({
      type: 'wgs84',
      isHighAccuracy: true,
      highAccuracyExpireTime: 8000,
    })
    const position = { longitude, latitude, datum: 'wgs84' as const, accuracyMeters: accuracy }
    return { found: true, atMs: deviceNowMs(), position }
  } catch (error) {
    return notFound(failureOf((error as { errMsg?: string }).errMsg ?? ''))
  }
}
