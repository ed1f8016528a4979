import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/pay'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { idBytes, idText } from '../../platform/ids'
import type { PayRegulation } from '../../rules'
import type { AreasService } from '../areas/areas.service'
import type { StaffService } from '../staff/staff.service'
import { evaluatedOf } from './evaluated'
import type { MonthsService } from './months.service'
import { payPolicy } from './pay.policy'
import { type Objection, presentObjection } from './pay.present'
import type { ObjectionRow, PayStore } from './pay.store'
import { lineLabelOf } from './read-statement'

export interface ObjectionsParts {
  store: PayStore
  areas: AreasService
  staff: StaffService
  months: MonthsService
  packs: ReadonlyMap<string, PayRegulation>
}

export type Objections = ReturnType<typeof createObjections>

export function createObjections({ store, areas, staff, months, packs }: ObjectionsParts) {
  /** Objections of one month. */
  async function present(rows: readonly ObjectionRow[], actor: Actor): Promise<Objection[]> {
    const ids = rows
      .flatMap((row) => [row.accountId, ...(row.answeredBy ? [row.answeredBy] : [])])
      .map(idText)
    const authors = [...new Set(rows.map((row) => idText(row.accountId)))]
    const [names, stored] = await Promise.all([
      staff.names([...new Set(ids)]),
      rows[0] ? store.statementsFor(authors, rows[0].month) : [],
    ])
    const statements = new Map(stored.map((row) => [row.accountId, evaluatedOf(row, packs)]))
    return rows.map((row) => {
      const accountId = idText(row.accountId)
      const isOwn = accountId === actor.accountId
      return presentObjection(row, {
        nameOf: (id) => names.get(id) ?? '',
        lineLabel: lineLabelOf(statements.get(accountId), row.lineCode),
        mayAnswer: !isOwn && payPolicy.mayFreeze(actor, row.townshipCode),
      })
    })
  }

  return {
    /** To a line of one's own proposed statement; a frozen month is past that. */
    async raise(input: InputOf<typeof contract.raiseObjection>, context: CommandContext) {
      const { actor, tx, nowMs, commandId } = context
      const stored = await store.statement(actor.accountId, input.month)
      if (!stored) throw new Refusal('monthNotComputed')
      // held, so that a freezing at the same moment either sees it or is seen
      const isFrozen = await months.isFrozen(stored.townshipCode, input.month, tx)
      if (stored.frozen || isFrozen) throw new Refusal('monthFrozen')
      const statement = evaluatedOf(stored, packs)
      if (!statement.lines.some((line) => line.code === input.lineCode)) {
        throw new Refusal('badInput', { message: '绩效单上没有这一笔' })
      }
      const row = await store.createObjection(tx, {
        id: idBytes(commandId),
        accountId: idBytes(actor.accountId),
        month: input.month,
        townshipCode: stored.townshipCode,
        lineCode: input.lineCode,
        text: input.text,
        state: 'open',
        raisedAt: new Date(nowMs),
      })
      context.audit('objection.raised', commandId, stored.gridCode, {
        month: input.month,
        lineCode: input.lineCode,
      })
      const [objection] = await present([row], actor)
      if (!objection) throw new Refusal('notFound')
      return { objection }
    },

    async answer(input: InputOf<typeof contract.answerObjection>, context: CommandContext) {
      const { actor, tx, nowMs } = context
      const row = await store.objection(tx, input.objectionId)
      if (!row || !payPolicy.mayFreeze(actor, row.townshipCode)) throw new Refusal('notFound')
      if (idText(row.accountId) === actor.accountId) throw new Refusal('ownCase')
      const answered = {
        state: input.decision,
        answer: input.answer,
        answeredBy: idBytes(actor.accountId),
        answeredAt: new Date(nowMs),
      }
      const count = await store.answerObjection(tx, input.objectionId, answered)
      if (count === 0) throw new Refusal('alreadyDecided')
      context.audit('objection.answered', input.objectionId, row.townshipCode, {
        decision: input.decision,
      })
      const [objection] = await present([{ ...row, ...answered }], actor)
      if (!objection) throw new Refusal('notFound')
      return { objection }
    },

    async list(
      { month, areaCode }: InputOf<typeof contract.objections>,
      actor: Actor,
    ): Promise<OutputOf<typeof contract.objections>> {
      const directory = await areas.directory()
      const scopes = visibleScopes(actor, payPolicy.readers, areaCode)
      if (scopes.length === 0) throw new Refusal('notFound')
      const townships = scopes
        .flatMap((scope) => directory.townshipsUnder(scope))
        .map((one) => one.code)
      return { objections: await present(await store.objections(townships, month), actor) }
    },
  }
}
