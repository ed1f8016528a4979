import type { Database } from '../../platform/database'
import { idText } from '../../platform/ids'
import { readIdNumber } from './id-number'
import { idNumberIndex, type PersonalKeys, phoneIndex } from './person-columns'

export interface PersonKey {
  phone?: string | undefined
  idNumber?: string | undefined
}

const chunk = 1_000
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

export type PeopleLookup = ReturnType<typeof createPeopleLookup>

/** Finds people by the numbers a table holds, without opening a sealed one. */
export function createPeopleLookup({ prisma }: Database, keys: Pick<PersonalKeys, 'index'>) {
  async function idsBy(
    column: 'phoneIndex' | 'idNumberIndex',
    indexes: readonly Uint8Array<ArrayBuffer>[],
  ) {
    const ids = new Map<string, string>()
    for (let at = 0; at < indexes.length; at += chunk) {
      const part = indexes.slice(at, at + chunk)
      const rows = await prisma.account.findMany({
        where:
          column === 'phoneIndex' ? { phoneIndex: { in: part } } : { idNumberIndex: { in: part } },
        select: { id: true, phoneIndex: true, idNumberIndex: true },
      })
      for (const row of rows) ids.set(hexOf(row[column]), idText(row.id))
    }
    return ids
  }

  const indexOfNumber = (text: string) => {
    const facts = readIdNumber(text)
    return facts ? idNumberIndex(facts.idNumber, keys) : null
  }

  return {
    /** The account of each key, by ID number where it has one, else by phone; null: nobody. */
    async accountsByKey(people: readonly PersonKey[]): Promise<(string | null)[]> {
      const numbers = people.map((one) => (one.idNumber ? indexOfNumber(one.idNumber) : null))
      const phones = people.map((one) =>
        one.phone && !one.idNumber ? phoneIndex(one.phone, keys) : null,
      )
      const isThere = (bytes: Uint8Array<ArrayBuffer> | null) => bytes !== null
      const [byNumber, byPhone] = await Promise.all([
        idsBy('idNumberIndex', numbers.filter(isThere)),
        idsBy('phoneIndex', phones.filter(isThere)),
      ])
      return people.map((_one, index) => {
        const [number, phone] = [numbers[index], phones[index]]
        if (number) return byNumber.get(hexOf(number)) ?? null
        return phone ? (byPhone.get(hexOf(phone)) ?? null) : null
      })
    },

    /** Which of these ID numbers and phones belong to somebody already. */
    async taken(people: readonly { idNumber: string; phone: string }[]) {
      const numbers = people.map((one) => idNumberIndex(one.idNumber, keys))
      const phones = people.map((one) => phoneIndex(one.phone, keys))
      const [byNumber, byPhone] = await Promise.all([
        idsBy('idNumberIndex', numbers),
        idsBy('phoneIndex', phones),
      ])
      return people.map((_one, index) => ({
        person: byNumber.has(hexOf(numbers[index] ?? new Uint8Array())),
        phone: byPhone.has(hexOf(phones[index] ?? new Uint8Array())),
      }))
    },
  }
}
