/** Paths inside the package: no file system, so that it runs in a browser too. */
export function normalize(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

export function join(...parts: string[]): string {
  return normalize(parts.filter(Boolean).join('/'))
}

export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.'
}

type Container = Record<string, unknown>

/** Writes `a.b[2].c` of an object, making what is missing on the way. */
export function setPath(target: Container, path: string, value: unknown) {
  const keys = path.match(/[^.[\]]+/g) ?? []
  const last = keys.pop()
  if (last === undefined) return
  let here = target
  for (const [index, key] of keys.entries()) {
    if (typeof here[key] !== 'object' || here[key] === null) {
      here[key] = /^\d+$/.test(keys[index + 1] ?? last) ? [] : {}
    }
    here = here[key] as Container
  }
  here[last] = value
}

/** What crosses WeChat's bridge between logic and view: data only. */
export function bridged<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value))
}
