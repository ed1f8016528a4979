import { expect, it } from 'vitest'
import { encodeGb18030 } from './gb18030'

it('writes what banks read, byte for byte', () => {
  expect(encodeGb18030('啊A1,')?.toString('hex')).toBe('b0a141312c')
  // rare surnames: extension A, a two-byte GBK one, and beyond the basic plane
  expect(encodeGb18030('㙟')?.toString('hex')).toBe('8230ad31')
  expect(encodeGb18030('镕')?.toString('hex')).toBe('e946')
  expect(encodeGb18030('𠮷')?.toString('hex')).toBe('9534b235')
})

it('comes back as it was, for every character of the basic plane', () => {
  const decoder = new TextDecoder('gb18030')
  let text = ''
  for (let point = 0x20; point < 0xd800; point += 1) text += String.fromCharCode(point)
  const encoded = encodeGb18030(text)
  expect(encoded && decoder.decode(encoded)).toBe(text)
  const beyond = '𠀀𠮷𪚥😀'
  const bytes = encodeGb18030(beyond)
  expect(bytes?.length).toBe(16)
  expect(bytes && decoder.decode(bytes)).toBe(beyond)
})

it('gives nothing rather than another character', () => {
  expect(encodeGb18030('\ud800')).toBeNull()
})
