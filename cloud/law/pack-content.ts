import ts from 'typescript'
import { type Complaint, type PackSource, caseFiles, ruleFiles, textOf } from './pack-source'
import { type YamlEntry, yamlEntries } from './yaml-entries'

/** A rule file and what in it rests on articles. */
export interface RuleFile {
  file: string
  /** Article ids that stand in it. */
  articles: string[]
  /** Names of parameters that stand in it. */
  parameters: string[]
  /** Blocks of the engine that it imports, by file name. */
  blocks: string[]
}

export interface CaseEntry extends YamlEntry {
  file: string
  id: string
  articles: string[]
}

/** The pack's files read for the check and the book, each entry with its line. */
export interface PackContent {
  source: PackSource
  head: { title: string; issuer: string; startsOn: string | null; endsOn: string | null }
  articles: YamlEntry[]
  parameters: YamlEntry[]
  notComputed: YamlEntry[]
  cases: CaseEntry[]
  rules: RuleFile[]
  faults: Complaint[]
}

export function readContent(source: PackSource): PackContent {
  const faults: Complaint[] = []
  const list = (name: string) => {
    const read = yamlEntries(textOf(source, name))
    const file = `${source.folder}/${name}`
    for (const fault of read.faults) faults.push({ file, ...fault })
    return read.entries
  }
  const articles = list('articles.yaml')
  const parameters = list('parameters.yaml')
  const notComputed = list('not-computed.yaml')
  const cases = caseFiles(source).flatMap(([file, text]) => casesOf(file, text, faults))
  const ids = new Set(articles.map(({ value }) => String(value.id)))
  const names = new Set(parameters.map(({ value }) => String(value.name)))
  const rules = ruleFiles(source).map(([file, text]) => ruleFileOf(file, text, ids, names))
  return {
    source,
    head: headOf(textOf(source, 'pack.yaml')),
    articles,
    parameters,
    notComputed,
    cases,
    rules,
    faults,
  }
}

function casesOf(file: string, text: string, faults: Complaint[]): CaseEntry[] {
  const read = yamlEntries(text, 'cases')
  for (const fault of read.faults) faults.push({ file, ...fault })
  return read.entries.map((entry) => ({
    ...entry,
    file,
    id: [entry.value.id, entry.value.variant].filter(Boolean).join(' · '),
    articles: strings(entry.value.articles),
  }))
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** The few lines of pack.yaml are scalars, so that no reader of maps is needed for them. */
function headOf(text: string): PackContent['head'] {
  const field = (name: string) => {
    const found = new RegExp(`^${name}:\\s*"?([^"\\n]*?)"?\\s*$`, 'm').exec(text)?.[1]
    return found === undefined || found === 'null' || found === '' ? null : found
  }
  return {
    title: field('title') ?? '',
    issuer: field('issuer') ?? '',
    startsOn: field('startsOn'),
    endsOn: field('endsOn'),
  }
}

function ruleFileOf(
  file: string,
  text: string,
  ids: ReadonlySet<string>,
  names: ReadonlySet<string>,
): RuleFile {
  const found = new Set<string>()
  const blocks = new Set<string>()
  // the fixed beginning of a name such as `standard.${kind}` stands for all that begin so
  const beginnings = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.add(node.text)
    if (ts.isTemplateHead(node) && node.text.endsWith('.')) beginnings.add(node.text)
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const block = /\/rules\/blocks\/([a-z-]+)$/.exec(node.moduleSpecifier.text)?.[1]
      if (block) blocks.add(block)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))
  const named = (name: string) =>
    found.has(name) || [...beginnings].some((beginning) => name.startsWith(beginning))
  return {
    file,
    articles: [...ids].filter((id) => found.has(id)),
    parameters: [...names].filter(named),
    blocks: [...blocks],
  }
}
