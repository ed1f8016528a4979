import type * as contract from '../../contract/accounts'
import type { InputOf } from '../../contract/define'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { sealText } from '../../platform/crypto'
import { idText } from '../../platform/ids'
import type { AccountsStore } from './accounts.store'
import { managed } from './manage-accounts'
import { maskBankCard, maskPhone, type PersonalKeys, phoneIndex } from './person-columns'
import { isMobilePhone, isWorkPhone } from './person-rules'

type Input = InputOf<typeof contract.correct>

const bad = (message: string) => new Refusal('badInput', { message })

export interface CorrectParts {
  store: AccountsStore
  keys: PersonalKeys
}

function checkNumbers({ phone, workPhone }: Input): void {
  if (phone !== undefined && !isMobilePhone(phone)) throw bad('手机号不对，请核对')
  const number = workPhone?.trim()
  if (number && !isWorkPhone(number)) throw bad('工作电话只能是数字和 + - ( )')
}

export function createCorrectAccount({ store, keys }: CorrectParts) {
  function columnsOf({ name, phone, workPhone, bankCard }: Input) {
    return {
      ...(name === undefined ? {} : { name }),
      ...(workPhone === undefined ? {} : { workPhone: workPhone.trim() || null }),
      ...(phone === undefined
        ? {}
        : {
            phoneIndex: phoneIndex(phone, keys),
            phoneSealed: sealText(phone, keys.personal, 'phone'),
            phoneMasked: maskPhone(phone),
          }),
      ...(bankCard === undefined
        ? {}
        : {
            bankCardSealed: sealText(bankCard, keys.personal, 'bankCard'),
            bankCardMasked: maskBankCard(bankCard),
          }),
    }
  }

  return {
    /** By a superior, with a reason; the record names what was corrected, never the numbers themselves. */
    async correct(input: Input, context: CommandContext): Promise<{ done: true }> {
      const { tx, audit } = context
      const { accountId, reason, name, phone, workPhone, bankCard } = input
      const given = Object.entries({ name, phone, workPhone, bankCard })
      const items = given.filter(([, value]) => value !== undefined).map(([item]) => item)
      if (items.length === 0) throw bad('没有要更正的内容')
      checkNumbers(input)
      const { posts } = await managed(store, tx, accountId, context)
      if (phone !== undefined) {
        const owner = await store.byPhone(phoneIndex(phone, keys))
        if (owner && idText(owner.id) !== accountId) throw new Refusal('phoneInUse')
      }
      try {
        await store.update(tx, accountId, columnsOf(input))
      } catch (error) {
        if (store.isDuplicate(error)) throw new Refusal('phoneInUse')
        throw error
      }
      audit('account.corrected', accountId, posts.at(-1)?.scopeCode ?? null, { items, reason })
      return { done: true }
    },
  }
}
