import type { NewItem, OutboxHost, OutboxItem, StoredFile } from './types'

/** The item of what is to be kept, its files on the device; those also go into `keptFiles`. */
export async function prepareItem(
  host: OutboxHost,
  entry: NewItem,
  accountId: string,
  keptFiles: StoredFile[],
): Promise<OutboxItem> {
  const id = entry.id ?? host.newId()
  const files: StoredFile[] = []
  for (const [index, body] of (entry.files ?? []).entries()) {
    const file = await host.files.keep(`${id}-${index}`, body)
    keptFiles.push(file)
    files.push(file)
  }
  const now = host.nowMs()
  return {
    id,
    kind: entry.kind,
    accountId,
    payload: entry.payload,
    files,
    title: entry.title,
    createdAtMs: entry.replaces?.createdAtMs ?? now,
    tries: 0,
    nextAtMs: now,
    state: 'waiting',
    unsure: false,
    lastError: null,
    replaces: entry.replaces?.id ?? null,
  }
}
