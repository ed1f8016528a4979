import type { InputOf, OutputOf } from '../../contract/define'
import { type MatterOutcome, matterClass } from '../../contract/matter-taxonomy'
import type * as contract from '../../contract/residents-support'
import { Refusal } from '../../http/refusal'
import type { OwnContext } from '../../http/serve'
import { type KeyRing, openText, sealText } from '../../platform/crypto'
import type { Job } from '../../platform/jobs'
import type { WechatPort } from '../../platform/wechat'
import { openIdSeal, phoneSeal, type WayToTell } from './contacts.service'
import { isOver } from './follow.present'
import { openIdOfCode, type Passes } from './passes'
import type { PhoneCodes } from './phone-codes'
import { dayMs, limitsOf, type RateLimits } from './rate-limits'
import type { Tokens } from './resident-keys'
import type { MattersOfResidents, NoticesOfResidents } from './residents-ports'
import type { SupportContactsStore, ToTell } from './support-contacts.store'
import type { SupportRecord, SupportStore } from './support.store'

export interface SupportNoticesParts {
  support: Pick<SupportStore, 'find'>
  supportContacts: SupportContactsStore
  supportTokens: Tokens
  matters: Pick<MattersOfResidents, 'raiserView'>
  notices: NoticesOfResidents
  codes: PhoneCodes
  passes: Passes
  limits: RateLimits
  wechat: Pick<WechatPort, 'codeToSession'>
  personalKeys: KeyRing
}

type Answer<E> = Promise<OutputOf<E>>
type Own = OutputOf<typeof contract.view>['own']

const mostAtOnce = 200
const tellEveryMs = 60_000
/** What he left is not kept longer than a message may be on its way. */
const keptAfterMs = 30 * dayMs

const outcomeWords: Record<MatterOutcome, string> = {
  solved: '您也遇到的这件事已经办结。没解决可以再反映。',
  noted: '您也遇到的这件事已登记留存，不用再办。',
  returned: '您也遇到的这件事因情况不全没有办成，还有问题请再反映。',
  withdrawn: '您也遇到的这件事已由反映人撤回，还有问题请再反映。',
  spam: '您也遇到的这件事没有受理，还有问题请再反映。',
}

export type SupportNotices = ReturnType<typeof createSupportNotices>

/**
 * Who met with a matter too is told what came of it, if he asked for it: once, and once more each
 * time it was taken up and closed again; never who raised it.
 */
export function createSupportNotices(parts: SupportNoticesParts) {
  const { support, supportContacts: store, supportTokens: tokens, matters, notices, codes } = parts
  const { passes, limits, wechat, personalKeys } = parts

  async function supportOf(token: string): Promise<SupportRecord> {
    const id = tokens.idOf(token)
    const found = id === null ? null : await support.find(id)
    if (!found) throw new Refusal('linkInvalid')
    return found
  }

  /** There is something to be told yet. */
  async function openSupport(token: string, nowMs: number): Promise<SupportRecord> {
    const found = await supportOf(token)
    const matter = await matters.raiserView(found.matterId, nowMs)
    if (!matter) throw new Refusal('linkInvalid')
    if (found.withdrawnAtMs !== null || isOver(matter)) throw new Refusal('supportOver')
    return found
  }

  async function leftOf(openId: string): Promise<number> {
    const held = await notices.heldBy(openId)
    return held.find(({ kind }) => kind === 'matterMoved')?.count ?? 0
  }

  const wordsOf = ({ outcome, isAgain }: ToTell) =>
    `${isAgain ? '重新办理后的结果：' : ''}${outcomeWords[outcome ?? 'solved']}`

  const draftOf = (toTell: ToTell, nowMs: number) => ({
    audience: { kind: 'supporter' as const, supportId: toTell.supportId },
    template: 'supportOutcome' as const,
    // no matter's id and nothing that anybody wrote: he knows of it what everybody may
    matterId: null,
    params: {
      receiptNumber: toTell.receiptNumber,
      classLabel: matterClass(toTell.classCode).label,
      outcome: wordsOf(toTell),
    },
    urgent: false,
    createdAtMs: nowMs,
  })

  return {
    async ownOf(supportId: string): Promise<Own> {
      const kept = await store.find(supportId)
      const openId = kept?.openIdSealed
        ? openText(kept.openIdSealed, personalKeys, openIdSeal)
        : null
      return {
        phoneMasked: kept?.phoneMasked ?? null,
        phoneVerified: kept?.phoneSealed != null,
        wechatNotice: openId !== null,
        wechatLeft: openId === null ? 0 : await leftOf(openId),
        toldAtMs: kept?.toldAtMs ?? null,
      }
    },

    async sendCode(
      { token, phone, pass }: InputOf<typeof contract.sendCode>,
      context: OwnContext,
    ): Answer<typeof contract.sendCode> {
      const { id } = await openSupport(token, context.nowMs)
      await passes.check(pass, 'code', context)
      return codes.send({ phone }, id, context)
    },

    async confirmPhone(
      { token, code }: InputOf<typeof contract.confirmPhone>,
      context: OwnContext,
    ): Answer<typeof contract.confirmPhone> {
      const { id } = await openSupport(token, context.nowMs)
      return codes.confirm({ code }, id, context, (tx, phone) =>
        store.keep(tx, id, phone, context.nowMs),
      )
    },

    async wantWechat(
      { token, code, results }: InputOf<typeof contract.wantWechat>,
      context: OwnContext,
    ): Answer<typeof contract.wantWechat> {
      const { nowMs, remoteAddress } = context
      const { id } = await openSupport(token, nowMs)
      await limits.take(limitsOf.move(id, remoteAddress), nowMs)
      const openId = await openIdOfCode(wechat, code)
      await store.audited(context, async (tx) => {
        const allowed = await notices.recordGrants(tx, openId, results, nowMs)
        if (allowed.length === 0) throw new Refusal('wechatNotAllowed')
        await store.keep(
          tx,
          id,
          { openIdSealed: sealText(openId, personalKeys, openIdSeal) },
          nowMs,
        )
      })
      return { wechatLeft: await leftOf(openId) }
    },

    async stopNotices(token: string): Answer<typeof contract.stopNotices> {
      await store.drop((await supportOf(token)).id)
      return { done: true }
    },

    /** With the mark of his phone everything else of him goes. */
    forget: (supportId: string) => store.drop(supportId),

    /** For the notices' sender, as `residentContact` is for who raised it. */
    async wayToTell(supportId: string): Promise<WayToTell | null> {
      const kept = await store.find(supportId)
      if (!kept || (kept.phoneSealed === null && kept.openIdSealed === null)) return null
      const { phoneSealed, openIdSealed } = kept
      return {
        ...(phoneSealed === null ? {} : { phone: openText(phoneSealed, personalKeys, phoneSeal) }),
        ...(openIdSealed === null
          ? {}
          : { openId: openText(openIdSealed, personalKeys, openIdSeal) }),
        page: `pages/support/index?t=${tokens.of(supportId)}`,
      }
    },

    job: {
      name: 'supportOutcomes',
      everyMs: tellEveryMs,
      async run(run) {
        for (let found = mostAtOnce; found >= mostAtOnce && !run.stopping(); ) {
          const nowMs = run.nowMs()
          found = await store.tellOver(mostAtOnce, nowMs, (tx, all) =>
            notices.insert(
              tx,
              all.map((one) => draftOf(one, nowMs)),
            ),
          )
        }
        await store.forgetToldBefore(run.nowMs() - keptAfterMs)
      },
    } satisfies Job,
  }
}
