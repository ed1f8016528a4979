import { useEffect } from 'react'
import { onKeys } from '@/lib/platform/keyboard'

/** Single keys while nothing is being typed and nothing lies over the page. */
export function useKeys(handlers: Readonly<Record<string, () => void>>, enabled = true) {
  useEffect(() => (enabled ? onKeys(handlers) : undefined))
}

/** Ctrl+Enter (or ⌘+Enter) sends, also while typing. */
export function useSendKey(send: () => void) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  })
}

export function focusField(id: string) {
  // after the field has been drawn
  setTimeout(() => document.getElementById(id)?.focus(), 0)
}

export function leaveField() {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}

export function bringIntoSight(id: string) {
  document.getElementById(id)?.scrollIntoView({ block: 'nearest' })
}

export const hasKeys = true
