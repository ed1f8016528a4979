import { expect, test } from 'vitest'
import { isHeic } from './photo-kind'

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

test.each([
  ['\0\0\0\x18ftypheic\0\0\0\0', true],
  ['\0\0\0\x18ftypmif1\0\0\0\0', true],
  // a film and an AVIF picture are in the same container
  ['\0\0\0\x18ftypisom\0\0\0\0', false],
  ['\0\0\0\x18ftypavif\0\0\0\0', false],
  ['\xff\xd8\xff\xe0\0\x10JFIF\0\x01', false],
  ['\x89PNG\r\n\x1a\n\0\0\0\r', false],
  ['', false],
])('%j', (text, expected) => {
  expect(isHeic(bytes(text))).toBe(expected)
})
