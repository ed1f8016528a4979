import type * as contract from '../../contract/accounts'
import type { InputOf, OutputOf } from '../../contract/define'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { shanghaiDay } from '../../platform/clock'
import type { Transaction } from '../../platform/database'
import { idText } from '../../platform/ids'
import { id as idSchema } from '../../contract/primitives'
import { presentAccount } from './accounts.present'
import { accountsPolicy } from './accounts.policy'
import type { PostRow } from './accounts.store'
import { readIdNumber } from './id-number'
import { createManageAccounts, managedPosts } from './manage-accounts'
import { insertAccount, issueCode, type NewPerson } from './new-account'
import { createOwnAccount } from './own-account'
import { idNumberIndex, maskPhone, phoneIndex } from './person-columns'
import { ageFault, isMobilePhone, postFault } from './person-rules'
import { createSignIn, type SignInParts } from './sign-in'

export type { NewPerson } from './new-account'

export interface AccountsParts extends SignInParts {
  signingKey: Uint8Array
  demoAllowed: boolean
}

/** How an account is found by what a table names. */
export interface AccountKey {
  phone?: string | undefined
  idNumber?: string | undefined
}

const pageSize = 50

export type AccountsService = ReturnType<typeof createAccountsService>

export function createAccountsService(parts: AccountsParts) {
  const { store, areas, keys } = parts
  const { guard, ...signIn } = createSignIn(parts)

  return {
    ...signIn,
    ...createOwnAccount({ ...parts, guard }),
    ...createManageAccounts(parts),

    async list(
      input: InputOf<typeof contract.list>,
      actor: Actor,
      nowMs: number,
    ): Promise<OutputOf<typeof contract.list>> {
      const scopes = accountsPolicy.scopes(actor, input.areaCode)
      if (scopes.length === 0) throw new Refusal('notFound')
      const { role, search, after } = input
      if (after !== undefined && !idSchema.safeParse(after).success) {
        throw new Refusal('badInput', { message: '翻页位置不对，请从头查看' })
      }
      const limit = input.limit ?? pageSize
      const found = await store.list({ scopes, role, search, after, limit: limit + 1 })
      const page = found.slice(0, limit)
      const posts = groupByAccount(
        await store.postsOf(
          null,
          page.map((row) => idText(row.id)),
        ),
      )
      const directory = await areas.directory()
      const today = shanghaiDay(nowMs)
      const last = page.at(-1)
      return {
        accounts: page.map((row) => {
          const own = posts.get(idText(row.id)) ?? []
          return presentAccount(row, own, {
            actor,
            managedPosts: managedPosts(own, today),
            directory,
          })
        }),
        next: found.length > limit && last ? idText(last.id) : null,
      }
    },

    /** The account each key names, by ID number before phone; null: none. */
    async accountsByKey(wanted: readonly AccountKey[]): Promise<(string | null)[]> {
      const indexed = wanted.map(({ phone, idNumber }) => ({
        phone: phone ? phoneIndex(phone, keys) : null,
        idNumber: idNumber ? idNumberIndex(idNumber, keys) : null,
      }))
      const [phones, idNumbers] = await Promise.all([
        store.idsByIndex(
          'phoneIndex',
          indexed.map((one) => one.phone).filter((one) => one !== null),
        ),
        store.idsByIndex(
          'idNumberIndex',
          indexed.map((one) => one.idNumber).filter((one) => one !== null),
        ),
      ])
      const hex = (index: Uint8Array) => Buffer.from(index).toString('hex')
      return indexed.map(({ phone, idNumber }) => {
        const byIdNumber = idNumber ? idNumbers.get(hex(idNumber)) : undefined
        return byIdNumber ?? (phone ? phones.get(hex(phone)) : undefined) ?? null
      })
    },

    readIdNumber,
    isMobilePhone,
    ageFault,
    postFault,

    /** Codes for many people, made before the transaction that writes them: each takes its time. */
    issueCodes: (count: number) => Promise.all(Array.from({ length: count }, () => issueCode())),

    /** Writes checked people with their codes; a person or phone that has an account throws. */
    async insertPeople(
      tx: Transaction,
      people: readonly NewPerson[],
      codes: readonly { code: string; codeHash: string }[],
      nowMs: number,
    ): Promise<{ accountId: string; name: string; phoneMasked: string; code: string }[]> {
      const written = []
      for (const [at, person] of people.entries()) {
        const issued = codes[at]
        if (!issued) throw new Error('a person without a code')
        const accountId = await insertAccount(tx, store, person, {
          codeHash: issued.codeHash,
          keys,
          nowMs,
        })
        written.push({
          accountId,
          name: person.name,
          phoneMasked: maskPhone(person.phone),
          code: issued.code,
        })
      }
      return written
    },
  }
}

function groupByAccount(posts: readonly PostRow[]): Map<string, PostRow[]> {
  const groups = new Map<string, PostRow[]>()
  for (const post of posts) {
    const key = idText(post.accountId)
    const group = groups.get(key)
    if (group) group.push(post)
    else groups.set(key, [post])
  }
  return groups
}
