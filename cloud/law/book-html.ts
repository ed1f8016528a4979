import type { BookArticle, BookParameter, LawBook } from './book'
import { featureLabel } from './feature-labels'

const style = `
  :root { color: #1f2328; background: #fff; font: 16px/1.7 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif }
  body { max-width: 860px; margin: 0 auto; padding: 24px 16px 64px }
  h1 { font-size: 26px; line-height: 1.35; margin: 0 0 4px }
  h2 { font-size: 19px; margin: 0 }
  h3 { font-size: 15px; margin: 14px 0 2px; color: #4b5563 }
  p { margin: 4px 0 }
  a { color: #0b5cad }
  .soft { color: #57606a; font-size: 14px }
  section { border-top: 1px solid #d8dee4; padding: 18px 0; break-inside: avoid }
  .gist { font-size: 17px }
  ul { margin: 2px 0; padding-left: 20px }
  table { border-collapse: collapse; width: 100%; margin: 4px 0 }
  th, td { border: 1px solid #d8dee4; padding: 6px 8px; text-align: left; vertical-align: top; font-size: 15px }
  th { background: #f3f5f7; font-weight: 600 }
  nav { columns: 3 200px; margin: 20px 0; font-size: 14px }
  nav a { display: block }
  code { font-family: ui-monospace, Consolas, monospace; font-size: 13px; overflow-wrap: anywhere }
  @media print { body { max-width: none; padding: 0 } nav { display: none } a { color: inherit; text-decoration: none } }
`

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`
}

/** The regulation as one page that needs nothing else: to be read on a screen or printed. */
export function bookPage(book: LawBook): string {
  const { title, issuer, startsOn, articles } = book
  const contents = articles
    .filter(({ id }) => !id.includes('.'))
    .map((one) => `<a href="#${escapeHtml(one.id)}">${escapeHtml(one.title)}</a>`)
    .join('')
  const since = startsOn === null ? '施行日期由县里定' : `自 ${startsOn} 起`
  return page(
    title,
    `<h1>${escapeHtml(title)}</h1>
<p class="soft">${escapeHtml(issuer)} · ${since}</p>
<p class="soft">每一条下面是本系统按它所用的参数、规则、算例和功能，以及没有计算的部分和理由。要点是本系统自己的话，以正式文件为准。</p>
<nav>${contents}</nav>
${articles.map(articleSection).join('\n')}`,
  )
}

function articleSection(article: BookArticle): string {
  const { id, title, gist } = article
  return `<section id="${escapeHtml(id)}">
<h2>${escapeHtml(title)} <span class="soft">${escapeHtml(id)}</span></h2>
<p class="gist">${escapeHtml(gist)}</p>
${parametersPart(article.parameters)}${listPart('规则', article.rules.map(ruleText))}${casesPart(article.cases)}${listPart('用到它的功能', [...new Set([...article.features.map(featureLabel), ...article.screens])].map(escapeHtml))}${listPart(
  '没有计算的部分',
  article.notComputed.map(
    ({ what, reason }) => `${escapeHtml(what)}<br><span class="soft">${escapeHtml(reason)}</span>`,
  ),
)}</section>`
}

function parametersPart(parameters: readonly BookParameter[]): string {
  if (parameters.length === 0) return ''
  const rows = parameters.map(
    ({ name, label, values, reading, choices, boundary }) =>
      `<tr><td>${escapeHtml(label)}<br><code>${escapeHtml(name)}</code>${boundary ? ' <span class="soft">界限</span>' : ''}</td><td>${values.map(escapeHtml).join('<br>')}</td><td>${readingText(reading, choices)}</td></tr>`,
  )
  return `<h3>参数</h3>
<table><thead><tr><th>名称</th><th>取值和日期</th><th>读法</th></tr></thead><tbody>${rows.join('')}</tbody></table>
`
}

function readingText(reading: string | null, choices: readonly string[]): string {
  if (reading === null) return ''
  const others =
    choices.length > 1
      ? `<br><span class="soft">可选：${choices.map(escapeHtml).join('；')}</span>`
      : ''
  return `${escapeHtml(reading)}${others}`
}

function ruleText({ file, blocks }: BookArticle['rules'][number]): string {
  const made =
    blocks.length > 0 ? ` <span class="soft">用到的计算：${blocks.join('、')}</span>` : ''
  return `<code>${escapeHtml(file)}</code>${made}`
}

function casesPart(cases: readonly string[]): string {
  if (cases.length === 0) return ''
  return `<h3>算例</h3>
<p class="soft">${cases.map(escapeHtml).join('，')}</p>
`
}

function listPart(title: string, items: readonly string[]): string {
  if (items.length === 0) return ''
  return `<h3>${title}</h3>
<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>
`
}

/** The list of all books. */
export function indexPage(books: readonly LawBook[]): string {
  const rows = books.map(({ id, title, issuer, startsOn, articles }) => {
    const parameters = articles.reduce((count, one) => count + one.parameters.length, 0)
    return `<tr><td><a href="${escapeHtml(id)}.html">${escapeHtml(title)}</a></td><td>${escapeHtml(issuer)}</td><td>${startsOn ?? '由县里定'}</td><td>${articles.length}</td><td>${parameters}</td></tr>`
  })
  return page(
    '考核办法',
    `<h1>考核办法</h1>
<p class="soft">本系统能按下列办法计算。每一份都写明每一条的要点、参数、规则、算例和没有计算的部分。</p>
<table><thead><tr><th>办法</th><th>制定</th><th>施行</th><th>条目</th><th>参数</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  )
}
