import type { Download, InputOf } from '@contract/define'
import { downloadFile } from '@/lib/request'

/** Opens a file for reading and printing: the phone's own viewer. */
export function openSheet<E extends Download>(
  endpoint: E,
  input: InputOf<E>,
  _pass: string,
  fileName: string,
): Promise<void> {
  return downloadFile(endpoint, input, fileName)
}
