/** A phone inside WeChat has no keys of its own. */
export function onEscape(_listener: () => void): () => void {
  return () => undefined
}

/** Single keys for screens that are worked through by keyboard; nothing to do here. */
export function onKeys(_handlers: Readonly<Record<string, () => void>>): () => void {
  return () => undefined
}
