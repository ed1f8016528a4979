export function onEscape(listener: () => void): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape') listener()
  }
  document.addEventListener('keydown', pressed)
  return () => document.removeEventListener('keydown', pressed)
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(input|textarea|select)$/i.test(target.tagName)
}

/** Single keys ('j', 'v', 'Enter') while nothing is being typed. */
export function onKeys(handlers: Readonly<Record<string, () => void>>): () => void {
  const pressed = (event: KeyboardEvent) => {
    // a key held down counts once: it may decide something
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
    if (isTyping(event.target)) return
    const handler = handlers[event.key] ?? handlers[event.key.toLowerCase()]
    if (!handler) return
    event.preventDefault()
    handler()
  }
  document.addEventListener('keydown', pressed)
  return () => document.removeEventListener('keydown', pressed)
}
