/**
 * Node decodes GB18030 but does not encode it. The table of codes is made once by decoding every
 * two- and four-byte code of the basic plane; the planes above follow by counting.
 */
const firstSupplementary = 0x10000
/** 0x90308130 is the code of the first character beyond the basic plane. */
const supplementaryLead = 0x90

const fourBytes = (index: number, lead: number): number[] => [
  lead + Math.floor(index / 12_600),
  0x30 + (Math.floor(index / 1_260) % 10),
  0x81 + (Math.floor(index / 10) % 126),
  0x30 + (index % 10),
]

let table: Map<string, readonly number[]> | undefined

function codesOfBasicPlane(): number[][] {
  const codes: number[][] = []
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) codes.push([lead, trail])
  }
  // 0x81308130 to 0x8431a439
  for (let index = 0; index < 39_420; index += 1) codes.push(fourBytes(index, 0x81))
  return codes
}

function codeTable(): Map<string, readonly number[]> {
  if (table) return table
  const decoder = new TextDecoder('gb18030')
  table = new Map()
  for (const code of codesOfBasicPlane()) {
    const text = decoder.decode(Uint8Array.from(code))
    // the first code of a character is its own; what does not decode is no code
    if (text.length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, code)
  }
  return table
}

/** Bytes of a text in GB18030; null when a character has none, so that nothing is lost unseen. */
export function encodeGb18030(text: string): Buffer | null {
  const known = codeTable()
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    const code = known.get(character)
    if (point < 0x80) bytes.push(point)
    else if (code) bytes.push(...code)
    else if (point >= firstSupplementary)
      bytes.push(...fourBytes(point - firstSupplementary, supplementaryLead))
    else return null
  }
  const encoded = Buffer.from(bytes)
  return new TextDecoder('gb18030').decode(encoded) === text ? encoded : null
}
