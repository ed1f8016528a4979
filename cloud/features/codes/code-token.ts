import type { CodeKind } from '../../contract/codes'
import { signCode, verifyCode } from '../../platform/crypto'

/**
 * A printed code is its serial, base 36 in six places, and twelve characters of signature: eighteen
 * that fit an address, the 32 of a mini-program code's scene, and never look like a grid's code.
 */
const serialPlaces = 6
const signatureLength = 12
const mostSerial = 36 ** serialPlaces - 1

const purposeOf: Record<CodeKind, string> = { grid: 'gridCode', badge: 'badgeCode' }
/** The part of the address that tells WeChat, and the pages, what was scanned. */
export const folderOf: Record<CodeKind, string> = { grid: 'g', badge: 'b' }

export function tokenOf(kind: CodeKind, serial: number, key: Uint8Array): string {
  if (serial < 1 || serial > mostSerial) throw new RangeError('no such serial')
  const text = serial.toString(36).padStart(serialPlaces, '0')
  return signCode(text, key, purposeOf[kind]).replace('.', '')
}

/** The serial, or null when the code was not signed by us as one of this kind. */
export function serialOf(kind: CodeKind, token: string, key: Uint8Array): number | null {
  if (token.length !== serialPlaces + signatureLength) return null
  const signed = `${token.slice(0, serialPlaces)}.${token.slice(serialPlaces)}`
  const text = verifyCode(signed, key, purposeOf[kind])
  if (text === null || !/^[0-9a-z]{6}$/.test(text)) return null
  return Number.parseInt(text, 36)
}

export const serialText = (serial: number): string => String(serial).padStart(6, '0')

/** A card's number in its grid: A001-0023. */
export const cardNumberText = (gridCode: string, number: number): string =>
  `${gridCode.slice(12)}-${String(number).padStart(4, '0')}`
