import { wholesOf } from './article-ids'
import type { BookArticle, LawBook } from './book'
import { featureLabel } from './feature-labels'

const mostNamed = 4

/** docs/coverage.md: every article and item, and what of the product answers it. */
export function coverageText(books: readonly LawBook[]): string {
  const parts = books.map(
    (book) => `## ${book.title}（\`${book.id}\`）

${tallyText(book)}

${table(book.articles.map((article) => [article.id, article.title, article.gist, answerOf(article, book)]))}`,
  )
  return `# Coverage

What of each text the product answers, and with what. Made by \`npm run law:coverage\` from the packs; a
test compares it. The ids are those of the packs' \`articles.yaml\`; the gists are our own words.

${parts.join('\n\n')}
`
}

function table(rows: readonly (readonly string[])[]): string {
  const head = ['编号', '条', '要点', '怎样落实']
  const lines = [head, head.map(() => '---'), ...rows].map(
    (cells) =>
      `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`,
  )
  return lines.join('\n')
}

type Answer = 'computed' | 'feature' | 'notComputed' | 'inItems'

/** The strongest answer that the product gives to an article. */
export function answerKind(article: BookArticle): Answer {
  const computed = article.parameters.filter(({ readBy }) => readBy === null)
  if (computed.length + article.rules.length + article.cases.length > 0) return 'computed'
  if (article.features.length + article.parameters.length > 0) return 'feature'
  return article.notComputed.length > 0 ? 'notComputed' : 'inItems'
}

function tallyText({ articles }: LawBook): string {
  const count = (kind: Answer) => articles.filter((one) => answerKind(one) === kind).length
  return `共 ${articles.length} 行：计算 ${count('computed')}，由功能办理 ${count('feature')}，不计算 ${count('notComputed')}，见各项 ${count('inItems')}。`
}

function answerOf(article: BookArticle, book: LawBook): string {
  const { parameters, rules, cases, features, notComputed } = article
  const parts: string[] = []
  if (parameters.length > 0)
    parts.push(`参数 ${named(parameters.map(({ name }) => `\`${name}\``))}`)
  if (rules.length > 0) parts.push(`规则 ${rules.map(({ file }) => `\`${file}\``).join('、')}`)
  if (cases.length > 0) parts.push(`算例 ${named(caseNumbers(cases))}`)
  if (features.length > 0) parts.push(`功能 ${features.map(featureLabel).join('、')}`)
  const own = notComputed.filter(({ of }) => of === article.id)
  // what is said of the whole article is repeated only where an item has nothing else
  for (const { what, reason } of own.length > 0 || parts.length > 0 ? own : notComputed)
    parts.push(`不计算：${what}——${reason}`)
  if (parts.length > 0) return parts.join('；')
  const items = book.articles.filter(({ id }) => wholesOf(id).includes(article.id))
  return `见各项：${named(items.map(({ id }) => id))}`
}

/** Parts of one case are one number. */
function caseNumbers(cases: readonly string[]): string[] {
  return [...new Set(cases.map((one) => one.split(' · ')[0] ?? one))]
}

function named(names: readonly string[]): string {
  if (names.length <= mostNamed) return names.join('、')
  return `${names.slice(0, mostNamed).join('、')} 等 ${names.length} 个`
}
