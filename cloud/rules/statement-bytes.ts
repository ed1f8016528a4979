import type { Figure, Statement } from '../contract/trace'
import { type Written, writtenOf } from './shared'

/** Room at the start; what is longer makes more. */
const firstBytes = 1_250_000
/** The most bytes that a UTF-16 unit becomes. */
const bytesPerUnit = 3
const quote = 0x22
const backslash = 0x5c

/** Where a part stands among what was written. */
interface Span {
  start: number
  end: number
}

/** What all figures of one rule say alike, around their value, sentence, facts and inputs. */
interface Frame {
  of: Figure
  /** {"code":"piece","label":"按条计酬","value": */
  name: Uint8Array
  /** ,"unit":"fen","sentence": */
  unit: Uint8Array
  /** ,"articles":[…],"parameters":[…],"facts": */
  law: Uint8Array
  /** ,"block":"pieceRate","inputs": */
  block: Uint8Array
}

/** Frames kept at once: some hundred for each month of a regulation. */
const mostFrames = 10_000

/**
 * Statements as lines of JSON in UTF-8, the very bytes of JSON.stringify, many times faster. Most of
 * a statement are articles and parameters that it shares with others: their bytes are kept and
 * copied, whole figures that many workers have alike, and of other figures what those of one rule say
 * alike. A figure of the worker's own stands in a line and again in the tree of the pay: it is
 * written once and copied there. What is left are short texts.
 */
export class StatementBytes {
  private bytes: Buffer = Buffer.allocUnsafeSlow(firstBytes)
  private end = 0
  /** Where the figures of this line stand. */
  private readonly figures = new Map<object, Span>()
  private readonly frames = new Map<string, Frame[]>()
  private frameCount = 0

  get length(): number {
    return this.end
  }

  appendLine(value: object): void {
    this.figures.clear()
    if (isStatement(value)) this.appendStatement(value)
    else this.append(value)
    this.appendText('\n')
  }

  /** What was written, to be used up before the next line is appended. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.end)
    this.end = 0
    return taken
  }

  /** Field by field in the order in which packs make it; told apart from JSON's own by the tests. */
  private appendStatement(statement: Statement): void {
    const { totals, verdict, indicators, informationLines } = statement
    this.appendText('{"regulation":')
    this.appendString(statement.regulation)
    this.appendText(',"packVersion":')
    this.appendString(statement.packVersion)
    this.appendText(',"month":')
    this.appendString(statement.month)
    this.appendText(',"workerReference":')
    this.appendString(statement.workerReference)
    this.appendText(',"workerKind":')
    this.appendString(statement.workerKind)
    this.appendText(',"lines":')
    this.appendList(statement.lines)
    this.appendNumber(',"totals":{"grossFen":', totals.grossFen)
    this.appendNumber(',"deductionFen":', totals.deductionFen)
    this.appendNumber(',"collectedFen":', totals.collectedFen)
    this.appendNumber(',"payFen":', totals.payFen)
    this.appendText('},"pay":')
    this.appendObject(statement.pay)
    this.appendNumber(',"accrualFen":', statement.accrualFen)
    this.appendText(',"accrual":')
    this.appendObject(statement.accrual)
    this.appendNumber(',"uncollectedFen":', statement.uncollectedFen)
    if (indicators !== undefined) {
      this.appendText(',"indicators":')
      this.appendList(indicators)
    }
    this.appendText(',"verdict":{"proposal":')
    this.appendString(verdict.proposal)
    this.appendText(',"decision":')
    this.append(verdict.decision)
    this.appendText(',"final":')
    this.appendString(verdict.final)
    this.appendText(',"reasons":')
    this.appendList(verdict.reasons)
    this.appendText('},"proposals":')
    this.appendList(statement.proposals)
    this.appendText(',"informationLines":')
    this.appendList(informationLines)
    this.appendText(',"differences":')
    this.appendList(statement.differences)
    this.appendText('}')
  }

  private appendNumber(before: string, number: number): void {
    this.appendText(before)
    this.appendText(String(number))
  }

  private append(value: unknown): void {
    if (typeof value === 'string') this.appendString(value)
    else if (typeof value !== 'object' || value === null) this.appendText(String(value))
    else this.appendObject(value)
  }

  private appendObject(value: object): void {
    const written = writtenOf(value)
    if (written === undefined) this.appendParts(value)
    else if (written.bytes !== null) this.appendBytes(written.bytes)
    else this.appendShared(value, written)
  }

  /** What is met again is worth keeping. */
  private appendShared(value: object, written: Written): void {
    const start = this.end
    this.appendParts(value)
    written.times += 1
    if (written.times > 1) written.bytes = new Uint8Array(this.bytes.subarray(start, this.end))
  }

