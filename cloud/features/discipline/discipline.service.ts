import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/discipline'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { shanghaiDay } from '../../platform/clock'
import type { AreasService } from '../areas/areas.service'
import type { RegulationsService } from '../regulations/regulations.service'
import type { StaffService } from '../staff/staff.service'
import { disciplinePolicy } from './discipline.policy'
import { type Around, presentDetail, presentMine, presentRow } from './discipline.present'
import type { Case, DisciplineStore } from './discipline.store'
import { createMoveCase } from './move-case'
import { adverse, openMoves } from './moves'
import { createOpenCases } from './open-cases'
import { ownHandNote } from './own-hand'
import { bindingOn, measuresOn, procedureSentences } from './procedure'

export type { FrozenMonth } from './open-cases'

export interface DisciplineParts {
  store: DisciplineStore
  staff: Pick<StaffService, 'worker' | 'names'>
  areas: Pick<AreasService, 'directory'>
  regulations: Pick<RegulationsService, 'ofMonth' | 'on'>
}

export type DisciplineService = ReturnType<typeof createDisciplineService>

/** From what a month proposes of a person, or somebody brings forward, to what was decided of it. */
export function createDisciplineService(parts: DisciplineParts) {
  const { store, staff, areas } = parts
  const opening = createOpenCases(parts)
  const moveCase = createMoveCase(parts)

  async function aroundOf(
    cases: readonly Case[],
    actor: Actor,
    nowMs: number,
  ): Promise<(one: Case) => Around> {
    const hands = cases.flatMap((one) => [
      one.accountId,
      one.proposedBy,
      one.noticedBy,
      one.decidedBy,
      one.appealDecidedBy,
      one.closedBy,
    ])
    const ids = hands.filter((id): id is string => id !== null)
    const [names, directory] = await Promise.all([staff.names(ids), areas.directory()])
    const today = shanghaiDay(nowMs)
    return (one) => ({
      nameOf: (id) => names.get(id) ?? '',
      gridName: directory.areaName(one.gridCode),
      townshipName: directory.areaName(one.townshipCode),
      today,
      moves: openMoves(one, disciplinePolicy.mover(actor, one.gridCode), today),
    })
  }

  async function detailOf(one: Case, actor: Actor, nowMs: number) {
    const around = await aroundOf([one], actor, nowMs)
    const today = shanghaiDay(nowMs)
    const binding = await bindingOn(parts.regulations, one.townshipCode, today)
    return presentDetail(one, around(one), {
      windows: procedureSentences(today, binding),
      ownHand: ownHandNote(one, disciplinePolicy.mover(actor, one.gridCode), today),
      measures: adverse.includes(one.kind) ? measuresOn(today, binding) : [],
    })
  }

  return {
    openProposed: opening.openProposed,

    async keptMonths(
      accountIds: readonly string[],
      from: string,
      before: string,
    ): Promise<ReadonlySet<string>> {
      const kept = await store.keptMonths(accountIds, from, before)
      return new Set(kept.map(({ accountId, month }) => `${accountId} ${month}`))
    },

    /**
     * Of whom an elimination for fraud was decided in the year: true where it stands, false where he
     * was kept or his appeal was upheld. Who is not in it, of him nothing was decided yet.
     */
    async eliminatedForFraud(
      accountIds: readonly string[],
      year: string,
    ): Promise<ReadonlyMap<string, boolean>> {
      const decided = new Map<string, boolean>()
      for (const { accountId, outcome } of await store.fraudOutcomes(accountIds, year)) {
        if (outcome === 'withdrawn') continue
        decided.set(accountId, outcome === 'imposed' || decided.get(accountId) === true)
      }
      return decided
    },

    async cases(
      input: InputOf<typeof contract.cases>,
      actor: Actor,
      nowMs: number,
    ): Promise<OutputOf<typeof contract.cases>> {
      const scopes = disciplinePolicy.scopes(actor, input.areaCode)
      if (scopes.length === 0) throw new Refusal('notFound')
      const cases = await store.under(scopes, input.scope === 'all')
      const around = await aroundOf(cases, actor, nowMs)
      const rows = cases.map((one) => presentRow(one, around(one)))
      const shown = input.scope === 'all' ? rows : rows.filter((row) => row.state !== 'expired')
      return { cases: shown }
    },

    async detail(
      { caseId }: InputOf<typeof contract.detail>,
      actor: Actor,
      nowMs: number,
    ): Promise<OutputOf<typeof contract.detail>> {
      const one = await store.read(caseId)
      if (!one || !disciplinePolicy.maySee(actor, one.gridCode)) throw new Refusal('notFound')
      return detailOf(one, actor, nowMs)
    },

    async open(input: InputOf<typeof contract.open>, context: CommandContext) {
      return detailOf(await opening.open(input, context), context.actor, context.nowMs)
    },

    async move(input: InputOf<typeof contract.move>, context: CommandContext) {
      return detailOf(await moveCase(input, context), context.actor, context.nowMs)
    },

    async mine(actor: Actor, nowMs: number): Promise<OutputOf<typeof contract.mine>> {
      const all = await store.of(actor.accountId)
      // before he is told there is nothing to tell; what came to nothing before that stays so
      const told = all.filter((one) => one.noticedAtMs !== null || one.outcome === 'done')
      const around = await aroundOf(told, actor, nowMs)
      return { cases: told.map((one) => presentMine(one, around(one))) }
    },

    async answer(input: InputOf<typeof contract.answer>, context: CommandContext) {
      await moveCase(input, context)
      return { done: true as const }
    },
  }
}
