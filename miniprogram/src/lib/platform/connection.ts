import Taro from '@tarojs/taro'

type Listener = () => void

let online = true
const onlineListeners = new Set<Listener>()
const showListeners = new Set<Listener>()

function set(next: boolean) {
  if (next === online) return
  online = next
  for (const listener of onlineListeners) listener()
}

Taro.getNetworkType().then(
  (result) => set(result.networkType !== 'none'),
  () => undefined,
)
Taro.onNetworkStatusChange((result) => set(result.isConnected))
Taro.onAppShow(() => {
  for (const listener of showListeners) listener()
})

/** What the device believes; a request may fail all the same. */
export function isOnline(): boolean {
  return online
}

/** Calls when the connection comes or goes. Returns how to stop. */
export function onConnectionChange(listener: Listener): () => void {
  onlineListeners.add(listener)
  return () => onlineListeners.delete(listener)
}

/** Calls when the person comes back to the app. Returns how to stop. */
export function onShow(listener: Listener): () => void {
  showListeners.add(listener)
  return () => showListeners.delete(listener)
}
