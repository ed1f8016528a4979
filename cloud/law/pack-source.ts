/** A pack as it stands in its folder: every file as text, by its path in the project. */
export interface PackSource {
  id: string
  /** e.g. 'cloud/regulations/daning-2022' */
  folder: string
  files: ReadonlyMap<string, string>
}

/** What is wrong with the law as written, and where. */
export interface Complaint {
  file: string
  /** Counted from 1; null where no line is to blame. */
  line: number | null
  message: string
}

export function complaintText({ file, line, message }: Complaint): string {
  return `${file}${line === null ? '' : `:${line}`} ${message}`
}

/** Text of a file of the pack, '' where it has none. */
export function textOf(source: PackSource, name: string): string {
  return source.files.get(`${source.folder}/${name}`) ?? ''
}

/** Files of rules: TypeScript of the pack that is neither a test nor a type declaration. */
export function ruleFiles(source: PackSource): [file: string, text: string][] {
  return [...source.files].filter(
    ([file]) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('.d.ts'),
  )
}

/** Files of worked cases. */
export function caseFiles(source: PackSource): [file: string, text: string][] {
  return [...source.files].filter(([file]) => /\/cases\/[^/]+\.yaml$/.test(file))
}
