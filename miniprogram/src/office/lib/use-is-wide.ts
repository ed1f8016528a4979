import Taro from '@tarojs/taro'

const wideFromPixels = 900

/** Whether there is room for a list and what it lists side by side: WeChat on a tablet or a PC. */
export function useIsWide(): boolean {
  return Taro.getWindowInfo().windowWidth >= wideFromPixels
}
