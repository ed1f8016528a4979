import Taro from '@tarojs/taro'

/** A code by which the service learns who this is in WeChat; null where there is no WeChat. */
export async function wechatCode(): Promise<string | null> {
  try {
    return (await Taro.login()).code || null
  } catch {
    return null
  }
}

export const hasWechat = true

export function deviceName(): string {
  const device = Taro.getDeviceInfo()
  return `微信 ${device.brand} ${device.model}`.slice(0, 128)
}
