import type { Answer, Statement } from '../contract/trace'
import type { Regulation } from '../rules/regulation'
import { StatementBytes } from '../rules/statement-bytes'
import { type InputLine, LineCutter, mostLineBytes } from './lines'

export interface LineError {
  line: number
  error: { code: string; message: string; path: string }
}

/** Takes bytes until they are used up: the same memory holds the next ones. */
export type Output = (bytes: Uint8Array) => Promise<void> | void

/** Output is handed on in pieces of this size, so that a million lines are not a million writes. */
const pieceBytes = 1_000_000

/** Pieces of the lines; the same memory may hold the next one. */
export type Input = AsyncIterable<Buffer> | Iterable<Buffer>

/**
 * One statement a line of facts, in order; a bad line has its error in its place and a note beside
 * it, the others still compute. Answers how many lines were bad.
 */
export async function evaluateLines(
  regulation: Regulation,
  input: Input,
  output: Output,
  note: (line: string) => void,
): Promise<number> {
  const lines = new LineCutter()
  const written = new StatementBytes()
  let badLines = 0

  async function answer(cut: Iterable<InputLine>): Promise<void> {
    for (const line of cut) {
      const result = evaluateLine(regulation, line)
      if ('error' in result) {
        badLines += 1
        const { code, message, path } = result.error
        note(`第 ${result.line} 行：${path ? `${path} ` : ''}${message}（${code}）`)
      }
      written.appendLine(result)
      if (written.length >= pieceBytes) await output(written.take())
    }
  }

  for await (const piece of input) await answer(lines.cut(piece))
  await answer(lines.rest())
  await output(written.take())
  return badLines
}

export function evaluateLine(
  regulation: Regulation,
  line: InputLine,
): Statement | Answer | LineError {
  const bad = (code: string, message: string, path = ''): LineError => ({
    line: line.number,
    error: { code, message, path },
  })
  if ('tooLong' in line) return bad('lineTooLong', `这一行超过 ${mostLineBytes} 字节`)
  if (line.text.trim() === '') return bad('lineEmpty', '空行，没有事实')
  let value: unknown
  try {
    value = JSON.parse(line.text)
  } catch {
    return bad('notJson', '不是完整的 JSON')
  }
  const evaluated = regulation.evaluate(value)
  if (evaluated.ok) return evaluated.result
  const { code, message, path } = evaluated.error
  return bad(code, message, path)
}
