import type { Figure, Statement } from '../contract/trace'

/** Texts of what many statements share; let go with the month's rules that hold it. */
const sharedTexts = new WeakMap<object, string>()

/**
 * The statement as JSON, the same text as JSON.stringify gives, and faster: what is frozen
 * (articles, parameters, figures of a whole kind) is written once for all statements, and a figure
 * that stands in a line and in the tree of the pay once for both.
 */
export function statementText(statement: Statement): string {
  return textOf(statement, new Map())
}

type Written = Map<object, string>

function textOf(value: unknown, written: Written): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Object.isFrozen(value)) {
    let text = sharedTexts.get(value)
    if (text === undefined) {
      text = JSON.stringify(value)
      sharedTexts.set(value, text)
    }
    return text
  }
  if (Array.isArray(value)) return listText(value, written)
  if ('block' in value) return figureText(value as Figure, written)
  return fieldsText(value, written)
}

function figureText(figure: Figure, written: Written): string {
  let text = written.get(figure)
  if (text === undefined) {
    text = fieldsText(figure, written)
    written.set(figure, text)
  }
  return text
}

function listText(list: readonly unknown[], written: Written): string {
  let items = ''
  for (const item of list)
    items += items === '' ? textOf(item, written) : `,${textOf(item, written)}`
  return `[${items}]`
}

function fieldsText(value: object, written: Written): string {
  let fields = ''
  for (const key in value) {
    const field: unknown = value[key as keyof typeof value]
    if (field === undefined) continue
    fields += `${fields === '' ? '"' : ',"'}${key}":${textOf(field, written)}`
  }
  return `{${fields}}`
}
