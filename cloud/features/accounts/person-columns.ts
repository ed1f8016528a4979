import { dateOfDay } from '../../platform/clock'
import { blindIndex, type KeyRing, sealText } from '../../platform/crypto'
import type { IdNumberFacts } from './id-number'

export interface PersonalKeys {
  personal: KeyRing
  index: Uint8Array
}

export interface PersonalData extends IdNumberFacts {
  phone: string
  bankCard?: string | undefined
}

export const maskIdNumber = (idNumber: string) =>
  `${idNumber.slice(0, 6)}********${idNumber.slice(-4)}`
export const maskPhone = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`
export const maskBankCard = (card: string) => `****${card.slice(-4)}`

export const idNumberIndex = (idNumber: string, keys: Pick<PersonalKeys, 'index'>) =>
  new Uint8Array(blindIndex(idNumber, keys.index, 'idNumber'))
export const phoneIndex = (phone: string, keys: Pick<PersonalKeys, 'index'>) =>
  new Uint8Array(blindIndex(phone, keys.index, 'phone'))

/** A person's numbers as the database holds them: sealed, masked, and findable without being readable. */
export function personColumns(data: PersonalData, keys: PersonalKeys) {
  const { idNumber, phone, bankCard } = data
  return {
    idNumberIndex: idNumberIndex(idNumber, keys),
    idNumberSealed: sealText(idNumber, keys.personal, 'idNumber'),
    idNumberMasked: maskIdNumber(idNumber),
    phoneIndex: phoneIndex(phone, keys),
    phoneSealed: sealText(phone, keys.personal, 'phone'),
    phoneMasked: maskPhone(phone),
    bankCardSealed: bankCard ? sealText(bankCard, keys.personal, 'bankCard') : null,
    bankCardMasked: bankCard ? maskBankCard(bankCard) : null,
    gender: data.gender,
    birthDate: dateOfDay(data.birthDate),
  }
}