  private appendParts(value: object): void {
    if (Array.isArray(value)) this.appendList(value)
    else if ((value as Figure).block !== undefined) this.appendFigure(value as Figure)
    else this.appendFields(value)
  }

  private appendList(list: readonly unknown[]): void {
    this.appendText('[')
    for (let index = 0; index < list.length; index += 1) {
      if (index > 0) this.appendText(',')
      this.append(list[index])
    }
    this.appendText(']')
  }

  private appendFields(value: object): void {
    let before = '{"'
    for (const key in value) {
      const field: unknown = value[key as keyof typeof value]
      if (field === undefined) continue
      this.appendText(`${before}${key}":`)
      this.append(field)
      before = ',"'
    }
    this.appendText(before === '{"' ? '{}' : '}')
  }

  private appendFigure(figure: Figure): void {
    const span = this.figures.get(figure)
    if (span) {
      this.reserve(span.end - span.start)
      this.bytes.copyWithin(this.end, span.start, span.end)
      this.end += span.end - span.start
      return
    }
    const start = this.end
    const frame = this.frameOf(figure)
    this.appendBytes(frame.name)
    this.appendText(String(figure.value))
    this.appendBytes(frame.unit)
    this.appendString(figure.sentence)
    this.appendBytes(frame.law)
    this.append(figure.facts)
    this.appendBytes(frame.block)
    this.append(figure.inputs)
    this.appendText('}')
    this.figures.set(figure, { start, end: this.end })
  }

  private frameOf(figure: Figure): Frame {
    const known = this.frames.get(figure.code)
    const held = known?.find(({ of }) => isFramedAlike(of, figure))
    if (held) return held
    const frame = frameFor(figure)
    if (this.frameCount >= mostFrames) {
      this.frames.clear()
      this.frameCount = 0
    }
    this.frameCount += 1
    if (known) known.push(frame)
    else this.frames.set(figure.code, [frame])
    return frame
  }

  private appendBytes(bytes: Uint8Array): void {
    this.reserve(bytes.length)
    this.bytes.set(bytes, this.end)
    this.end += bytes.length
  }

  /** Text of letters and marks of ASCII that need no escape. */
  private appendText(text: string): void {
    this.reserve(text.length)
    const { bytes } = this
    let { end } = this
    for (let index = 0; index < text.length; index += 1) bytes[end++] = text.charCodeAt(index)
    this.end = end
  }

  private appendString(text: string): void {
    this.reserve(text.length * bytesPerUnit + 2)
    const { bytes } = this
    let { end } = this
    bytes[end++] = quote
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index)
      if (unit < 0x80) {
        if (unit < 0x20 || unit === quote || unit === backslash) {
          this.appendEscaped(text)
          return
        }
        bytes[end++] = unit
      } else if (unit < 0x800) {
        bytes[end++] = 0xc0 | (unit >> 6)
        bytes[end++] = 0x80 | (unit & 0x3f)
      } else {
        // one half of a pair stands for nothing by itself
        if (unit >= 0xd800 && unit < 0xe000) {
          this.appendEscaped(text)
          return
        }
        bytes[end++] = 0xe0 | (unit >> 12)
        bytes[end++] = 0x80 | ((unit >> 6) & 0x3f)
        bytes[end++] = 0x80 | (unit & 0x3f)
      }
    }
    bytes[end++] = quote
    this.end = end
  }

  private appendEscaped(text: string): void {
    const escaped = JSON.stringify(text)
    this.reserve(escaped.length * bytesPerUnit)
    this.end += this.bytes.write(escaped, this.end)
  }

  private reserve(more: number): void {
    if (this.end + more <= this.bytes.length) return
    const larger = Buffer.allocUnsafeSlow((this.end + more) * 2)
    this.bytes.copy(larger, 0, 0, this.end)
    this.bytes = larger
  }
}

function isStatement(value: object): value is Statement {
  return (value as Statement).workerReference !== undefined
}

function isFramedAlike(one: Figure, other: Figure): boolean {
  return (
    one.articles === other.articles &&
    one.parameters === other.parameters &&
    one.block === other.block &&
    one.label === other.label &&
    one.unit === other.unit
  )
}

function frameFor(of: Figure): Frame {
  const { code, label, unit, articles, parameters, block } = of
  const bytesOf = (text: string) => new Uint8Array(Buffer.from(text))
  const textOf = (value: unknown) => JSON.stringify(value)
  return {
    of,
    name: bytesOf(`{"code":${textOf(code)},"label":${textOf(label)},"value":`),
    unit: bytesOf(`,"unit":${textOf(unit)},"sentence":`),
    law: bytesOf(`,"articles":${textOf(articles)},"parameters":${textOf(parameters)},"facts":`),
    block: bytesOf(`,"block":${textOf(block)},"inputs":`),
  }
}
