import { XMLBuilder } from 'fast-xml-parser'

const builder = new XMLBuilder({
  ignoreAttributes: true,
  processEntities: true,
  suppressEmptyNode: false,
})

/** Characters that no XML document may hold, not even escaped. */
const notInXml =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

type Plain = string | number | boolean | null
export type Node = Plain | readonly Node[] | { readonly [name: string]: Node }

function clean(node: Node): unknown {
  if (node === null) return ''
  if (typeof node === 'string') return node.replace(notInXml, '\ufffd')
  if (typeof node !== 'object') return String(node)
  if (Array.isArray(node)) return node.map(clean)
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, clean(value)]))
}

/** Names come from this code, values from anywhere: every value is escaped, null is an empty element. */
export function xmlOf(root: { readonly [name: string]: Node }): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${builder.build(clean(root))}`
}
