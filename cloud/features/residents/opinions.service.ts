import type { InputOf, OutputOf } from '../../contract/define'
import { roleLabel } from '../../contract/permissions'
import { id as idShape, workerKindLabel } from '../../contract/primitives'
import { opinionDecisionLabel } from '../../contract/residents-opinions'
import type * as contract from '../../contract/residents-opinions'
import type { Actor } from '../../http/actor'
import { canonicalJson, contentHash } from '../../http/idempotency'
import { Refusal } from '../../http/refusal'
import type { CallContext, CommandContext, OwnContext } from '../../http/serve'
import { shanghaiDay } from '../../platform/clock'
import { type KeyRing, openText, sealText } from '../../platform/crypto'
import { idBytes, receiptNumberOf } from '../../platform/ids'
import type { AreasService } from '../areas/areas.service'
import { opinionsPolicy, villageDays } from './opinions.policy'
import { presentFollowed, presentOpinion } from './opinions.present'
import type { OpinionRecord, OpinionsStore, Subject } from './opinions.store'
import type { Passes } from './passes'
import { limitsOf, type RateLimits } from './rate-limits'
import { createTokens, maskedPhone, ownerOf } from './resident-keys'

export interface OpinionsParts {
  store: OpinionsStore
  areas: AreasService
  passes: Passes
  limits: RateLimits
  signingKey: Uint8Array
  personalKeys: KeyRing
  /** The worker whose badge carries this code; null: no badge of ours, or one that was taken back. */
  workerOfBadge(code: string): Promise<{ accountId: string } | null>
}

type Answer<E> = Promise<OutputOf<E>>

const subjectContext = 'opinion.subject'
const phoneContext = 'opinion.phone'
const mostOnPage = 50

function readCursor(text: string | undefined): { atMs: number; id: string } | null {
  if (text === undefined) return null
  const [, digits, last] = /^(\d{1,15})\.(.{36})$/.exec(text) ?? []
  const read = idShape.safeParse(last)
  if (digits === undefined || !read.success) {
    throw new Refusal('badInput', { message: '翻页标记不对，请从头查看' })
  }
  return { atMs: Number(digits), id: read.data }
}

export type OpinionsService = ReturnType<typeof createOpinionsService>

export function createOpinionsService(parts: OpinionsParts) {
  return { ...createGiving(parts), ...createDeciding(parts) }
}

/** The resident's side: no account, nothing told to whom it is about. */
function createGiving(parts: OpinionsParts) {
  const { store, areas, passes, limits, signingKey, personalKeys } = parts
  const tokens = createTokens(signingKey, 'opinion-follow')

  const keyOf = ({ accountId, gridCode }: Subject) =>
    sealText(`${accountId} ${gridCode}`, personalKeys, subjectContext)

  function subjectOf(key: string): { accountId: string; gridCode: string } {
    try {
      const [accountId = '', gridCode = ''] = openText(key, personalKeys, subjectContext).split(' ')
      return { accountId, gridCode }
    } catch {
      throw new Refusal('signatureInvalid')
    }
  }

  async function opinionOf(token: string): Promise<OpinionRecord> {
    const opinionId = tokens.idOf(token)
    const opinion = opinionId === null ? null : await store.find(opinionId)
    if (!opinion) throw new Refusal('linkInvalid')
    return opinion
  }

  return {
    async subjects(
      { badge, gridCode }: InputOf<typeof contract.subjects>,
      nowMs: number,
    ): Answer<typeof contract.subjects> {
      const today = shanghaiDay(nowMs)
      const worker = badge ? await parts.workerOfBadge(badge) : null
      if (badge && !worker) throw new Refusal('signatureInvalid')
      const found = worker
        ? await store.postsOfWorker(worker.accountId, today)
        : gridCode
          ? await store.workersOfGrid(gridCode, today)
          : []
      const directory = await areas.directory()
      return {
        subjects: found.map((one) => ({
          key: keyOf(one),
          name: one.name,
          post: one.workerKind ? workerKindLabel[one.workerKind] : roleLabel.worker,
          gridCode: one.gridCode,
          gridName: directory.areaName(one.gridCode),
        })),
      }
    },

    async give(
      input: InputOf<typeof contract.give>,
      { commandId, nowMs, remoteAddress }: OwnContext,
    ): Answer<typeof contract.give> {
      const { subjectKey, kind, text, phone, deviceId, pass } = input
      const { accountId, gridCode } = subjectOf(subjectKey)
      const ownerId = ownerOf(deviceId, signingKey)
      const said = { accountId, gridCode, kind, text, phone, ownerId }
      const hash = contentHash(canonicalJson(said))
      const answerOf = (opinion: Pick<OpinionRecord, 'receiptNumber' | 'createdAtMs'>) => ({
        receiptNumber: opinion.receiptNumber,
        token: tokens.of(commandId),
        atMs: opinion.createdAtMs,
      })
      const first = await store.find(commandId)
      if (first) return answerOf(sameOrConflict(first, hash))
      await passes.check(pass, 'raise', { commandId, nowMs })
      await limits.take(limitsOf.opinion(ownerId, remoteAddress), nowMs)
      const receiptNumber = receiptNumberOf(`opinion:${commandId}`, nowMs)
      const isNew = await store.insert({
        id: idBytes(commandId),
        receiptNumber,
        kind,
        accountId: idBytes(accountId),
        gridCode,
        text,
        ownerId: idBytes(ownerId),
        phoneSealed: phone ? sealText(phone, personalKeys, phoneContext) : null,
        phoneMasked: phone ? maskedPhone(phone) : null,
        state: 'received',
        createdAt: new Date(nowMs),
        contentHash: hash,
      })
      if (isNew) return answerOf({ receiptNumber, createdAtMs: nowMs })
      const winner = await store.find(commandId)
      if (!winner) throw new Refusal('databaseBusy')
      return answerOf(sameOrConflict(winner, hash))
    },

    follow: async (token: string) => presentFollowed(await opinionOf(token)),

    /** For the command of erasing: whose link it is, and that it may be done. */
    async toErase(token: string): Promise<OpinionRecord> {
      const opinion = await opinionOf(token)
      if (opinion.state !== 'decided') throw new Refusal('notClosedYet')
      return opinion
    },

    async eraseContact(token: string, { tx, audit, nowMs }: CommandContext) {
      const opinion = await this.toErase(token)
      if (opinion.erasedAtMs !== null) return { erasedAtMs: opinion.erasedAtMs }
      await store.eraseContact(tx, opinion.id, nowMs)
      audit('opinion.contactErased', opinion.id, opinion.gridCode)
      return { erasedAtMs: nowMs }
    },
  }
}

