import { type DatedParameter, loadPack } from '../rules/pack'
import { readParameter } from '../rules/parameters'
import { addDays } from './days'
import type { PackContent } from './pack-content'
import { type Complaint, textOf } from './pack-source'

/** Days that the parameters are looked at for, both counted. */
export interface Days {
  from: string
  to: string
}

/** Each parameter: its article, unit and dates, and one value for each day, no more and no less. */
export function checkParameters(content: PackContent, days: Days): Complaint[] {
  const file = `${content.source.folder}/parameters.yaml`
  const complaints: Complaint[] = []
  for (const { line, value } of content.parameters) {
    const wrong = (message: string) => complaints.push({ file, line, message })
    const missing = missingOf(value, content.head.startsOn)
    for (const what of missing) wrong(`参数 ${String(value.name ?? '?')} 没有写${what}`)
    if (missing.length > 0) continue
    try {
      const parameter = readParameter(value, content.head.startsOn)
      for (const message of [...gapsOf(parameter, days), ...readingFaults(parameter, content)])
        wrong(message)
    } catch (error) {
      wrong(
        error instanceof Error ? error.message.replace(/^parameters\.yaml: /, '') : String(error),
      )
    }
  }
  return complaints
}

function missingOf(value: Record<string, unknown>, startsOn: string | null): string[] {
  const missing: string[] = []
  if (!value.name) missing.push('名称（name）')
  if (!value.article) missing.push('依据的条文（article）')
  if (!value.unit) missing.push('单位（unit）')
  const values: unknown[] = Array.isArray(value.values) ? value.values : []
  if (values.length === 0 && value.setBy !== 'county')
    missing.push('带日期的取值（values），也没有写由县里定（setBy: county）')
  const undated = values.some(
    (one) => typeof one !== 'object' || one === null || !('from' in one) || !one.from,
  )
  // where the text names no first day, a value without a date begins with the day the county sets
  if (undated && startsOn !== null) missing.push('起始日期（from）')
  return missing
}

/** Days without a value, and days with two. */
function gapsOf({ name, values, setByCounty }: DatedParameter, days: Days): string[] {
  if (values.length === 0 && setByCounty) return []
  const faults: string[] = []
  const end = addDays(days.to, 1)
  let next = ''
  for (const { from, until } of [...values].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const expected = next === '' ? days.from : next
    if (from > expected) faults.push(`参数 ${name} 从 ${expected} 到 ${addDays(from, -1)} 没有取值`)
    if (next !== '' && from < next) faults.push(`参数 ${name} 在 ${from} 有两个取值`)
    const after = until === undefined ? end : addDays(until, 1)
    if (after > next) next = after
  }
  if (next < end) faults.push(`参数 ${name} 从 ${next} 起没有取值`)
  return faults
}

/** A reading is a switch, or a recorded choice whose other readings are named with the reason. */
function readingFaults({ name, reading, choices }: DatedParameter, content: PackContent): string[] {
  if (reading === undefined) return []
  if (!/^A-[A-Z]+-\d+$/.test(reading)) return [`参数 ${name} 的读法编号 ${reading} 写得不对`]
  if (choices === null || choices.size > 1) return []
  const recorded = content.notComputed.some(({ value }) =>
    `${String(value.what)}${String(value.reason)}`.includes(reading),
  )
  return recorded
    ? []
    : [
        `参数 ${name} 的读法 ${reading} 只有一种取值，not-computed.yaml 里没有写另外的读法和不用的理由`,
      ]
}

/** What the engine itself refuses of the pack as a whole. */
export function checkLoads(content: PackContent): Complaint[] {
  const { source } = content
  try {
    loadPack({
      pack: textOf(source, 'pack.yaml'),
      articles: textOf(source, 'articles.yaml'),
      parameters: textOf(source, 'parameters.yaml'),
      notComputed: textOf(source, 'not-computed.yaml'),
    })
    return []
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const [name] = /^[a-z-]+\.yaml/.exec(message) ?? []
    return [{ file: name ? `${source.folder}/${name}` : source.folder, line: null, message }]
  }
}
