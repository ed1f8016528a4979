import type * as contract from '../../contract/accounts'
import type { InputOf, OutputOf } from '../../contract/define'
import { Refusal } from '../../http/refusal'
import type { OwnContext } from '../../http/serve'
import { type Clock, dayMs, shanghaiDay } from '../../platform/clock'
import {
  dummyVerify,
  hashPassword,
  needsRehash,
  newSessionToken,
  normalizeOneTimeCode,
  verifyPassword,
} from '../../platform/crypto'
import { idText } from '../../platform/ids'
import { isPlatformError } from '../../platform/platform-error'
import type { WechatPort } from '../../platform/wechat'
import type { PlacesService } from './places'
import { presentMe } from './accounts.present'
import type { AccountRow, AccountsStore } from './accounts.store'
import { createAddressLimiter, createUnknownNames } from './limits'
import { idNumberIndex, type PersonalKeys, phoneIndex } from './person-columns'

export const sessionLifetimeMs = 90 * dayMs

export interface SignInParts {
  store: AccountsStore
  areas: PlacesService
  wechat: Pick<WechatPort, 'codeToSession'>
  keys: PersonalKeys
  clock: Clock
}

type SignedIn = OutputOf<typeof contract.signIn>

function lockedRefusal(untilMs: number, nowMs: number): Refusal {
  return new Refusal('signInLocked', {
    minutes: Math.max(1, Math.ceil((untilMs - nowMs) / 60_000)),
  })
}

export function typedSecret(account: Pick<AccountRow, 'passwordState'>, typed: string): string {
  return account.passwordState === 'oneTimeCode' ? normalizeOneTimeCode(typed) : typed
}

export function refuseExpiredCode(account: AccountRow, nowMs: number): void {
  if (account.passwordState !== 'oneTimeCode') return
  const expiresAtMs = account.oneTimeExpiresAt?.getTime() ?? 0
  if (expiresAtMs <= nowMs) throw new Refusal('oneTimeCodeExpired')
}

/** WeChat's refusals in the words of the contract. */
export async function openIdOf(wechat: SignInParts['wechat'], code: string): Promise<string> {
  try {
    return (await wechat.codeToSession(code)).openId
  } catch (error) {
    if (!isPlatformError(error)) throw error
    if (error.code === 'wechatTooFrequent') throw new Refusal('tooManyRequests')
    const unreachable = error.code === 'wechatUnavailable' || error.code === 'wechatMisconfigured'
    throw new Refusal(unreachable ? 'wechatUnavailable' : 'wechatRefused')
  }
}

export type Guard = ReturnType<typeof createGuard>

/** Counts tries at passwords; the count is kept although the call is refused. */
export function createGuard({ store }: Pick<SignInParts, 'store'>) {
  return {
    /** Whether it is the account's password; a locked account refuses, whatever was typed. */
    async isRight(account: AccountRow, typed: string, context: OwnContext): Promise<boolean> {
      const { nowMs } = context
      if ((await store.countTry(account.id, nowMs)) === 0) {
        const locked = await store.account(idText(account.id))
        throw lockedRefusal(locked?.lockedUntil?.getTime() ?? nowMs, nowMs)
      }
      return verifyPassword(account.passwordHash, typedSecret(account, typed))
    },

    async noteFailure(account: AccountRow, context: OwnContext): Promise<void> {
      const accountId = idText(account.id)
      const [now, posts] = await Promise.all([
        store.account(accountId),
        store.postsOf(null, [accountId]),
      ])
      const areaCode = posts.at(-1)?.scopeCode ?? null
      await store.audited({ ...context, actor: null }, async (_tx, audit) => {
        audit('account.signInFailed', accountId, areaCode)
        if (now?.lockedUntil) audit('account.locked', accountId, areaCode)
      })
    },
  }
}

