import Taro from '@tarojs/taro'

/** A browser has no tab bar of Taro's: the page takes the place of all others. */
export function switchTab(url: string) {
  return Taro.reLaunch({ url })
}
