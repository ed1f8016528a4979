import { type MayBeShared, type Written, written } from './shared'

/** Room at the start; what is longer makes more. */
const firstBytes = 1_250_000
/** The most bytes that a UTF-16 unit becomes. */
const bytesPerUnit = 3
const quote = 0x22
const backslash = 0x5c
/** Asked of the text itself, V8 would look it up anew for each unit: it has more sorts of strings than it tells apart. */
const unitAt = String.prototype.charCodeAt

/** JSON in UTF-8, the very bytes of JSON.stringify; what is shared is copied once it was written twice. */
export class JsonBytes {
  private bytes: Buffer = Buffer.allocUnsafeSlow(firstBytes)
  protected end = 0

  get length(): number {
    return this.end
  }

  /** What was written, to be used up before anything else is appended. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.end)
    this.end = 0
    return taken
  }

  /** Any value. What comes by the thousand is better written field by field, by its own sort. */
  protected append(value: unknown): void {
    if (typeof value === 'string') this.appendString(value)
    else if (typeof value !== 'object' || value === null) this.appendText(String(value))
    else this.appendObject(value)
  }

  protected appendObject(value: object): void {
    const known = (value as MayBeShared)[written]
    if (known?.bytes) {
      this.appendBytes(known.bytes)
      return
    }
    const start = this.end
    if (Array.isArray(value)) this.appendEach(value, (one) => this.append(one))
    else this.appendFields(value)
    if (known) this.keep(known, start)
  }

  protected appendFields(value: object): void {
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

  protected appendEach<T>(list: readonly T[], appendOne: (one: T) => void): void {
    this.appendText('[')
    for (let index = 0; index < list.length; index += 1) {
      if (index > 0) this.appendText(',')
      appendOne(list[index] as T)
    }
    this.appendText(']')
  }

  /** What is met again is worth keeping: from `start` on stands what was written of it. */
  protected keep(known: Written, start: number): void {
    known.times += 1
    if (known.times > 1) known.bytes = new Uint8Array(this.bytes.subarray(start, this.end))
  }

  protected appendBytes(bytes: Uint8Array): void {
    this.reserve(bytes.length)
    this.bytes.set(bytes, this.end)
    this.end += bytes.length
  }

  /** Once more what stands between these places. */
  protected appendAgain(start: number, end: number): void {
    this.reserve(end - start)
    this.bytes.copyWithin(this.end, start, end)
    this.end += end - start
  }

  protected appendNumber(before: string, number: number): void {
    this.appendText(before)
    this.appendText(String(number))
  }

  /** Text of letters and marks of ASCII that need no escape. */
  protected appendText(text: string): void {
    this.reserve(text.length)
    const { bytes } = this
    let { end } = this
    for (let index = 0; index < text.length; index += 1) bytes[end++] = text.charCodeAt(index)
    this.end = end
  }

  protected appendString(text: string): void {
    const { length } = text
    this.reserve(length * bytesPerUnit + 2)
    const { bytes } = this
    let { end } = this
    bytes[end++] = quote
    for (let index = 0; index < length; index += 1) {
      const unit = unitAt.call(text, index)
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
