import { hasZeroBits, proofText, type Puzzle } from '@contract/proof-of-work'
import { sha256After } from './sha256'

/** So many tries between two breaths, so that the page goes on answering fingers. */
const triesInARow = 1_500
const breath = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

/** For each part the first number whose text's hash begins with enough zero bits. */
export async function solve(puzzle: Puzzle, commandId: string): Promise<number[]> {
  const nonces: number[] = []
  let tries = 0
  for (let part = 0; part < puzzle.parts; part += 1) {
    const beginning = proofText(puzzle.challenge, commandId, part, 0).slice(0, -1)
    const hashOf = sha256After(beginning)
    for (let nonce = 0; ; nonce += 1) {
      tries += 1
      if (tries % triesInARow === 0) await breath()
      if (!hasZeroBits(hashOf(String(nonce)), puzzle.bits)) continue
      nonces.push(nonce)
      break
    }
  }
  return nonces
}
