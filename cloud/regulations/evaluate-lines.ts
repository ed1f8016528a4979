import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { Answer, Statement } from '../contract/trace'
import type { Regulation } from '../rules/regulation'
import { statementText } from '../rules/statement-text'
import { type InputLine, mostLineBytes, readLines } from './lines'

export interface LineError {
  line: number
  error: { code: string; message: string; path: string }
}

/** Output is handed on in pieces of this size, so that a million lines are not a million writes. */
const pieceCharacters = 65_536

/**
 * One statement a line of facts, in order; a bad line has its error in its place and a note beside
 * it, the others still compute. Answers how many lines were bad.
 */
export async function evaluateLines(
  regulation: Regulation,
  input: AsyncIterable<Buffer>,
  output: Writable,
  note: (line: string) => void,
): Promise<number> {
  let badLines = 0
  let piece = ''
  for await (const line of readLines(input)) {
    const result = evaluateLine(regulation, line)
    if ('error' in result) {
      badLines += 1
      const { code, message, path } = result.error
      note(`第 ${result.line} 行：${path ? `${path} ` : ''}${message}（${code}）`)
    }
    piece += `${'lines' in result ? statementText(result) : JSON.stringify(result)}\n`
    if (piece.length >= pieceCharacters) {
      await write(output, piece)
      piece = ''
    }
  }
  if (piece) await write(output, piece)
  return badLines
}

async function write(output: Writable, piece: string): Promise<void> {
  if (!output.write(piece)) await once(output, 'drain')
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