function sameOrConflict(opinion: OpinionRecord, hash: Uint8Array): OpinionRecord {
  if (Buffer.compare(opinion.contentHash, hash) !== 0) throw new Refusal('commandConflict')
  return opinion
}

/** The offices' side: the village looks into it, the township decides. */
function createDeciding({ store, areas, personalKeys }: OpinionsParts) {
  async function visible(opinionId: string, context: CommandContext): Promise<OpinionRecord> {
    return opinionsPolicy.visible(context.actor, await store.findIn(context.tx, opinionId))
  }

  async function shown(opinionId: string, { tx, actor, nowMs }: CommandContext) {
    const [opinion, directory] = await Promise.all([store.findIn(tx, opinionId), areas.directory()])
    if (!opinion) throw new Refusal('notFound')
    return { opinion: presentOpinion(opinion, { actor, directory, nowMs }) }
  }

  return {
    async list(
      input: InputOf<typeof contract.list>,
      { actor, nowMs }: CallContext,
    ): Answer<typeof contract.list> {
      const scopes = opinionsPolicy.scopes(actor, input.areaCode)
      if (scopes.length === 0) throw new Refusal('notFound')
      const limit = Math.min(input.limit ?? mostOnPage, mostOnPage)
      const found = await store.list({
        scopes,
        notAbout: actor.accountId,
        state: input.state,
        kind: input.kind,
        after: readCursor(input.after),
        limit: limit + 1,
      })
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      const directory = await areas.directory()
      return {
        opinions: page.map((one) => presentOpinion(one, { actor, directory, nowMs })),
        next: last ? `${last.createdAtMs}.${last.id}` : null,
      }
    },

    async look({ opinionId, finding }: InputOf<typeof contract.look>, context: CommandContext) {
      const { actor, tx, audit, nowMs } = context
      const opinion = await visible(opinionId, context)
      if (opinion.state !== 'received') throw new Refusal('alreadyDecided')
      if (!opinionsPolicy.mayLook(actor, opinion)) throw new Refusal('notAllowed')
      const isMoved = await store.move(tx, opinionId, ['received'], {
        state: 'looked',
        finding,
        lookedBy: idBytes(actor.accountId),
        lookedAt: new Date(nowMs),
      })
      if (!isMoved) throw new Refusal('alreadyDecided')
      audit('opinion.looked', opinionId, opinion.gridCode)
      return shown(opinionId, context)
    },

    async decide(input: InputOf<typeof contract.decide>, context: CommandContext) {
      const { opinionId, decision, reason } = input
      const { actor, tx, audit, nowMs } = context
      const opinion = await visible(opinionId, context)
      if (!opinionsPolicy.reachesToDecide(actor, opinion)) throw new Refusal('notAllowed')
      if (opinion.state === 'decided') throw new Refusal('alreadyDecided')
      // what says nothing needs no looking into
      if (decision !== 'spam' && !opinionsPolicy.villageIsDone(opinion, nowMs)) {
        throw new Refusal('villageFirst', { days: villageDays })
      }
      const isMoved = await store.move(tx, opinionId, [opinion.state], {
        state: 'decided',
        decision,
        reason,
        decidedBy: idBytes(actor.accountId),
        decidedAt: new Date(nowMs),
      })
      if (!isMoved) throw new Refusal('alreadyDecided')
      audit('opinion.decided', opinionId, opinion.gridCode, { decision })
      return shown(opinionId, context)
    },

    async revealContact(
      { opinionId, purpose }: InputOf<typeof contract.revealContact>,
      context: CommandContext,
    ) {
      const opinion = await visible(opinionId, context)
      if (!opinionsPolicy.reachesToDecide(context.actor, opinion)) throw new Refusal('notAllowed')
      if (opinion.phoneSealed === null) throw new Refusal('noContactLeft')
      context.audit('opinion.contactRevealed', opinionId, opinion.gridCode, { purpose })
      return { phone: openText(opinion.phoneSealed, personalKeys, phoneContext) }
    },

    async aboutMe(
      { limit }: InputOf<typeof contract.aboutMe>,
      { accountId }: Actor,
    ): Answer<typeof contract.aboutMe> {
      const found = await store.decidedAbout(accountId, limit ?? mostOnPage)
      return {
        opinions: found.map(({ id, kind, text, decidedAtMs, decision, reason }) => ({
          id,
          kind,
          text,
          decidedAtMs: decidedAtMs ?? 0,
          decisionLabel: decision ? opinionDecisionLabel[decision] : '',
          reason: reason ?? '',
        })),
      }
    },
  }
}
