import { bitCount } from '../../platform/clock'
import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/pay'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { Audit, CommandContext, FileAnswer } from '../../http/serve'
import type { Database } from '../../platform/database'
import type { LateCheckIn } from '../check-ins/check-ins.service'
import type { DisciplineService } from '../discipline/discipline.service'
import { createMonthClosing, type CloseParts } from './close-month'
import { createCollectFacts, type FactSources } from './collect-facts'
import { createFreeze, type FreezeParts } from './freeze-month'
import { createLaterMatters } from './later-matters'
import { createLaterTruth, type LaterTruthParts } from './later-truth'
import { createObjections, type ObjectionsParts } from './objections'
import { payPolicy } from './pay.policy'
import type { Deed } from './pay.store'
import { payTable } from './pay-table'
import { createPayTableReader } from './read-pay-table'
import { createReadNeeds } from './read-needs'
import { createMonthsReader, type ReadMonthsParts } from './read-months'
import { createTableSource } from './table-source'
import { createStatementReader, type ReadStatementParts } from './read-statement'
import { createWaitingCorrections } from './waiting-corrections'
import { createWhatIf } from './what-if'

export type { YearEnd } from './settle-year'
export type { FrozenStatement, LeaverCorrection } from './table-source'

export type PayParts = FactSources &
  Omit<CloseParts, 'collectFacts' | 'correctEarlier'> &
  Omit<ReadMonthsParts, 'collectFacts' | 'correctionsDue'> &
  Omit<ReadStatementParts, 'collectFacts'> &
  Omit<FreezeParts, 'reader'> &
  ObjectionsParts &
  LaterTruthParts & { database: Pick<Database, 'transaction'>; discipline: DisciplineService }

export type PayService = ReturnType<typeof createPayService>

/** The month, from facts to what is paid: compute, read, object, freeze, correct. */
export function createPayService(parts: PayParts) {
  const collectFacts = createCollectFacts(parts)
  const laterTruth = createLaterTruth(parts)
  const laterMatters = createLaterMatters({ ...parts, laterTruth })
  const reader = createMonthsReader({ ...parts, collectFacts, correctionsDue: laterMatters.isDue })
  const closing = createMonthClosing({
    ...parts,
    collectFacts,
    correctEarlier: laterMatters.correct,
  })
  const statements = createStatementReader({ ...parts, collectFacts })
  const freeze = createFreeze({ ...parts, reader })
  const readPayTable = createPayTableReader({ ...parts, reader })
  const { tableSource, frozenMonths, coveredMonths } = createTableSource(parts)

  return {
    /** What the service itself counts of each worker's month, for comparing with the province. */
    async localCounts(scopes: readonly string[], month: string) {
      const [days, reported] = await Promise.all([
        parts.checkIns.countDays({ scopes }, month),
        parts.reports.countReports(scopes, month),
      ])
      const ids = new Set([...days.keys(), ...reported.keys()])
      return new Map(
        [...ids].map((id) => {
          const checkInDays = bitCount(days.get(id)?.countedDays ?? 0)
          return [id, { checkInDays, validReports: reported.get(id)?.valid ?? 0 }]
        }),
      )
    },

    laterTruth,
    /** What pay tables are made of. */
    tableSource,
    frozenMonths,
    coveredMonths,
    /** People of whom an import of these figures brings nothing new to a frozen month. */
    agreeing: parts.laterTruths.agreeing,

    /** A check-in that came after its month was frozen; it is durable already when this is told. */
    lateCheckIn({ checkInId, ...truth }: LateCheckIn): Promise<boolean> {
      return parts.database.transaction(async (tx) => {
        const { accountId } = truth.actor
        const rows: Deed[] = []
        const audit: Audit = (event, subjectId, areaCode = null, detail) =>
          rows.push({
            event,
            subjectId,
            areaCode,
            detail,
            accountId,
            atMs: truth.nowMs,
            commandId: checkInId,
          })
        const made = await laterTruth({ ...truth, cause: 'checkInArrived', tx, audit })
        await parts.store.writeAudit(tx, rows)
        return made
      })
    },

    objections: createObjections(parts),
    months: reader.months,
    monthNeeds: createReadNeeds({ ...parts, collectFacts }),
    waitingCorrections: createWaitingCorrections({ ...parts, laterMatters }),
    progress: reader.progress,
    statement: statements.statement,
    myMonths: statements.myMonths,
    whatIf: createWhatIf({ ...parts, collectFacts }),
    freeze,
    recover: closing.recover,
    idle: closing.idle,

    async close({ month, townshipCodes }: InputOf<typeof contract.close>, context: CommandContext) {
      const directory = await parts.areas.directory()
      const known = townshipCodes.every(
        (code) =>
          directory.area(code)?.level === 'township' && payPolicy.mayClose(context.actor, code),
      )
      if (!known) throw new Refusal('notFound')
      return { runIds: await closing.close(month, townshipCodes, context) }
    },

    async statements(
      input: InputOf<typeof contract.statements>,
      actor: Actor,
      nowMs: number,
    ): Promise<OutputOf<typeof contract.statements>> {
      const { month, rows, totalFen, totalInWords } = await reader.statements(input, actor, nowMs)
      return { month, rows: rows.map((row) => row.shown), totalFen, totalInWords }
    },

    async statementsTable(
      input: InputOf<typeof contract.statementsTable>,
      actor: Actor,
      nowMs: number,
    ): Promise<FileAnswer> {
      const file = await payTable(await readPayTable(input, actor, nowMs))
      const { townshipCode: areaCode, month } = input
      await parts.store.noteExport({ accountId: actor.accountId, atMs: nowMs, areaCode, month })
      return file
    },
  }
}
