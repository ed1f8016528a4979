import { bridged } from './paths'
import type {
  Callbacks,
  Environment,
  SelectorOperation,
  WxApi,
  WxOptions,
  WxRequest,
} from './types'

type Listener = (value: unknown) => void

export interface WxState {
  api: WxApi
  /** Calls made, in order. */
  calls: { name: string; argument: unknown }[]
  /** Tells an event: ('NetworkStatusChange', { isConnected: false }). */
  emit: (event: string, value: unknown) => void
}

const size = {
  windowWidth: 390,
  windowHeight: 844,
  screenWidth: 390,
  screenHeight: 844,
  pixelRatio: 2,
}
const safeArea = { top: 20, left: 0, right: 390, bottom: 844, width: 390, height: 824 }
const system = {
  platform: 'android',
  system: 'Android 14',
  brand: 'simulator',
  model: 'simulator',
  SDKVersion: '3.8.0',
  version: '8.0.50',
  language: 'zh_CN',
}

const events = [
  'NetworkStatusChange',
  'AppShow',
  'AppHide',
  'Error',
  'UnhandledRejection',
  'MemoryWarning',
  'KeyboardHeightChange',
  'ThemeChange',
  'WindowResize',
  'PageNotFound',
  'NeedPrivacyAuthorization',
  'UserCaptureScreen',
  'NetworkWeakChange',
  'LocationChange',
  'LazyLoadError',
  'AppRoute',
  'AppRouteDone',
  'BeforeAppRoute',
]

/** Answers by the callbacks given; without any, by a promise, as WeChat does since 2.10.2. */
function answer(
  options: Callbacks | undefined,
  ok: boolean,
  result: Record<string, unknown>,
): Promise<unknown> | undefined {
  if (!options?.success && !options?.fail && !options?.complete) {
    return ok ? Promise.resolve(result) : Promise.reject(result)
  }
  queueMicrotask(() => {
    if (ok) options.success?.(result)
    else options.fail?.(result)
    options.complete?.(result)
  })
  return undefined
}

function succeeds(name: string, result: Record<string, unknown> = {}) {
  return (options?: WxOptions) => answer(options, true, { errMsg: `${name}:ok`, ...result })
}

function storageMethods(storage: Map<string, unknown>): WxApi {
  const read = (key: string) => (storage.has(key) ? bridged(storage.get(key)) : '')
  return {
    getStorageSync: read,
    setStorageSync: (key: string, value: unknown) => void storage.set(key, bridged(value)),
    removeStorageSync: (key: string) => void storage.delete(key),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: () => ({ keys: [...storage.keys()], currentSize: 1, limitSize: 10_240 }),
    getStorage: (options: WxOptions & { key: string }) =>
      answer(options, storage.has(options.key), { data: read(options.key) }),
    setStorage: (options: WxOptions & { key: string; data: unknown }) => {
      storage.set(options.key, bridged(options.data))
      return answer(options, true, {})
    },
    removeStorage: (options: WxOptions & { key: string }) => {
      storage.delete(options.key)
      return answer(options, true, {})
    },
  }
}

function fileMethods(files: Map<string, string>): WxApi {
  const manager = {
    access: (options: WxOptions & { path: string }) => {
      const found = [...files.keys()].some(
        (name) => name === options.path || name.startsWith(`${options.path}/`),
      )
      answer(options, found, {
        errMsg: found ? 'access:ok' : 'access:fail no such file or directory',
      })
    },
    mkdir: (options: WxOptions & { dirPath: string }) => {
      files.set(`${options.dirPath}/`, '')
      answer(options, true, {})
    },
    copyFile: (options: WxOptions & { srcPath: string; destPath: string }) => {
      files.set(options.destPath, options.srcPath)
      answer(options, true, {})
    },
    unlink: (options: WxOptions & { filePath: string }) =>
      answer(options, files.delete(options.filePath), {}),
    readdir: (options: WxOptions & { dirPath: string }) => {
      const start = `${options.dirPath}/`
      const names = [...files.keys()].filter((name) => name.startsWith(start) && name !== start)
      answer(options, true, { files: names.map((name) => name.slice(start.length)) })
    },
  }
  return { getFileSystemManager: () => manager, env: { USER_DATA_PATH: 'wxfile://usr' } }
}

function send(handle: Environment['request'], options: WxRequest) {
  let isAborted = false
  const finish = (ok: boolean, result: Record<string, unknown>) => {
    if (!isAborted) void answer(options, ok, result)
  }
  Promise.resolve()
    .then(() => {
      if (!handle) throw new Error('no network in this test')
      return handle(options)
    })
    .then(
      (result) =>
        finish(true, { statusCode: 200, header: {}, cookies: [], errMsg: 'request:ok', ...result }),
      (error: Error) => finish(false, { errMsg: `request:fail ${error.message}`, errno: 600_001 }),
    )
  return {
    abort: () => {
      isAborted = true
      options.fail?.({ errMsg: 'request:fail abort' })
    },
    onHeadersReceived: () => undefined,
    offHeadersReceived: () => undefined,
    onProgressUpdate: () => undefined,
    offProgressUpdate: () => undefined,
  }
}

