import Taro from '@tarojs/taro'

export function switchTab(url: string) {
  Taro.switchTab({ url })
}
