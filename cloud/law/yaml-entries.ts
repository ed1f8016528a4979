import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'

export interface YamlEntry {
  /** Line on which the entry begins, counted from 1. */
  line: number
  value: Record<string, unknown>
}

export interface YamlEntries {
  entries: YamlEntry[]
  /** Faults of the file itself, with their lines. */
  faults: { line: number | null; message: string }[]
}

/**
 * The entries of a YAML list with their lines. The list is the file itself, or what stands in it
 * under `key`.
 */
export function yamlEntries(text: string, key?: string): YamlEntries {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const faults: YamlEntries['faults'] = document.errors.map(({ message, pos }) => ({
    line: lines.linePos(pos[0]).line,
    message: message.split('\n')[0] ?? '',
  }))
  const root: unknown = document.contents
  const list = key !== undefined && isMap(root) ? root.get(key, true) : root
  if (!isSeq(list)) {
    return {
      entries: [],
      faults: faults.length > 0 ? faults : [{ line: null, message: '应是一个列表' }],
    }
  }
  const entries = list.items.flatMap((item) => {
    if (!isMap(item)) {
      const at = isScalar(item) ? item.range?.[0] : undefined
      faults.push({
        line: at === undefined ? null : lines.linePos(at).line,
        message: '应是一条记录',
      })
      return []
    }
    const line = lines.linePos(item.range?.[0] ?? 0).line
    return [{ line, value: item.toJS(document) as Record<string, unknown> }]
  })
  return { entries, faults }
}

/** Line of the first entry whose `field` has this value; null when there is none. */
export function lineOf(entries: readonly YamlEntry[], field: string, value: string): number | null {
  return entries.find((one) => one.value[field] === value)?.line ?? null
}
