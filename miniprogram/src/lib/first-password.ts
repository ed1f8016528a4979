/** The one-time code just typed at sign-in, so that it need not be typed again. Memory only. */
let typed: string | null = null

export function rememberTyped(password: string) {
  typed = password
}

export function takeTyped(): string | null {
  const password = typed
  typed = null
  return password
}
