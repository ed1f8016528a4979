import { StorageFull } from '../storage-full'

export function read(key: string): string | null {
  return localStorage.getItem(key)
}

export function write(key: string, value: string) {
  try {
    localStorage.setItem(key, value)
  } catch {
    throw new StorageFull()
  }
}

export function remove(key: string) {
  localStorage.removeItem(key)
}

export function keys(): string[] {
  return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '')
}
