import { useEffect } from 'react'

/**
 * Taro for unit tests: nothing happens, and what has an answer answers plainly. A test that needs
 * more says so with `vi.spyOn(Taro, …)`.
 */
const storage = new Map<string, string>()
const ok = async () => ({ errMsg: 'ok' })
const nothing = () => undefined

const Taro = {
  getStorageSync: (key: string) => storage.get(key) ?? '',
  setStorageSync: (key: string, value: string) => void storage.set(key, value),
  removeStorageSync: (key: string) => void storage.delete(key),
  getStorageInfoSync: () => ({ keys: [...storage.keys()] }),
  getNetworkType: async () => ({ networkType: 'wifi' }),
  onNetworkStatusChange: nothing,
  onAppShow: nothing,
  getCurrentPages: () => [],
  getCurrentInstance: () => ({ router: { path: '', params: {} } }),
  setNavigationBarTitle: ok,
  navigateTo: ok,
  reLaunch: ok,
  switchTab: ok,
  navigateBack: ok,
  request: (_options: unknown): Promise<unknown> => Promise.reject({ errMsg: 'request:fail' }),
  env: { USER_DATA_PATH: '/user' },
}

export default Taro

const useOnce = (run: () => void) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page is shown once in a test
  useEffect(() => run(), [])
}

export const useLaunch = useOnce
export const useDidShow = useOnce
export const useReady = useOnce
export const useRouter = () => ({ path: '', params: {} })
