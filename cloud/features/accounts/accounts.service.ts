import type * as contract from '../../contract/accounts'
import type { InputOf, OutputOf } from '../../contract/define'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { shanghaiDay } from '../../platform/clock'
import { idText } from '../../platform/ids'
import { id as idSchema } from '../../contract/primitives'
import { presentAccount } from './accounts.present'
import { accountsPolicy } from './accounts.policy'
import type { PostRow } from './accounts.store'
import { createCorrectAccount } from './correct-account'
import { createManageAccounts, managedPosts } from './manage-accounts'
import { createOwnFile } from './own-file'
import { createOwnAccount } from './own-account'
import type { ServiceDays } from './service-days'
import { createSignIn, type SignInParts } from './sign-in'

export interface AccountsParts extends SignInParts {
  signingKey: Uint8Array
  demoAllowed: boolean
  serviceDays: ServiceDays
}

const pageSize = 50

export type AccountsService = ReturnType<typeof createAccountsService>

export function createAccountsService(parts: AccountsParts) {
  const { store, areas } = parts
  const { guard, ...signIn } = createSignIn(parts)

  return {
    ...signIn,
    ...createOwnAccount({ ...parts, guard }),
    ...createManageAccounts(parts),
    ...createCorrectAccount(parts),
    ...createOwnFile(parts),

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
