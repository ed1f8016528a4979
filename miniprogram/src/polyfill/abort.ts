/** WeChat's logic layer has no AbortController; TanStack Query 5 constructs one per fetch. */
class Signal {
  aborted = false
  reason: unknown
  onabort: (() => void) | null = null
  private listeners = new Set<() => void>()

  addEventListener(_type: string, listener: () => void) {
    this.listeners.add(listener)
  }

  removeEventListener(_type: string, listener: () => void) {
    this.listeners.delete(listener)
  }

  dispatchEvent() {
    return true
  }

  throwIfAborted() {
    if (this.aborted) throw this.reason
  }

  fire(reason: unknown) {
    if (this.aborted) return
    this.aborted = true
    this.reason = reason
    this.onabort?.()
    for (const listener of this.listeners) listener()
  }
}

export class AbortController {
  signal = new Signal()

  abort(reason?: unknown) {
    this.signal.fire(reason ?? new Error('AbortError'))
  }
}
