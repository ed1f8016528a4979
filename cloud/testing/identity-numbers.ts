import { checkCharacterOf } from '../features/accounts/id-number'

/** A made-up 18-digit number with a right check character; odd serials are men. */
export function identityNumber(birthDate: string, serial: number): string {
  const first17 = `141030${birthDate.replaceAll('-', '')}${String(serial).padStart(3, '0')}`
  return `${first17}${checkCharacterOf(first17)}`
}
