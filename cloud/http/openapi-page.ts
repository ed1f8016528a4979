import type { JsonSchema, OpenApiDocument, Operation } from './openapi'

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const html = (text: string): string => text.replace(/[&<>"]/g, (sign) => escaped[sign] ?? sign)
const code = (text: string): string => `<code>${html(text)}</code>`

const style = `
:root{color-scheme:light;--ink:#1d2624;--soft:#505b58;--line:#d9d3c5;--paper:#fffdf9;--back:#f6f3ec;--deep:#0e5a55}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:16px/1.7 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif}
header,main{max-width:1080px;margin:0 auto;padding:24px 16px}
h1{font-size:28px;margin:0 0 8px}h2{font-size:22px;margin:40px 0 12px;color:var(--deep)}
nav ul{display:flex;flex-wrap:wrap;gap:8px;padding:0;list-style:none}
nav a{display:block;min-height:44px;padding:8px 14px;border:1px solid var(--line);border-radius:8px;background:var(--paper);color:var(--deep);text-decoration:none}
details{margin:0 0 8px;border:1px solid var(--line);border-radius:8px;background:var(--paper)}
summary{min-height:44px;padding:10px 14px;cursor:pointer;overflow-wrap:anywhere}
details>div{padding:0 14px 14px}
details details{margin:8px 0}
.verb{display:inline-block;min-width:52px;font-weight:600;color:var(--deep)}
.path{color:var(--soft)}
table{width:100%;border-collapse:collapse;margin:8px 0}
th,td{padding:6px 8px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:anywhere}
.wide{overflow-x:auto}
code,pre{font:14px/1.6 ui-monospace,Menlo,Consolas,monospace}
pre{overflow:auto;max-height:420px;padding:10px;background:var(--back);border-radius:6px}
`

function kindOf(schema: JsonSchema): string {
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1) ?? ''
  if (Array.isArray(schema.enum)) return schema.enum.map(String).join(' | ')
  if (Array.isArray(schema.anyOf)) return (schema.anyOf as JsonSchema[]).map(kindOf).join(' | ')
  if (schema.type === 'array') return `${kindOf((schema.items ?? {}) as JsonSchema)}[]`
  return String(schema.type ?? 'any')
}

const limits: readonly (readonly [key: string, label: string])[] = [
  ['minimum', '最小'],
  ['maximum', '最大'],
  ['minLength', '最短'],
  ['maxLength', '最长'],
  ['maxItems', '最多'],
  ['pattern', '样式'],
]

function limitsOf(schema: JsonSchema): string {
  const told = limits.filter(([key]) => schema[key] !== undefined)
  const words = told.map(([key, label]) => `${label} ${String(schema[key])}`)
  return [...words, schema.description ?? ''].filter(Boolean).join('；')
}

interface Row {
  name: string
  place: string
  needed: boolean
  schema: JsonSchema
}

function table(title: string, rows: readonly Row[]): string {
  if (rows.length === 0) return ''
  const lines = rows.map(
    ({ name, place, needed, schema }) =>
      `<tr><td>${code(name)}</td><td>${place}</td><td>${needed ? '必填' : ''}</td><td>${html(kindOf(schema))}</td><td>${html(limitsOf(schema))}</td></tr>`,
  )
  return `<h3>${title}</h3><div class="wide"><table><thead><tr><th>名称</th><th>位置</th><th></th><th>类型</th><th>说明</th></tr></thead><tbody>${lines.join('')}</tbody></table></div>`
}

const places = { path: '地址', query: '查询', header: '请求头' } as const

function given(operation: Operation): string {
  const parameters = (operation.parameters ?? []).map(
    (one): Row => ({
      name: one.name,
      place: places[one.in],
      needed: one.required,
      schema: { ...one.schema, description: one.description ?? one.schema.description },
    }),
  )
  const bodies = Object.entries(operation.requestBody?.content ?? {}).map(
    ([type, { schema = {} }]) =>
      table(
        `提交（${html(type)}）`,
        Object.entries(schema.properties ?? {}).map(([name, one]): Row => {
          const needed = (schema.required ?? []).includes(name)
          return { name, place: '内容', needed, schema: one }
        }),
      ),
  )
  return table('参数', parameters) + bodies.join('')
}

const backticks = (text: string): string =>
  html(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replaceAll('\n\n', '<br>')

function answers(operation: Operation): string {
  const lines = Object.entries(operation.responses).map(
    ([status, { description, content = {} }]) => {
      const isGood = status.startsWith('2')
      const shapes = Object.entries(content).map(([type, { schema }]) =>
        isGood && schema
          ? `<details><summary>${html(type)} 的内容</summary><div><pre>${html(JSON.stringify(schema, null, 2))}</pre></div></details>`
          : isGood
            ? code(type)
            : '',
      )
      return `<tr><td>${html(status)}</td><td>${backticks(description)}${shapes.join('')}</td></tr>`
    },
  )
  return `<h3>回答</h3><table><tbody>${lines.join('')}</tbody></table>`
}

function section(verb: string, path: string, operation: Operation): string {
  const { operationId, summary, description = '' } = operation
  return `<details id="${html(operationId)}"><summary><span class="verb">${verb}</span>${html(summary)}<br><span class="path">${code(path)}</span></summary><div><p>${backticks(description)}</p>${given(operation)}${answers(operation)}</div></details>`
}

function sectionsOf(document: OpenApiDocument, tag: string): string {
  const all = [...Object.entries(document.paths), ...Object.entries(document.webhooks)]
  return all
    .flatMap(([path, item]) => [
      ...(item.get?.tags.includes(tag) ? [section('GET', path, item.get)] : []),
      ...(item.post?.tags.includes(tag) ? [section('POST', path, item.post)] : []),
    ])
    .join('')
}

/** The document as one page to read: no script, nothing from elsewhere. */
export function openApiPage(document: OpenApiDocument): string {
  const { info, tags } = document
  const links = tags.map(({ name }) => `<li><a href="#tag-${html(name)}">${html(name)}</a></li>`)
  const groups = tags.map(
    ({ name, description }) =>
      `<section><h2 id="tag-${html(name)}">${html(name)}</h2><p>${html(description)}</p>${sectionsOf(document, name)}</section>`,
  )
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${html(info.title)}</title><style>${style}</style></head><body><header><h1>${html(info.title)}</h1><p>${html(info.summary)}。${html(info.description)}</p><p>给程序读的同一份文档：<a href="/openapi.json">/openapi.json</a>（OpenAPI 3.1）。</p><nav aria-label="分类"><ul>${links.join('')}</ul></nav></header><main>${groups.join('')}</main></body></html>`
}
