import type { OutputOf } from '../../contract/define'
import type { mine, OwnItem } from '../../contract/personal-files'
import { roleLabel } from '../../contract/permissions'
import { workerKindLabel } from '../../contract/primitives'
import { Refusal } from '../../http/refusal'
import { dayOfDate } from '../../platform/clock'
import { openText } from '../../platform/crypto'
import { genderLabelOf } from './accounts.present'
import type { AccountRow } from './accounts.store'
import type { SignInParts } from './sign-in'

export type HeldOf = Omit<OutputOf<typeof mine>, 'commendations' | 'corrections'>

export type OwnFileParts = Pick<SignInParts, 'store' | 'areas' | 'keys'>

/** What the accounts hold of a person, for himself. */
export function createOwnFile({ store, areas, keys }: OwnFileParts) {
  async function known(accountId: string): Promise<AccountRow> {
    const account = await store.account(accountId)
    if (!account) throw new Refusal('notSignedIn')
    return account
  }

  return {
    /** Masked, with every post he ever held. */
    async heldOf(accountId: string): Promise<HeldOf> {
      const [account, posts, directory] = await Promise.all([
        known(accountId),
        store.postsOf(null, [accountId]),
        areas.directory(),
      ])
      return {
        name: account.name,
        genderLabel: genderLabelOf(account.gender),
        birthDate: dayOfDate(account.birthDate),
        idNumberMasked: account.idNumberMasked,
        phoneMasked: account.phoneMasked,
        workPhone: account.workPhone,
        bankCardMasked: account.bankCardMasked,
        posts: posts
          .map((post) => ({
            label: post.workerKind ? workerKindLabel[post.workerKind] : roleLabel[post.role],
            scopeName: directory.areaName(post.scopeCode),
            startsOn: dayOfDate(post.startsOn),
            endsOn: post.endsOn === null ? null : dayOfDate(post.endsOn),
          }))
          .sort((a, b) => b.startsOn.localeCompare(a.startsOn)),
      }
    },

    /** One item whole, for himself; null: none is held. */
    async openOwn(accountId: string, item: OwnItem): Promise<string | null> {
      const account = await known(accountId)
      const sealed = account[`${item}Sealed`]
      return sealed === null ? null : openText(sealed, keys.personal, item)
    },
  }
}
