import * as keyValue from './platform/key-value'

const prefix = 'mingge:'

/** Reads a kept value; one that cannot be read is as good as none. */
export function readKept<T>(name: string): T | null {
  const text = keyValue.read(prefix + name)
  if (text === null) return null
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}

/** Keeps a value on the device. Throws StorageFull when the device would not. */
export function writeKept(name: string, value: unknown) {
  keyValue.write(prefix + name, JSON.stringify(value))
}

/** Keeps it when there is room: for copies whose loss costs only a reload. */
export function writeKeptIfRoom(name: string, value: unknown) {
  try {
    writeKept(name, value)
  } catch {
    dropKept(name)
  }
}

export function dropKept(name: string) {
  keyValue.remove(prefix + name)
}

export function keptNames(start: string): string[] {
  return keyValue
    .keys()
    .filter((key) => key.startsWith(prefix + start))
    .map((key) => key.slice(prefix.length))
}
