type Listener = () => void

export function isOnline(): boolean {
  return navigator.onLine
}

export function onConnectionChange(listener: Listener): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

export function onShow(listener: Listener): () => void {
  const shown = () => {
    if (document.visibilityState === 'visible') listener()
  }
  document.addEventListener('visibilitychange', shown)
  return () => document.removeEventListener('visibilitychange', shown)
}
