import Taro from '@tarojs/taro'

export function switchTab(url: string) {
  return Taro.switchTab({ url })
}