function selectorQuery(select: Environment['select']) {
  const operations: SelectorOperation[] = []
  let current: Pick<SelectorOperation, 'selector' | 'all'> = { selector: null, all: false }
  const add = (fields: Record<string, boolean>, tell?: (result: unknown) => void) => {
    operations.push({ ...current, fields, answer: tell })
    return query
  }
  const choose = (selector: string | null, all: boolean) => {
    current = { selector, all }
    return query
  }
  const query = {
    in: () => query,
    select: (selector: string) => choose(selector, false),
    selectAll: (selector: string) => choose(selector, true),
    selectViewport: () => choose(null, false),
    fields: add,
    boundingClientRect: (tell?: (result: unknown) => void) => add({ rect: true, size: true }, tell),
    scrollOffset: (tell?: (result: unknown) => void) => add({ scrollOffset: true }, tell),
    node: (tell?: (result: unknown) => void) => add({ node: true }, tell),
    exec: (tell?: (results: unknown[]) => void) => {
      const results = select?.(operations) ?? operations.map(({ all }) => (all ? [] : null))
      queueMicrotask(() => {
        for (const [index, operation] of operations.entries()) operation.answer?.(results[index])
        tell?.(results)
      })
      return query
    },
  }
  return query
}

function deviceMethods(environment: Environment): WxApi {
  const location =
    environment.location === undefined
      ? { latitude: 36.4653, longitude: 110.7529, accuracy: 12 }
      : environment.location
  return {
    getSystemInfoSync: () => ({ ...system, ...size, statusBarHeight: 20, safeArea }),
    getWindowInfo: () => ({ ...size, statusBarHeight: 20, safeArea }),
    getDeviceInfo: () => system,
    getAppBaseInfo: () => ({ ...system, theme: 'light' }),
    getSystemSetting: () => ({ locationEnabled: true }),
    getAppAuthorizeSetting: () => ({ locationAuthorized: 'authorized' }),
    getMenuButtonBoundingClientRect: () => ({
      top: 24,
      left: 290,
      right: 380,
      bottom: 56,
      width: 90,
      height: 32,
    }),
    getAccountInfoSync: () => ({
      miniProgram: { appId: 'simulator', envVersion: 'develop', version: '' },
    }),
    canIUse: () => true,
    nextTick: (run: () => void) => queueMicrotask(run),
    getRandomValues: (options: WxOptions & { length: number }) => {
      const bytes = Uint8Array.from(
        { length: options.length },
        (_none, index) => (index * 89 + 7) % 256,
      )
      answer(options, true, { randomValues: bytes.buffer })
    },
    getNetworkType: succeeds('getNetworkType', { networkType: 'wifi' }),
    login: succeeds('login', { code: 'simulator-code' }),
    getLocation: (options: WxOptions) =>
      answer(
        options,
        location !== null,
        location ? { ...location } : { errMsg: 'getLocation:fail auth deny' },
      ),
    chooseMedia: succeeds('chooseMedia', {
      type: 'image',
      tempFiles: [{ tempFilePath: 'http://tmp/photo.jpg', size: 1234, fileType: 'image' }],
    }),
    getUpdateManager: () => ({
      onCheckForUpdate: () => undefined,
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
      applyUpdate: () => undefined,
    }),
    createIntersectionObserver: () => {
      const observer = {
        relativeTo: () => observer,
        relativeToViewport: () => observer,
        observe: () => undefined,
        disconnect: () => undefined,
      }
      return observer
    },
  }
}

const quiet = [
  'showToast',
  'hideToast',
  'showLoading',
  'hideLoading',
  'setNavigationBarTitle',
  'previewImage',
  'setNavigationBarColor',
  'makePhoneCall',
  'setClipboardData',
  'pageScrollTo',
  'openDocument',
  'stopPullDownRefresh',
  'hideKeyboard',
  'openSetting',
  'vibrateShort',
  'showShareMenu',
]

/** WeChat's API as far as the product uses it. What is not here does not exist, and is reported. */
export function createWx(environment: Environment): WxState {
  const calls: WxState['calls'] = []
  const listeners = new Map<string, Set<Listener>>()
  const storage = environment.storage ?? new Map<string, unknown>()
  const of = (event: string) => {
    const set = listeners.get(event) ?? new Set<Listener>()
    listeners.set(event, set)
    return set
  }
  const api: WxApi = {
    ...deviceMethods(environment),
    ...storageMethods(storage),
    ...fileMethods(environment.phoneFiles ?? new Map()),
    request: (options: WxRequest) => send(environment.request, options),
    uploadFile: (options: WxRequest) => send(environment.request, { method: 'POST', ...options }),
    downloadFile: (options: WxRequest) => send(environment.request, options),
    createSelectorQuery: () => selectorQuery(environment.select),
    showModal: succeeds('showModal', { confirm: true, cancel: false }),
  }
  for (const name of quiet) api[name] = succeeds(name)
  for (const event of events) {
    api[`on${event}`] = (listener: Listener) => void of(event).add(listener)
    api[`off${event}`] = (listener?: Listener) => {
      if (listener) of(event).delete(listener)
      else of(event).clear()
    }
  }
  Object.assign(api, environment.wx)
  const emit = (event: string, value: unknown) => {
    for (const listener of [...of(event)]) listener(value)
  }
  return { api, calls, emit }
}

/** The `wx` that the program sees: notes calls, and what it asks for that does not exist. */
export function watchedWx({ api, calls }: WxState, onMissing: (name: string) => void): WxApi {
  return new Proxy(api, {
    get(target, name) {
      if (typeof name !== 'string') return undefined
      const value = target[name]
      if (!(name in target)) onMissing(name)
      if (typeof value !== 'function' || !Object.getOwnPropertyDescriptor(target, name))
        return value
      return (...given: unknown[]) => {
        calls.push({ name, argument: given[0] })
        return (value as (...all: unknown[]) => unknown)(...given)
      }
    },
  })
}
