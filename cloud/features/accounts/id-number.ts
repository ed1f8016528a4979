/** Resident identity numbers of 18 digits (GB 11643): birth date, gender and check character. */
export interface IdNumberFacts {
  /** With a capital X. */
  idNumber: string
  birthDate: string
  gender: 'male' | 'female'
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

export function checkCharacterOf(first17: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first17[at]), 0)
  return checkCharacters[sum % 11] ?? ''
}

function isRealDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) && day >= '1900-01-01'
}

/** Null when it is not a number that can have been given out. */
export function readIdNumber(text: string): IdNumberFacts | null {
  const idNumber = text.normalize('NFKC').trim().toUpperCase()
  if (!/^[1-9]\d{16}[\dX]$/.test(idNumber)) return null
  const birthDate = idNumber.slice(6, 14).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
  if (!isRealDay(birthDate)) return null
  if (checkCharacterOf(idNumber.slice(0, 17)) !== idNumber[17]) return null
  return { idNumber, birthDate, gender: Number(idNumber[16]) % 2 === 1 ? 'male' : 'female' }
}

/** Full years on a day; who is born on 29 February is a year older on 1 March. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}
