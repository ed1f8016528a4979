/** What the device believes the time is. The only place of the client that asks for it. */
export function deviceNowMs(): number {
  return Date.now()
}
