/** The address that opens this page anywhere. */
export function linkOf(path: string): string {
  return window.location.origin + path
}
