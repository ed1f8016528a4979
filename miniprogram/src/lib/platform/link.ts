/** The address that opens this page in any browser: the service serves the same pages. */
export function linkOf(path: string): string {
  return API_ORIGIN + path
}
