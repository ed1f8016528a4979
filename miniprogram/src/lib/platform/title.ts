import Taro from '@tarojs/taro'

export function setTitle(title: string) {
  Taro.setNavigationBarTitle({ title }).catch(() => undefined)
}
