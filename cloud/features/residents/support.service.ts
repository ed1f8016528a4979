import type { InputOf, OutputOf } from '../../contract/define'
import { openMatterStates } from '../../contract/matter-taxonomy'
import type * as contract from '../../contract/residents-support'
import { Refusal } from '../../http/refusal'
import type { OwnContext } from '../../http/serve'
import { type KeyRing, openText, sealText } from '../../platform/crypto'
import type { AreasService } from '../areas/areas.service'
import type { ContactsStore } from './contacts.store'
import type { Passes } from './passes'
import { limitsOf, type RateLimits } from './rate-limits'
import { ownerOf, type Tokens } from './resident-keys'
import type { AlikeOfResidents, MattersOfResidents, RaiserView } from './residents-ports'
import { isForEverybody, presentAlike, presentSupported } from './support.present'
import type { SupportNotices } from './support-notices.service'
import type { SupportRecord, SupportStore } from './support.store'

export interface SupportParts {
  store: ContactsStore
  support: SupportStore
  areas: Pick<AreasService, 'directory'>
  alike: AlikeOfResidents
  matters: Pick<MattersOfResidents, 'raiserView'>
  passes: Passes
  limits: RateLimits
  supportTokens: Tokens
  supportNotices: Pick<SupportNotices, 'ownOf' | 'forget'>
  signingKey: Uint8Array
  personalKeys: KeyRing
}

type Answer<E> = Promise<OutputOf<E>>

/** More than one looks through before he sends. */
const mostShown = 5
const keyContext = 'resident.alikeMatter'

export type SupportService = ReturnType<typeof createSupportService>

/** Before one matter becomes two: what is open nearby, and “我也遇到了” (+1). */
export function createSupportService(parts: SupportParts) {
  const { store, support, areas, matters, passes, limits, signingKey, personalKeys } = parts
  const { supportTokens: tokens, supportNotices } = parts

  const keyOf = (matterId: string) => sealText(matterId, personalKeys, keyContext)
  function matterOfKey(key: string): string {
    try {
      return openText(key, personalKeys, keyContext)
    } catch {
      throw new Refusal('linkInvalid')
    }
  }

  async function supportOf(token: string): Promise<SupportRecord> {
    const id = tokens.idOf(token)
    const found = id === null ? null : await support.find(id)
    if (!found) throw new Refusal('linkInvalid')
    return found
  }

  async function matterOf(matterId: string, nowMs: number): Promise<RaiserView> {
    const matter = await matters.raiserView(matterId, nowMs)
    if (!matter) throw new Refusal('linkInvalid')
    return matter
  }

  /** It may have been closed, or found to be nobody else's business, since it was suggested. */
  async function checkOpen(matter: RaiserView, ownerId: string): Promise<void> {
    const { matterId, state } = matter
    const isOpen = openMatterStates.includes(state) && isForEverybody(matter)
    if (!isOpen || (await store.flagged([matterId])).has(matterId))
      throw new Refusal('supportNotOpen')
    if ((await store.find(matterId))?.ownerId === ownerId) throw new Refusal('supportOwn')
  }

  return {
    async alike(
      { deviceId, ...draft }: InputOf<typeof contract.alike>,
      { nowMs, remoteAddress }: OwnContext,
    ): Answer<typeof contract.alike> {
      await limits.take(limitsOf.alike(remoteAddress), nowMs)
      const directory = await areas.directory()
      const grid = directory.grid(draft.gridCode)
      if (!grid || grid.retired) throw new Refusal('notFound')
      if (!isForEverybody(draft)) return { alike: [] }
      const found = (await parts.alike.openAlike(draft, nowMs)).filter(isForEverybody)
      const ids = found.map((one) => one.matterId)
      const [flagged, counts, own] = await Promise.all([
        store.flagged(ids),
        support.counts(ids),
        support.ownOf(ids, ownerOf(deviceId, signingKey)),
      ])
      const shown = found.filter((one) => !flagged.has(one.matterId)).slice(0, mostShown)
      return {
        alike: shown.map((one) =>
          presentAlike(one, {
            key: keyOf(one.matterId),
            supporters: counts.get(one.matterId) ?? 0,
            isOwn: own.has(one.matterId),
            directory,
          }),
        ),
      }
    },

    async give(
      { key, deviceId, pass }: InputOf<typeof contract.give>,
      { commandId, nowMs, remoteAddress }: OwnContext,
    ): Answer<typeof contract.give> {
      const matterId = matterOfKey(key)
      const first = await support.find(commandId)
      if (first && first.matterId !== matterId) throw new Refusal('commandConflict')
      const matter = await matterOf(matterId, nowMs)
      const answerOf = ({ id, givenAtMs }: Pick<SupportRecord, 'id' | 'givenAtMs'>) => ({
        receiptNumber: matter.receiptNumber,
        token: tokens.of(id),
        atMs: givenAtMs,
      })
      if (first) return answerOf(first)
      const ownerId = ownerOf(deviceId, signingKey)
      await passes.check(pass, 'raise', { commandId, nowMs })
      await limits.take(limitsOf.support(ownerId, remoteAddress), nowMs)
      await checkOpen(matter, ownerId)
      await support.insert(commandId, matterId, ownerId, nowMs)
      const given = await support.ofOwner(matterId, ownerId)
      if (!given) throw new Refusal('databaseBusy')
      return answerOf(given)
    },

    async view(token: string, nowMs: number): Answer<typeof contract.view> {
      const given = await supportOf(token)
      const [matter, counts, directory, own] = await Promise.all([
        matterOf(given.matterId, nowMs),
        support.counts([given.matterId]),
        areas.directory(),
        supportNotices.ownOf(given.id),
      ])
      const supporters = counts.get(given.matterId) ?? 0
      return presentSupported(matter, { ...given, supporters, own }, directory)
    },

    async withdraw(token: string, nowMs: number): Answer<typeof contract.withdraw> {
      const { id } = await supportOf(token)
      await support.withdraw(id, nowMs)
      await supportNotices.forget(id)
      return { done: true }
    },
  }
}
