import type { InputOf } from '../../contract/define'
import type * as contract from '../../contract/payroll'
import { Refusal } from '../../http/refusal'
import type { CommandContext, PrepareContext } from '../../http/serve'
import { type FileStore, readAll } from '../../platform/files'
import { idText } from '../../platform/ids'
import type { LedgerStore, NewEntry } from './ledger.store'
import { lockedTable } from './locked-table'
import { keptBackFen, reviewCode, type TableLine } from './make-lines'
import type { PayTableObjectionRow, PayTableRow, PayTablesStore } from './pay-tables.store'
import { payrollPolicy } from './payroll.policy'
import { agreedOf, type createPreparing } from './prepare-table'
import { storeScan } from './scan'
import { settleCarried } from './settle-carried'

export interface CarryParts {
  store: PayTablesStore
  ledger: LedgerStore
  files: FileStore
  preparing: ReturnType<typeof createPreparing>
}

const mostScanBytes = 64 * 1024 * 1024

const isLine = (one: { accountId: string; month: string; lineCode: string }, line: TableLine) =>
  one.accountId === line.accountId && one.month === line.month && one.lineCode === line.lineCode

/** Whether every objection that was agreed to stands in these lines as the county recognised it. */
function holdsAgreed(lines: readonly TableLine[], objections: readonly PayTableObjectionRow[]) {
  return agreedOf(objections).every((one) => {
    const line = lines.find((other) => isLine(one, other))
    const code = reviewCode(one.lineCode)
    const review = lines.find((other) => isLine({ ...one, lineCode: code }, other))
    return !line || line.amountFen + (review?.amountFen ?? 0) === one.recognisedFen
  })
}

/** What the approved table puts in the ledger: every line due, what waits or is disputed set apart. */
function entriesOf(
  tableId: string,
  lines: readonly TableLine[],
  objections: readonly PayTableObjectionRow[],
): NewEntry[] {
  const disputed = objections
    .filter((one) => one.state === 'open')
    .map((one) => ({ ...one, accountId: idText(one.accountId) }))
  return lines
    .filter((line) => line.amountFen !== 0)
    .flatMap((line) => {
      const { accountId, month, lineCode, amountFen, article } = line
      const of = { tableId, accountId, month, lineCode, amountFen, article }
      const due = { ...of, kind: 'due' as const, cause: 'payTable' as const }
      const held = { ...of, kind: 'held' as const }
      if (line.heldCause) return [due, { ...held, cause: line.heldCause as NewEntry['cause'] }]
      const objection = disputed.find((one) => isLine(one, line))
      const keptFen = objection ? keptBackFen(line, objection) : 0
      if (keptFen === 0) return [due]
      return [due, { ...held, amountFen: keptFen, cause: 'objection' as const }]
    })
}

/** From the prepared table to the approved one: signed, sealed, reviewed; each step by its hand. */
export function createCarrying({ store, ledger, files, preparing }: CarryParts) {
  /** Puts the table in its next state and says who did it. */
  async function step(
    table: PayTableRow,
    kind: PayTableRow['state'],
    context: CommandContext,
    more: { reason?: string | undefined; fileKey?: string | undefined } = {},
  ) {
    const { tx, actor, nowMs } = context
    const tableId = idText(table.id)
    const { revision } = table
    await store.addStep(tx, { tableId, revision, kind, by: actor.accountId, atMs: nowMs, ...more })
    await store.stand(tx, tableId, kind, revision)
    const detail = {
      period: table.period,
      revision,
      ...(more.reason ? { reason: more.reason } : {}),
    }
    context.audit(`payTable.${kind}`, tableId, table.townshipCode, detail)
    return { tableId, state: kind, revision }
  }

  async function approve(table: PayTableRow, context: CommandContext) {
    const { tx, actor, nowMs } = context
    const tableId = idText(table.id)
    const [lines, objections] = [
      await store.lines(tableId, table.revision, tx),
      await store.objections(tableId, tx),
    ]
    if (!holdsAgreed(lines, objections)) throw new Refusal('payTableOutdated')
    const by = { by: actor.accountId, atMs: nowMs }
    const carried = await settleCarried({ store, ledger }, table, lines, tx)
    await ledger.add(tx, [...entriesOf(tableId, lines, objections), ...carried], by)
    return step(table, 'approved', context)
  }

  return {
    async revise(input: InputOf<typeof contract.revise>, context: CommandContext) {
      const { tableId, revision, correction } = input
      const table = await lockedTable(
        store,
        {
          tableId,
          revision,
          hand: 'prepares',
          may: payrollPolicy.mayPrepare,
          states: ['returned'],
        },
        context,
      )
      return preparing.revise(table, correction, context)
    },

    async sign(input: InputOf<typeof contract.sign>, context: CommandContext) {
      const wanted = {
        ...input,
        hand: 'signs' as const,
        may: payrollPolicy.maySign,
        states: ['prepared'] as const,
      }
      return step(await lockedTable(store, wanted, context), 'signed', context)
    },

    /** Before the transaction: what is no scan, or of a table out of reach, is not kept. */
    async prepareScan(input: InputOf<typeof contract.attachScan>, context: PrepareContext) {
      const table = await store.find(input.tableId)
      if (!table || !payrollPolicy.mayAttach(context.actor, table.townshipCode))
        throw new Refusal('notFound')
      return storeScan(files, input.tableId, context.file.bytes)
    },

    async attachScan(
      { tableId, revision }: InputOf<typeof contract.attachScan>,
      context: CommandContext & { prepared: { fileKey: string } },
    ) {
      const steps = await store.steps(tableId)
      const signedHere = steps.some(
        (one) => one.kind === 'signed' && idText(one.accountId) === context.actor.accountId,
      )
      const wanted = {
        tableId,
        revision,
        hand: signedHere ? ('signs' as const) : ('prepares' as const),
        may: payrollPolicy.mayAttach,
        states: ['signed'] as const,
      }
      const table = await lockedTable(store, wanted, context)
      return step(table, 'sealed', context, context.prepared)
    },

    async scan({ tableId, revision }: InputOf<typeof contract.scan>) {
      const steps = await store.steps(tableId)
      const sealed = steps.find((one) => one.kind === 'sealed' && one.revision === revision)
      const stored = sealed?.fileKey ? await files.get(sealed.fileKey) : null
      if (!stored) throw new Refusal('notFound')
      const bytes = await readAll(stored.stream, mostScanBytes)
      return { bytes, contentType: stored.contentType }
    },

    async review(input: InputOf<typeof contract.review>, context: CommandContext) {
      const { decision, reason, ...key } = input
      const wanted = {
        ...key,
        hand: 'reviews' as const,
        may: payrollPolicy.mayReview,
        states: ['sealed'] as const,
      }
      const table = await lockedTable(store, wanted, context)
      if (decision === 'approved') return approve(table, context)
      if (!reason) throw new Refusal('reasonNeeded')
      return step(table, 'returned', context, { reason })
    },
  }
}
