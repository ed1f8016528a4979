import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/personal-files'
import type { FileCorrection } from '../../contract/personal-files'
import { type Actor, isOwnPost, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CallContext, CommandContext } from '../../http/serve'
import type { AccountsService } from '../accounts/accounts.service'
import type { AreasService } from '../areas/areas.service'
import type { AssessmentService } from '../assessment/assessment.service'
import type { NoticesService } from '../notices/notices.service'
import type { StaffService } from '../staff/staff.service'
import { personalFilesPolicy } from './personal-files.policy'
import type { CorrectionRecord, PersonalFilesStore } from './personal-files.store'

export interface PersonalFilesParts {
  store: PersonalFilesStore
  accounts: Pick<AccountsService, 'heldOf' | 'openOwn'>
  assessment: Pick<AssessmentService, 'commendationsOf'>
  areas: Pick<AreasService, 'directory'>
  staff: Pick<StaffService, 'names'>
  notices: Pick<NoticesService, 'insert'>
}

type Answer<E> = Promise<OutputOf<E>>

const done = { done: true as const }
const outcomeText = { corrected: '已经更正', refused: '没有更正' } as const

export type PersonalFilesService = ReturnType<typeof createPersonalFiles>

export function createPersonalFiles(parts: PersonalFilesParts) {
  const { store, accounts, assessment, areas, staff, notices } = parts

  async function present(
    records: readonly CorrectionRecord[],
    actor: Actor,
  ): Promise<FileCorrection[]> {
    const ids = records.flatMap(({ accountId, answeredBy }) =>
      answeredBy === null ? [accountId] : [accountId, answeredBy],
    )
    const [names, directory] = await Promise.all([
      staff.names([...new Set(ids)]),
      areas.directory(),
    ])
    return records.map((record) => ({
      id: record.id,
      accountId: record.accountId,
      name: names.get(record.accountId) ?? '',
      scopeName: directory.areaName(record.scopeCode),
      field: record.field,
      text: record.text,
      askedAtMs: record.askedAtMs,
      state: record.state,
      answeredByName: record.answeredBy && (names.get(record.answeredBy) ?? ''),
      answeredAtMs: record.answeredAtMs,
      reply: record.reply,
      abilities: {
        answer: record.state === 'waiting' && personalFilesPolicy.mayAnswer(actor, record),
      },
    }))
  }

  return {
    async mine(actor: Actor): Answer<typeof contract.mine> {
      const { accountId } = actor
      const [held, commendations, records] = await Promise.all([
        accounts.heldOf(accountId),
        assessment.commendationsOf(accountId),
        store.of(accountId),
      ])
      return { ...held, commendations, corrections: await present(records, actor) }
    },

    /** His own, and all the same each look is noted: a phone may lie in other hands. */
    async revealMine(
      { item }: InputOf<typeof contract.revealMine>,
      { actor, audit }: CommandContext,
    ): Answer<typeof contract.revealMine> {
      const scope = actor.posts.find(isOwnPost)?.scopeCode ?? null
      audit('file.ownRevealed', actor.accountId, scope, { item })
      return { value: await accounts.openOwn(actor.accountId, item) }
    },

    async askCorrection(
      { field, text }: InputOf<typeof contract.askCorrection>,
      { actor, tx, nowMs, commandId, audit }: CommandContext,
    ) {
      const scopeCode = actor.posts.find(isOwnPost)?.scopeCode
      if (scopeCode === undefined) throw new Refusal('notInService')
      if (await store.isOpen(tx, actor.accountId, field)) throw new Refusal('fileCorrectionExists')
      await store.add(tx, {
        id: commandId,
        accountId: actor.accountId,
        scopeCode,
        field,
        text,
        askedAtMs: nowMs,
        state: 'waiting',
        answeredBy: null,
        answeredAtMs: null,
        reply: null,
      })
      audit('file.correctionAsked', commandId, scopeCode, { field })
      return done
    },

    async corrections(
      { state, areaCode }: InputOf<typeof contract.corrections>,
      { actor }: CallContext,
    ): Answer<typeof contract.corrections> {
      const scopes = visibleScopes(actor, personalFilesPolicy.answerers, areaCode)
      if (scopes.length === 0) throw new Refusal('notFound')
      return { corrections: await present(await store.inScopes(scopes, state), actor) }
    },

    async answerCorrection(
      { correctionId, outcome, reply }: InputOf<typeof contract.answerCorrection>,
      { actor, tx, nowMs, audit }: CommandContext,
    ) {
      const record = await store.lock(tx, correctionId)
      if (!record) throw new Refusal('notFound')
      personalFilesPolicy.requireAnswerer(actor, record)
      if (record.state !== 'waiting') throw new Refusal('alreadyDecided')
      const { accountId, scopeCode, field } = record
      await store.answer(tx, correctionId, {
        state: outcome,
        by: actor.accountId,
        atMs: nowMs,
        reply,
      })
      await notices.insert(tx, [
        {
          audience: { kind: 'account', accountId },
          template: 'fileAnswered',
          matterId: null,
          params: { answer: outcomeText[outcome], reason: reply, gridCode: scopeCode },
          urgent: false,
          createdAtMs: nowMs,
        },
      ])
      audit('file.correctionAnswered', correctionId, scopeCode, { accountId, field, outcome })
      return done
    },
  }
}
