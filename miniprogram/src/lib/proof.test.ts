import { createHash } from 'node:crypto'
import { hasZeroBits, proofText } from '@contract/proof-of-work'
import { expect, test } from 'vitest'
import { solve } from './proof'
import { sha256After } from './sha256'

const real = (text: string) => new Uint8Array(createHash('sha256').update(text).digest())

test('hashes like everybody else, however a text is cut in two', () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 128, 300]) {
    const text = 'abcdefghij'.repeat(31).slice(0, length)
    for (const cut of [0, 1, 60, 64, 128, 200]) {
      const got = sha256After(text.slice(0, cut))(text.slice(cut))
      expect(got, `${length} at ${cut}`).toEqual(real(text))
    }
  }
})

test('works out every part of a puzzle for one command', async () => {
  const puzzle = { challenge: `${'x'.repeat(150)}.${'y'.repeat(43)}`, parts: 4, bits: 8 }
  const commandId = '0199aaaa-0000-7000-8000-000000000001'
  const nonces = await solve(puzzle, commandId)
  expect(nonces).toHaveLength(4)
  nonces.forEach((nonce, part) => {
    const text = proofText(puzzle.challenge, commandId, part, nonce)
    expect(hasZeroBits(real(text), 8)).toBe(true)
  })
})