export function createSignIn(parts: SignInParts) {
  const { store, areas, wechat, keys, clock } = parts
  const limiter = createAddressLimiter(clock)
  const unknownNames = createUnknownNames(clock)
  const guard = createGuard(parts)

  async function find(signInName: string): Promise<AccountRow | null> {
    const name = signInName.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
    if (/^\d{17}[\dX]$/.test(name)) return store.byIdNumber(idNumberIndex(name, keys))
    return /^1\d{10}$/.test(name) ? store.byPhone(phoneIndex(name, keys)) : null
  }

  /** Costs and answers like a wrong password of an account that exists. */
  async function refuseUnknown(
    signInName: string,
    password: string,
    nowMs: number,
  ): Promise<never> {
    const lockedUntilMs = unknownNames.take(
      signInName.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase(),
    )
    if (lockedUntilMs !== null) throw lockedRefusal(lockedUntilMs, nowMs)
    await dummyVerify(password)
    throw new Refusal('signInFailed')
  }

  function takeTry(address: string): void {
    if (!limiter.take(address)) throw new Refusal('tooManyRequests')
  }

  /** Opens a session for the account as it stands now: ended or changed meanwhile, it is refused. */
  async function open(
    account: AccountRow,
    deviceName: string,
    context: OwnContext,
    freshHash?: string,
  ): Promise<SignedIn> {
    const { nowMs } = context
    const accountId = idText(account.id)
    const { token, tokenHash } = newSessionToken()
    const expiresAtMs = nowMs + sessionLifetimeMs
    const posts = await store.audited({ ...context, actor: { accountId } }, async (tx, audit) => {
      const now = await store.lock(tx, accountId)
      if (now?.state !== 'active' || now.passwordHash !== account.passwordHash) {
        throw new Refusal(now?.state === 'deactivated' ? 'accountDeactivated' : 'signInFailed')
      }
      await store.update(tx, accountId, {
        failedAttempts: 0,
        lockedUntil: null,
        ...(freshHash ? { passwordHash: freshHash } : {}),
      })
      await store.createSession(tx, {
        tokenHash: new Uint8Array(tokenHash),
        accountId: account.id,
        deviceName,
        createdAt: new Date(nowMs),
        expiresAt: new Date(expiresAtMs),
      })
      const held = await store.postsOf(tx, [accountId])
      audit('account.signedIn', accountId, held.at(-1)?.scopeCode ?? null)
      return held
    })
    const me = presentMe(account, posts, shanghaiDay(nowMs), await areas.directory())
    return { token, expiresAtMs, me }
  }

  return {
    guard,

    async signIn(input: InputOf<typeof contract.signIn>, context: OwnContext): Promise<SignedIn> {
      const { nowMs, remoteAddress } = context
      takeTry(remoteAddress)
      const account = await find(input.signInName)
      if (!account) return refuseUnknown(input.signInName, input.password, nowMs)
      if (!(await guard.isRight(account, input.password, context))) {
        await guard.noteFailure(account, context)
        throw new Refusal('signInFailed')
      }
      // only who knows the password is told more than that it did not work
      if (account.state !== 'active') throw new Refusal('accountDeactivated')
      refuseExpiredCode(account, nowMs)
      const chosen = account.passwordState === 'chosen'
      const freshHash =
        chosen && needsRehash(account.passwordHash) ? await hashPassword(input.password) : undefined
      const signedIn = await open(account, input.deviceName, context, freshHash)
      limiter.giveBack(remoteAddress)
      return signedIn
    },

    async signInWithWechat(
      input: InputOf<typeof contract.signInWithWechat>,
      context: OwnContext,
    ): Promise<SignedIn> {
      takeTry(context.remoteAddress)
      const account = await store.byWechat(await openIdOf(wechat, input.code))
      if (!account) throw new Refusal('wechatNotBound')
      if (account.state !== 'active') throw new Refusal('accountDeactivated')
      const signedIn = await open(account, input.deviceName, context)
      limiter.giveBack(context.remoteAddress)
      return signedIn
    },
  }
}
