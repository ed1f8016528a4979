import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeToken, gridCode } from '../../contract/primitives'
import { isScene } from '../../platform/wechat'
import { serialOf, tokenOf } from './code-token'

const key = Buffer.alloc(32, 7)
const serials = fc.integer({ min: 1, max: 36 ** 6 - 1 })

describe('a printed code', () => {
  it('leads back to its serial, fits a scene, and is no grid code', () => {
    fc.assert(
      fc.property(serials, (serial) => {
        const token = tokenOf('grid', serial, key)
        expect(serialOf('grid', token, key)).toBe(serial)
        expect(token).toHaveLength(18)
        expect(isScene(token)).toBe(true)
        expect(codeToken.safeParse(token).success).toBe(true)
        expect(gridCode.safeParse(token).success).toBe(false)
      }),
    )
  })

  it('is refused when a character was changed, or it is of the other kind or another key', () => {
    fc.assert(
      fc.property(serials, fc.nat(17), fc.constantFrom(...'0aZ-_'), (serial, place, letter) => {
        const token = tokenOf('badge', serial, key)
        const changed = token.slice(0, place) + letter + token.slice(place + 1)
        fc.pre(changed !== token)
        expect(serialOf('badge', changed, key)).toBeNull()
        expect(serialOf('grid', token, key)).toBeNull()
        expect(serialOf('badge', token, Buffer.alloc(32, 8))).toBeNull()
      }),
    )
  })

  it('is nothing when it is rubbish', () => {
    for (const text of ['', '0', 'x'.repeat(18), '网格二维码网格二维码网格二维码网格二', 'a.b']) {
      expect(serialOf('grid', text, key)).toBeNull()
    }
    expect(() => tokenOf('grid', 0, key)).toThrow(RangeError)
  })
})
