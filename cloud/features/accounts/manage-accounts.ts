import type * as contract from '../../contract/accounts'
import type { InputOf, OutputOf } from '../../contract/define'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext, OwnContext } from '../../http/serve'
import { dayOfDate, shanghaiDay } from '../../platform/clock'
import { openText } from '../../platform/crypto'
import type { Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'
import type { PlacesService } from './places'
import { accountsPolicy } from './accounts.policy'
import type { AccountRow, AccountsStore, PostRow } from './accounts.store'
import { readIdNumber } from './id-number'
import {
  codeColumns,
  codeLifetimeMs,
  insertAccount,
  issueCode,
  type NewPerson,
  postColumns,
} from './new-account'
import { idNumberIndex, type PersonalKeys } from './person-columns'
import { ageFault, isMobilePhone, isWorkPhone, postFault, type WantedPost } from './person-rules'
import type { ServiceDays } from './service-days'

type Done = { done: true }
const done: Done = { done: true }

const bad = (message: string) => new Refusal('badInput', { message })

/** Posts that say who is above the person: those not over yet, else all he ever held. */
export function managedPosts(posts: readonly PostRow[], today: string): PostRow[] {
  const open = posts.filter((post) => post.endsOn === null || dayOfDate(post.endsOn) >= today)
  return open.length > 0 ? open : [...posts]
}

/** The same post twice on one day. */
function refuseSamePost(posts: readonly PostRow[], post: WantedPost): void {
  const same = posts.find(
    (held) =>
      held.role === post.role &&
      held.scopeCode === post.scopeCode &&
      (held.endsOn === null || dayOfDate(held.endsOn) >= post.startsOn),
  )
  if (!same) return
  if (same.endsOn === null) throw bad('他已经有这个岗位')
  throw bad(`他的这个岗位到 ${dayOfDate(same.endsOn)} 为止，新的要从之后开始`)
}

export interface ManageParts {
  store: AccountsStore
  areas: PlacesService
  keys: PersonalKeys
  serviceDays: ServiceDays
}

/** The account and its posts, held for the change, when the actor is its superior. */
export async function managed(
  store: AccountsStore,
  tx: Transaction,
  accountId: string,
  { actor, nowMs }: { actor: Actor; nowMs: number },
): Promise<{ account: AccountRow; posts: PostRow[] }> {
  const account = await store.lock(tx, accountId)
  if (!account) throw new Refusal('notFound')
  const posts = await store.postsOf(tx, [accountId])
  accountsPolicy.refuseUnlessManaged(actor, accountId, managedPosts(posts, shanghaiDay(nowMs)))
  return { account, posts }
}

export function createManageAccounts({ store, areas, keys, serviceDays }: ManageParts) {
  async function checkPost(actor: Actor, post: WantedPost): Promise<void> {
    if (!accountsPolicy.mayAppoint(actor, post)) throw new Refusal('notAllowed')
    const fault = postFault(post, await areas.directory())
    if (fault) throw bad(fault)
  }

  function checkAge(
    birthDate: string,
    post: WantedPost,
    nowMs: number,
    ageReason: string | undefined,
  ): void {
    const fault = ageFault(birthDate, post.role, shanghaiDay(nowMs), ageReason)
    if (fault === 'reasonNeeded') throw new Refusal('reasonNeeded')
    if (fault) throw bad(fault)
  }

  async function personOf(
    input: InputOf<typeof contract.create>,
    context: OwnContext,
  ): Promise<NewPerson> {
    const { post, ageReason, name, phone, bankCard } = input
    await checkPost(context.actor, post)
    const facts = readIdNumber(input.idNumber)
    if (!facts) throw bad('身份证号不对，请核对 18 位号码')
    if (!isMobilePhone(phone)) throw bad('手机号不对，请核对')
    const workPhone = input.workPhone?.trim() || undefined
    if (workPhone && !isWorkPhone(workPhone)) throw bad('工作电话只能是数字和 + - ( )')
    checkAge(facts.birthDate, post, context.nowMs, ageReason)
    return { ...facts, name, phone, workPhone, bankCard, post }
  }

  /** Which of the two it was: the person, or only his phone. */
  async function duplicateRefusal(person: Pick<NewPerson, 'idNumber'>): Promise<Refusal> {
    const owner = await store.byIdNumber(idNumberIndex(person.idNumber, keys))
    if (!owner) return new Refusal('phoneInUse')
    const hint =
      owner.state === 'deactivated'
        ? '（原来的账号已停用，不能另建，请县综治中心恢复原账号）'
        : '。要换岗位或加岗位，请在原账号上办理'
    return new Refusal('personHasAccount', { hint })
  }

  return {
    /** Of two at the same moment the database lets one pass; the other is told who was there first. */
    async create(
      input: InputOf<typeof contract.create>,
      context: OwnContext,
    ): Promise<OutputOf<typeof contract.create>> {
      const { nowMs } = context
      const person = await personOf(input, context)
      if (await store.byIdNumber(idNumberIndex(person.idNumber, keys)))
        throw await duplicateRefusal(person)
      const { code, codeHash } = await issueCode()
      try {
        const accountId = await store.audited(context, async (tx, audit) => {
          await serviceDays.refuseFrozenStart(person.post, tx)
          const id = await insertAccount(tx, store, person, { codeHash, keys, nowMs })
          const { role, scopeCode } = person.post
          const { ageReason } = input
          audit('account.created', id, scopeCode, { role, ...(ageReason ? { ageReason } : {}) })
          return id
        })
        return { accountId, oneTimeCode: code, expiresAtMs: nowMs + codeLifetimeMs }
      } catch (error) {
        if (!store.isDuplicate(error)) throw error
        throw await duplicateRefusal(person)
      }
    },

    async addPost(
      { accountId, post, ageReason }: InputOf<typeof contract.addPost>,
      context: CommandContext,
    ): Promise<OutputOf<typeof contract.addPost>> {
      const { actor, nowMs, tx, audit, commandId } = context
      const account = await store.lock(tx, accountId)
      const posts = account ? await store.postsOf(tx, [accountId]) : []
      if (!account || !accountsPolicy.maySee(actor, posts)) throw new Refusal('notFound')
      if (accountId === actor.accountId) throw new Refusal('ownCase')
      await checkPost(actor, post)
      if (account.state !== 'active') throw bad('这个账号已停用')
      checkAge(dayOfDate(account.birthDate), post, nowMs, ageReason)
      refuseSamePost(posts, post)
      await serviceDays.refuseFrozenStart(post, tx)
      await store.createPost(tx, postColumns(accountId, post, nowMs, commandId))
      const { role, scopeCode } = post
      audit('post.added', accountId, scopeCode, { role, ...(ageReason ? { ageReason } : {}) })
      return { postId: commandId }
    },

    async endPost(
      { postId, endsOn, reason }: InputOf<typeof contract.endPost>,
      { actor, tx, audit }: CommandContext,
    ): Promise<Done> {
      const post = await store.post(tx, postId)
      if (!post || !accountsPolicy.maySee(actor, [post])) throw new Refusal('notFound')
      const accountId = idText(post.accountId)
      accountsPolicy.refuseUnlessManaged(actor, accountId, [post])
      if (endsOn < dayOfDate(post.startsOn)) throw bad('结束日期不能早于开始日期')
      await serviceDays.refuseFrozenEnd(post, endsOn, tx)
      if ((await store.endPost(tx, postId, endsOn)) === 0) throw new Refusal('alreadyDecided')
      audit('post.ended', accountId, post.scopeCode, { role: post.role, endsOn, reason })
      return done
    },

    /** A person who comes back: his own account with a new post; what he is paid starts with it. */
    async reactivate(
      input: InputOf<typeof contract.reactivate>,
      context: OwnContext,
    ): Promise<OutputOf<typeof contract.reactivate>> {
      const { actor, nowMs } = context
      const { accountId, reason, post, ageReason } = input
      const { code, codeHash } = await issueCode()
      await store.audited(context, async (tx, audit) => {
        const account = await store.lock(tx, accountId)
        const posts = account ? await store.postsOf(tx, [accountId]) : []
        if (!account || !accountsPolicy.mayReactivate(actor, posts)) throw new Refusal('notFound')
        if (accountId === actor.accountId) throw new Refusal('ownCase')
        if (account.state !== 'deactivated') throw new Refusal('alreadyDecided')
        await checkPost(actor, post)
        checkAge(dayOfDate(account.birthDate), post, nowMs, ageReason)
        refuseSamePost(posts, post)
        await serviceDays.refuseFrozenStart(post, tx)
        await store.update(tx, accountId, {
          ...codeColumns(codeHash, nowMs),
          state: 'active',
          deactivatedAt: null,
          deactivatedBy: null,
          deactivateReason: null,
        })
        await store.createPost(tx, postColumns(accountId, post, nowMs))
        const { role, scopeCode } = post
        audit('account.reactivated', accountId, scopeCode, {
          role,
          reason,
          ...(ageReason ? { ageReason } : {}),
        })
      })
      return { oneTimeCode: code, expiresAtMs: nowMs + codeLifetimeMs }
    },

    async resetPassword(
      { accountId }: InputOf<typeof contract.resetPassword>,
      context: OwnContext,
    ): Promise<OutputOf<typeof contract.resetPassword>> {
      const { nowMs } = context
      const { code, codeHash } = await issueCode()
      await store.audited(context, async (tx, audit) => {
        const { account, posts } = await managed(store, tx, accountId, context)
        if (account.state !== 'active') throw bad('这个账号已停用')
        await store.update(tx, accountId, codeColumns(codeHash, nowMs))
        await store.endSessions(tx, accountId, nowMs)
        audit('account.passwordReset', accountId, posts.at(-1)?.scopeCode ?? null)
      })
      return { oneTimeCode: code, expiresAtMs: nowMs + codeLifetimeMs }
    },

    /** Ends posts and sessions with the account; records and the taken ID number stay. */
    async deactivate(
      { accountId, reason }: InputOf<typeof contract.deactivate>,
      context: CommandContext,
    ): Promise<Done> {
      const { actor, nowMs, tx, audit } = context
      const { account, posts } = await managed(store, tx, accountId, context)
      if (account.state !== 'active') throw new Refusal('alreadyDecided')
      await store.update(tx, accountId, {
        state: 'deactivated',
        deactivatedAt: new Date(nowMs),
        deactivatedBy: idBytes(actor.accountId),
        deactivateReason: reason,
      })
      await store.endSessions(tx, accountId, nowMs)
      await store.endPostsOf(tx, accountId, shanghaiDay(nowMs))
      audit('account.deactivated', accountId, posts.at(-1)?.scopeCode ?? null, { reason })
      return done
    },

    /** The value is answered after the record of who looked, and what for, is committed. */
    async reveal(
      { accountId, item, purpose }: InputOf<typeof contract.reveal>,
      { actor, tx, audit }: CommandContext,
    ): Promise<OutputOf<typeof contract.reveal>> {
      const account = await store.lock(tx, accountId)
      const posts = account ? await store.postsOf(tx, [accountId]) : []
      if (!account || !accountsPolicy.mayReveal(actor, posts)) throw new Refusal('notFound')
      audit('account.revealed', accountId, posts.at(-1)?.scopeCode ?? null, { item, purpose })
      const sealed = {
        idNumber: account.idNumberSealed,
        phone: account.phoneSealed,
        bankCard: account.bankCardSealed,
      }[item]
      return { value: sealed === null ? null : openText(sealed, keys.personal, item) }
    },
  }
}
