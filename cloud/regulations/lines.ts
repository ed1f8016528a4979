/** The longest line of facts that is read; a longer one is told and passed over. */
export const mostLineBytes = 4_000_000

export type InputLine = { number: number; text: string } | { number: number; tooLong: true }

const newline = 0x0a

/** Cuts a stream of bytes into lines, never holding more than one line of the allowed length. */
export class LineCutter {
  private number = 1
  /** Parts of the line whose end has not come yet. */
  private held: Buffer[] = []
  private heldBytes = 0

  constructor(private readonly mostBytes: number = mostLineBytes) {}

  /** The lines that end in this piece; what is left of it is kept, and its memory may be used again. */
  *cut(piece: Buffer): Generator<InputLine> {
    let start = 0
    for (let end = piece.indexOf(newline); end !== -1; end = piece.indexOf(newline, start)) {
      this.hold(piece.subarray(start, end))
      yield this.take()
      start = end + 1
    }
    this.hold(Buffer.from(piece.subarray(start)))
  }

  /** A last line without its newline is a line; after one that has it comes no empty line. */
  *rest(): Generator<InputLine> {
    if (this.heldBytes > 0) yield this.take()
  }

  private hold(part: Buffer): void {
    if (part.length === 0) return
    this.heldBytes += part.length
    if (this.heldBytes > this.mostBytes) this.held = []
    else this.held.push(part)
  }

  private take(): InputLine {
    const { number, held } = this
    const tooLong = this.heldBytes > this.mostBytes
    this.number += 1
    this.held = []
    this.heldBytes = 0
    return tooLong ? { number, tooLong } : { number, text: textOf(held, number) }
  }
}

function textOf(parts: Buffer[], number: number): string {
  const [only] = parts
  const text = parts.length === 1 && only ? only.toString() : Buffer.concat(parts).toString()
  const whole = number === 1 && text.startsWith('\ufeff') ? text.slice(1) : text
  return whole.endsWith('\r') ? whole.slice(0, -1) : whole
}
