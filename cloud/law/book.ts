import type { DatedParameter } from '../rules/pack'
import { readParameter, shownText } from '../rules/parameters'
import { articleUses } from './check-articles'
import { featureLabel } from './feature-labels'
import { type PackContent, readContent, type RuleFile } from './pack-content'
import type { PackSource } from './pack-source'

/** A place in the product's sources that names an article. */
export interface Mention {
  article: string
  file: string
}

export interface BookParameter {
  name: string
  label: string
  /** Each value with the days it holds, as people read them. */
  values: string[]
  reading: string | null
  choices: string[]
  boundary: boolean
  /** The feature that goes by it, where no rule computes with it. */
  readBy: string | null
}

export interface BookArticle {
  id: string
  title: string
  gist: string
  parameters: BookParameter[]
  rules: { file: string; blocks: string[] }[]
  cases: string[]
  /** Features and pages of the product that rest on it. */
  screens: string[]
  /** Features that do what it asks where nothing is computed. */
  features: string[]
  notComputed: { what: string; reason: string; of: string }[]
}

export interface LawBook {
  id: string
  title: string
  issuer: string
  startsOn: string | null
  articles: BookArticle[]
}

/** Everything that rests on each article, read from the pack as it stands. */
export function lawBook(source: PackSource, mentions: readonly Mention[]): LawBook {
  const content = readContent(source)
  const uses = articleUses(content)
  const parameters = bookParameters(content)
  const rules = new Map(content.rules.map((rule) => [rule.file, rule]))
  const { title, issuer, startsOn } = content.head
  return {
    id: source.id,
    title,
    issuer,
    startsOn,
    articles: content.articles.map(({ value }) => {
      const id = String(value.id)
      const use = uses.get(id)
      return {
        id,
        title: String(value.title),
        gist: String(value.gist),
        parameters: parameters.get(id) ?? [],
        rules: (use?.rules ?? []).map((file) => ruleOf(source, rules.get(file), file)),
        cases: [...new Set(use?.cases ?? [])],
        screens: screensOf(id, mentions),
        features: use?.features ?? [],
        notComputed: use?.notComputed ?? [],
      }
    }),
  }
}

function ruleOf(source: PackSource, rule: RuleFile | undefined, file: string) {
  return { file: file.slice(source.folder.length + 1), blocks: rule?.blocks ?? [] }
}

function bookParameters({ parameters, head }: PackContent): Map<string, BookParameter[]> {
  const byArticle = new Map<string, BookParameter[]>()
  for (const { value } of parameters) {
    const parameter = readParameter(value, head.startsOn)
    const list = byArticle.get(parameter.article) ?? []
    list.push(bookParameter(parameter))
    byArticle.set(parameter.article, list)
  }
  return byArticle
}

function bookParameter(parameter: DatedParameter): BookParameter {
  const { name, label, reading, choices, values, boundary } = parameter
  const dated = values.map(({ from, until, value }) => {
    const since = from === '' ? '自施行之日起' : `自 ${from} 起`
    return `${shownText(parameter, value)}（${since}${until === undefined ? '' : `，到 ${until} 止`}）`
  })
  return {
    name,
    label,
    values: dated.length > 0 ? dated : ['由县里定'],
    reading: reading ?? null,
    choices: choices ? [...choices.values()] : [],
    boundary,
    readBy: parameter.readBy ?? null,
  }
}

/** The features and pages whose sources name the article. */
function screensOf(id: string, mentions: readonly Mention[]): string[] {
  const names = mentions
    .filter(({ article }) => article === id)
    .map(({ file }) => {
      const feature = /^cloud\/features\/([^/]+)\//.exec(file)?.[1]
      if (feature) return featureLabel(feature)
      const page = /\/pages\/([^/]+)\//.exec(file)?.[1]
      return page ? `页面 ${page}` : null
    })
  return [...new Set(names.filter((name) => name !== null))].sort()
}
