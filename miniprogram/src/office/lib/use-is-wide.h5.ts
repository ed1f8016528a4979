import { useSyncExternalStore } from 'react'

const wide = '(min-width: 900px)'

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(wide)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

const isWide = () => window.matchMedia(wide).matches

/** Whether there is room for a list and what it lists side by side. */
export function useIsWide(): boolean {
  return useSyncExternalStore(subscribe, isWide, isWide)
}
