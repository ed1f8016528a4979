import { StringDecoder } from 'node:string_decoder'

/** The longest line of facts that is read; a longer one is told and passed over. */
export const mostLineBytes = 4_000_000

export type InputLine = { number: number; text: string } | { number: number; tooLong: true }

const newline = 0x0a

/** Lines of a byte stream, one at a time, never holding more than one line of the allowed length. */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  mostBytes: number = mostLineBytes,
): AsyncGenerator<InputLine> {
  let number = 1
  let held: Buffer[] = []
  let heldBytes = 0
  let tooLong = false

  function keep(part: Buffer) {
    if (part.length === 0) return
    heldBytes += part.length
    if (heldBytes > mostBytes) {
      tooLong = true
      held = []
    } else held.push(part)
  }
  function take(): InputLine {
    const line: InputLine = tooLong ? { number, tooLong } : { number, text: textOf(held, number) }
    number += 1
    held = []
    heldBytes = 0
    tooLong = false
    return line
  }

  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      keep(chunk.subarray(start, end))
      yield take()
      start = end + 1
    }
    keep(chunk.subarray(start))
  }
  // a last line without its newline is a line; a file that ends with one has no empty line after it
  if (heldBytes > 0) yield take()
}

function textOf(parts: Buffer[], number: number): string {
  const decoder = new StringDecoder('utf8')
  const text = parts.map((part) => decoder.write(part)).join('') + decoder.end()
  const whole = number === 1 && text.startsWith('\ufeff') ? text.slice(1) : text
  return whole.endsWith('\r') ? whole.slice(0, -1) : whole
}
