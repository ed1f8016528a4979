import { wholesOf } from './article-ids'
import type { PackContent } from './pack-content'
import type { Complaint } from './pack-source'

/** What an article is good for in the product. */
export interface ArticleUse {
  parameters: string[]
  rules: string[]
  cases: string[]
  notComputed: { what: string; reason: string; of: string }[]
  features: string[]
}

/** Of each article what rests on it. What is said of a whole article as not computed holds for its items. */
export function articleUses(content: PackContent): Map<string, ArticleUse> {
  const uses = new Map<string, ArticleUse>()
  for (const { value } of content.articles) {
    uses.set(String(value.id), {
      parameters: [],
      rules: [],
      cases: [],
      notComputed: [],
      features: Array.isArray(value.features) ? value.features.map(String) : [],
    })
  }
  for (const { value } of content.parameters)
    uses.get(String(value.article))?.parameters.push(String(value.name))
  for (const { file, articles } of content.rules)
    for (const id of articles) uses.get(id)?.rules.push(file)
  for (const { id, articles } of content.cases)
    for (const article of articles) uses.get(article)?.cases.push(id)
  for (const [id, use] of uses) {
    for (const { value } of content.notComputed) {
      const of = String(value.article)
      if (of === id || wholesOf(id).includes(of))
        use.notComputed.push({ what: String(value.what), reason: String(value.reason), of })
    }
  }
  return uses
}

function isUsed(use: ArticleUse): boolean {
  return Object.values(use).some((list) => list.length > 0)
}

/** An article that nothing rests on and that is not said to be left out; and ids that nobody knows. */
export function checkArticles(content: PackContent, features: ReadonlySet<string>): Complaint[] {
  const uses = articleUses(content)
  const file = `${content.source.folder}/articles.yaml`
  const complaints: Complaint[] = []
  const used = new Set([...uses].filter(([, use]) => isUsed(use)).map(([id]) => id))
  const wholes = new Set([...used].flatMap(wholesOf))
  for (const { line, value } of content.articles) {
    const id = String(value.id)
    if (!used.has(id) && !wholes.has(id))
      complaints.push({
        file,
        line,
        message: `${id} 没有任何参数、规则或算例引用它，也没有列入 not-computed.yaml 或写明由哪个功能办理`,
      })
    for (const feature of uses.get(id)?.features ?? []) {
      if (!features.has(feature))
        complaints.push({ file, line, message: `${id} 写的功能 ${feature} 在产品里没有` })
    }
  }
  return [...complaints, ...unknownArticles(content, new Set(uses.keys()))]
}

function unknownArticles(content: PackContent, known: ReadonlySet<string>): Complaint[] {
  const { folder } = content.source
  const citing = [
    ...content.parameters.map(({ line, value }) => ({
      file: `${folder}/parameters.yaml`,
      line,
      articles: value.article === undefined ? [] : [String(value.article)],
    })),
    ...content.notComputed.map(({ line, value }) => ({
      file: `${folder}/not-computed.yaml`,
      line,
      articles: [String(value.article)],
    })),
    ...content.cases,
  ]
  return citing.flatMap(({ file, line, articles }) =>
    articles
      .filter((id) => !known.has(id))
      .map((id) => ({ file, line, message: `引用了 ${id}，articles.yaml 里没有这一条` })),
  )
}
