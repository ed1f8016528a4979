import { useEffect } from 'react'
import { onKeys } from '@/lib/platform/keyboard'

/** Single keys while nothing is being typed and nothing lies over the page. */
export function useKeys(handlers: Readonly<Record<string, () => void>>, enabled = true) {
  useEffect(() => (enabled ? onKeys(handlers) : undefined))
}

/** Enter while nothing that can be pressed has the focus, or a line of this list has it. */
export function useEnter(listId: string, run: () => void, enabled = true) {
  useEffect(() => {
    if (!enabled) return undefined
    const pressed = (event: KeyboardEvent) => {
      const { target, key, repeat } = event
      const isFree =
        target === document.body || (target instanceof Element && target.closest(`#${listId}`))
      if (key !== 'Enter' || repeat || !isFree) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  })
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

export const hasKeys = true
