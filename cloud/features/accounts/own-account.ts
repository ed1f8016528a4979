import type * as contract from '../../contract/accounts'
import type { InputOf, OutputOf } from '../../contract/define'
import { type Actor, isOwnPost } from '../../http/actor'
import { passLifetimeMs, passPurpose } from '../../http/identity'
import { Refusal } from '../../http/refusal'
import type { CallContext, CommandContext, OwnContext } from '../../http/serve'
import { shanghaiDay } from '../../platform/clock'
import { hashPassword, openText, signTicket } from '../../platform/crypto'
import { presentMe, readDemoAccounts } from './accounts.present'
import type { AccountRow } from './accounts.store'
import { isTooWeak } from './password-rules'
import { type Guard, openIdOf, refuseExpiredCode, type SignInParts, typedSecret } from './sign-in'

type Done = { done: true }
const done: Done = { done: true }

export interface OwnAccountParts extends SignInParts {
  guard: Guard
  signingKey: Uint8Array
  /** False in production: there the demo's passwords are never told. */
  demoAllowed: boolean
}

const areaOf = (actor: Actor) => actor.posts.filter(isOwnPost).at(-1)?.scopeCode ?? null

export function createOwnAccount(parts: OwnAccountParts) {
  const { store, areas, wechat, keys, guard, signingKey, demoAllowed } = parts

  async function mine(actor: Actor): Promise<AccountRow> {
    const account = await store.account(actor.accountId)
    if (!account) throw new Refusal('notSignedIn')
    return account
  }

  function refuseWeak(account: AccountRow, current: string, next: string): void {
    const numbers = [
      openText(account.phoneSealed, keys.personal, 'phone'),
      openText(account.idNumberSealed, keys.personal, 'idNumber'),
    ]
    const same = typedSecret(account, next) === typedSecret(account, current)
    if (same || isTooWeak(next, numbers)) throw new Refusal('passwordTooWeak')
  }

  return {
    async whoAmI({ actor, nowMs }: CallContext): Promise<OutputOf<typeof contract.whoAmI>> {
      const account = await mine(actor)
      const posts = await store.postsOf(null, [actor.accountId])
      return presentMe(account, posts, shanghaiDay(nowMs), await areas.directory())
    },

    /** The new password takes effect for all; the device that changed it stays signed in. */
    async changePassword(
      { current, next }: InputOf<typeof contract.changePassword>,
      context: OwnContext,
    ): Promise<Done> {
      const { actor, nowMs } = context
      const account = await mine(actor)
      if (!(await guard.isRight(account, current, context))) {
        await guard.noteFailure(account, context)
        throw new Refusal('signInFailed')
      }
      refuseExpiredCode(account, nowMs)
      refuseWeak(account, current, next)
      const passwordHash = await hashPassword(next)
      await store.audited(context, async (tx, audit) => {
        const now = await store.lock(tx, actor.accountId)
        if (now?.state !== 'active' || now.passwordHash !== account.passwordHash)
          throw new Refusal('signInFailed')
        await store.update(tx, actor.accountId, {
          passwordHash,
          passwordState: 'chosen',
          oneTimeExpiresAt: null,
          failedAttempts: 0,
          lockedUntil: null,
        })
        await store.endSessions(tx, actor.accountId, nowMs, actor.sessionHash)
        audit('account.passwordChanged', actor.accountId, areaOf(actor))
      })
      return done
    },

    async bindWechat(
      { code }: InputOf<typeof contract.bindWechat>,
      context: OwnContext,
    ): Promise<Done> {
      const { actor } = context
      const openId = await openIdOf(wechat, code)
      const owner = await store.byWechat(openId)
      if (owner) {
        const own = await mine(actor)
        if (own.wechatOpenId !== openId) throw new Refusal('wechatBoundElsewhere')
        return done
      }
      try {
        await store.audited(context, async (tx, audit) => {
          const now = await store.lock(tx, actor.accountId)
          if (now?.state !== 'active') throw new Refusal('notSignedIn')
          await store.update(tx, actor.accountId, { wechatOpenId: openId })
          audit('account.wechatBound', actor.accountId, areaOf(actor))
        })
      } catch (error) {
        // another account was bound to it a moment earlier
        if (store.isDuplicate(error)) throw new Refusal('wechatBoundElsewhere')
        throw error
      }
      return done
    },

    async unbindWechat({ actor, tx, audit }: CommandContext): Promise<Done> {
      await store.update(tx, actor.accountId, { wechatOpenId: null })
      audit('account.wechatUnbound', actor.accountId, areaOf(actor))
      return done
    },

    async signOut({ actor, nowMs, tx, audit }: CommandContext): Promise<Done> {
      await store.endSession(tx, actor.sessionHash, nowMs)
      audit('account.signedOut', actor.accountId, areaOf(actor))
      return done
    },

    async downloadPass({
      actor,
      nowMs,
    }: CallContext): Promise<OutputOf<typeof contract.downloadPass>> {
      const session = Buffer.from(actor.sessionHash).toString('hex')
      const pass = signTicket({ issuedAtMs: nowMs, session }, signingKey, passPurpose)
      return { pass, expiresAtMs: nowMs + passLifetimeMs }
    },

    async mySessions({ actor, nowMs }: CallContext): Promise<OutputOf<typeof contract.mySessions>> {
      const sessions = await store.sessions(actor.accountId, nowMs)
      return {
        sessions: sessions.map((session) => ({
          deviceName: session.deviceName,
          createdAtMs: session.createdAt.getTime(),
          current: Buffer.compare(session.tokenHash, actor.sessionHash) === 0,
        })),
      }
    },

    async demoAccounts(): Promise<OutputOf<typeof contract.demoAccounts>> {
      const accounts = demoAllowed ? readDemoAccounts(await store.demoAccounts()) : []
      return { demo: accounts.length > 0, accounts }
    },
  }
}
