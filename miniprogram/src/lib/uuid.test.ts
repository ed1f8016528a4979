import fc from 'fast-check'
import { expect, test } from 'vitest'
import { uuidTimeMs, uuidv7 } from './uuid'

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('ids are of version 7, carry their time and sort by it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 46 }),
      fc.integer({ min: 1, max: 2 ** 40 }),
      fc.uint8Array({ minLength: 10, maxLength: 10 }),
      (atMs, laterMs, random) => {
        const id = uuidv7(atMs, random)
        expect(id).toMatch(pattern)
        expect(uuidTimeMs(id)).toBe(atMs)
        expect(id < uuidv7(atMs + laterMs, random)).toBe(true)
      },
    ),
  )
})
