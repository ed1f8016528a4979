import Taro from '@tarojs/taro'
import { StorageFull } from '../storage-full'

/** Small texts by key, written before the call returns. */
export function read(key: string): string | null {
  const value: unknown = Taro.getStorageSync(key)
  return typeof value === 'string' && value !== '' ? value : null
}

export function write(key: string, value: string) {
  try {
    Taro.setStorageSync(key, value)
  } catch {
    throw new StorageFull()
  }
}

export function remove(key: string) {
  Taro.removeStorageSync(key)
}

export function keys(): string[] {
  return Taro.getStorageInfoSync().keys
}
