import type { OutputOf } from '../../contract/define'
import type * as contract from '../../contract/payroll'
import { type LedgerCause, ledgerCauseLabel } from '../../contract/payroll'
import type { Actor } from '../../http/actor'
import { idText } from '../../platform/ids'
import { capitalForm } from '../../rules'
import { allot } from './allot'
import { checkCode } from './check-code'
import type { LedgerRow, TransferRow } from './ledger.store'
import type { TableLine } from './make-lines'
import { type Hand, payrollPolicy } from './payroll.policy'
import type { TableView } from './table-view'

type Table = OutputOf<typeof contract.table>['table']
type Balance = NonNullable<Table['balance']>

export const causeLabel = (cause: string) => ledgerCauseLabel[cause as LedgerCause] ?? cause

const keyOf = (one: { accountId: string; month: string; lineCode: string }) =>
  `${one.accountId} ${one.month} ${one.lineCode}`

type Entry = Pick<LedgerRow, 'kind' | 'amountFen' | 'owedFen' | 'heldFen'>
type Part = { amountFen: number }

const sumOf = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0)

/** Sums over the ledger; what is under way waits for the bank's answer. */
export function balanceOf(
  entries: readonly Entry[],
  transfers: readonly Pick<TransferRow, 'state' | 'amountFen'>[],
  payable: readonly Part[],
): Balance {
  const due = entries.filter((one) => one.kind === 'due')
  const moved = entries.filter((one) => ['paid', 'failed', 'repaid'].includes(one.kind))
  const open = transfers.filter((one) => one.state === 'waiting' || one.state === 'failed')
  return {
    dueFen: sumOf(due.map((one) => one.owedFen)),
    paidFen: -sumOf(moved.map((one) => one.owedFen)),
    heldFen: sumOf(entries.map((one) => one.heldFen)),
    underWayFen: sumOf(open.map((one) => one.amountFen)),
    payableFen: sumOf(payable.map((one) => one.amountFen)),
  }
}

/** What the entries grant, by person and month. */
export function grantedOf(entries: readonly LedgerRow[]) {
  return entries
    .filter((one) => ['due', 'held', 'released'].includes(one.kind))
    .map((one) => ({
      accountId: idText(one.accountId),
      month: one.month,
      amountFen: one.owedFen - one.heldFen,
    }))
}

function heldState(view: TableView, line: TableLine) {
  const own = view.entries.filter(
    (one) =>
      keyOf({ ...one, accountId: idText(one.accountId), lineCode: one.lineCode ?? '' }) ===
      keyOf(line),
  )
  const decided = own.find((one) => one.cause === 'heldReleased' || one.cause === 'heldRefused')
  if (!decided) return { state: 'waiting' as const, reason: null }
  const state = decided.cause === 'heldReleased' ? ('released' as const) : ('refused' as const)
  return { state, reason: decided.reason }
}

/** What of a line is set apart now, and why; before the approval what would be. */
function heldCauses(view: TableView): Map<string, string> {
  const sums = new Map<string, { heldFen: number; cause: string }>()
  for (const one of view.entries) {
    const key = keyOf({ ...one, accountId: idText(one.accountId), lineCode: one.lineCode ?? '' })
    const before = sums.get(key)
    const cause = one.kind === 'held' ? one.cause : (before?.cause ?? '')
    sums.set(key, { heldFen: (before?.heldFen ?? 0) + one.heldFen, cause })
  }
  const held = [...sums].filter(([, one]) => one.heldFen !== 0)
  if (view.entries.length > 0)
    return new Map(held.map(([key, one]) => [key, causeLabel(one.cause)]))
  return new Map(
    view.lines
      .filter((line) => line.heldCause !== null)
      .map((line) => [keyOf(line), causeLabel(line.heldCause ?? '')]),
  )
}

export function presentLine(
  line: TableLine,
  shown: { articleTitle: string; heldCause: string | null; openObjection: boolean },
) {
  const { month, lineCode, kind, label, amountFen, article } = line
  return { month, lineCode, kind, label, amountFen, article, ...shown }
}

function presentWorkers(view: TableView): Table['workers'] {
  const causes = heldCauses(view)
  const open = new Set(
    view.objections
      .filter((one) => one.state === 'open')
      .map((one) => keyOf({ ...one, accountId: idText(one.accountId) })),
  )
  const groups = new Map<string, TableLine[]>()
  for (const line of view.lines)
    groups.set(line.accountId, [...(groups.get(line.accountId) ?? []), line])
  return [...groups].map(([accountId, lines]) => {
    const person = view.people.get(accountId)
    const months = [...new Set(lines.map((line) => line.month))]
    const counted = lines.filter((line) => line.heldCause === null)
    const inMonth = (month: string) => counted.filter((line) => line.month === month)
    const [first] = lines
    return {
      accountId,
      name: person?.name ?? '',
      idNumberMasked: person?.idNumberMasked ?? '',
      bankCardMasked: person?.bankCardMasked ?? null,
      gridName: view.directory.grid(first?.gridCode ?? '')?.name ?? view.townshipName,
      workerKind: first?.workerKind ?? 'rural',
      lines: lines.map((line) =>
        presentLine(line, {
          articleTitle: view.titleOf(line.article),
          heldCause: causes.get(keyOf(line)) ?? null,
          openObjection: open.has(keyOf(line)),
        }),
      ),
      monthTotals: months.map((month) => ({
        month,
        amountFen: sumOf(inMonth(month).map((line) => line.amountFen)),
      })),
      totalFen: sumOf(counted.map((line) => line.amountFen)),
    }
  })
}

function presentObjections(view: TableView, actor: Actor): Table['objections'] {
  const mayAnswer = payrollPolicy.mayPrepare(actor, view.table.townshipCode)
  return view.objections.map((row) => {
    const accountId = idText(row.accountId)
    const line = view.lines.find((one) => keyOf(one) === keyOf({ ...row, accountId }))
    return {
      id: idText(row.id),
      accountId,
      workerName: view.nameOf(accountId),
      month: row.month,
      lineCode: row.lineCode,
      lineLabel: line?.label ?? '这一版里没有这一笔',
      amountFen: line?.amountFen ?? 0,
      objector: row.objector,
      text: row.text,
      recognisedFen: row.recognisedFen,
      state: row.state,
      raisedByName: view.nameOf(idText(row.raisedBy)),
      raisedAtMs: row.raisedAt.getTime(),
      answer: row.answer,
      answeredByName: row.answeredBy ? view.nameOf(idText(row.answeredBy)) : null,
      answeredAtMs: row.answeredAt?.getTime() ?? null,
      abilities: { answer: row.state === 'open' && mayAnswer && isFree(view, actor, 'prepares') },
    }
  })
}

function presentHeld(view: TableView, actor: Actor): Table['held'] {
  const mayDecide =
    view.isCurrent &&
    view.table.state === 'approved' &&
    payrollPolicy.mayReview(actor, view.table.townshipCode) &&
    isFree(view, actor, 'reviews')
  return view.lines
    .filter((line) => line.heldCause !== null)
    .map((line) => {
      const { state, reason } = heldState(view, line)
      return {
        accountId: line.accountId,
        workerName: view.nameOf(line.accountId),
        month: line.month,
        lineCode: line.lineCode,
        label: line.label,
        amountFen: line.amountFen,
        cause: causeLabel(line.heldCause ?? ''),
        state,
        reason,
        abilities: { decide: mayDecide && state === 'waiting' },
      }
    })
}

export function presentBatches(view: TableView): Table['batches'] {
  return view.batches.map((batch) => {
    const own = view.transfers.filter((one) => one.batchId === idText(batch.id))
    const count = (...states: TransferRow['state'][]) =>
      own.filter((one) => states.includes(one.state)).length
    return {
      batchId: idText(batch.id),
      number: batch.number,
      createdAtMs: batch.createdAt.getTime(),
      transferCount: batch.transferCount,
      totalFen: Number(batch.totalFen),
      paidCount: count('paid', 'repaid'),
      failedCount: count('failed'),
    }
  })
}

/** Neither another hand of this table (P2) nor paid by it (P1). */
function isFree(view: TableView, actor: Actor, hand: Hand): boolean {
  const isOnTable = view.lines.some((line) => line.accountId === actor.accountId)
  return !isOnTable && !payrollPolicy.isOtherHand(actor.accountId, hand, view.steps)
}

function abilitiesOf(view: TableView, actor: Actor, payableFen: number): Table['abilities'] {
  const { state, townshipCode } = view.table
  const mayPrepare =
    payrollPolicy.mayPrepare(actor, townshipCode) && isFree(view, actor, 'prepares')
  const maySign = payrollPolicy.maySign(actor, townshipCode) && isFree(view, actor, 'signs')
  const mayReview = payrollPolicy.mayReview(actor, townshipCode) && isFree(view, actor, 'reviews')
  const at = (...states: (typeof state)[]) => view.isCurrent && states.includes(state)
  return {
    sign: at('prepared') && maySign,
    attachScan: at('signed') && (mayPrepare || maySign),
    objectTo: at('sealed') && mayReview,
    approve: at('sealed') && mayReview,
    return: at('sealed') && mayReview,
    revise: at('returned') && mayPrepare,
    makeBatch: at('approved') && mayReview && payableFen > 0,
    pay: at('approved') && mayReview,
  }
}

/** Whose turn it is, told to who would have the post for it but may not do it here. */
function blockedOf(view: TableView, actor: Actor): string | null {
  const { state, townshipCode } = view.table
  const turns = {
    prepared: ['signs', payrollPolicy.maySign],
    signed: ['prepares', payrollPolicy.mayAttach],
    sealed: ['reviews', payrollPolicy.mayReview],
    returned: ['prepares', payrollPolicy.mayPrepare],
    approved: ['reviews', payrollPolicy.mayReview],
  } as const
  const [hand, may] = turns[state]
  if (!view.isCurrent || !may(actor, townshipCode)) return null
  if (view.lines.some((line) => line.accountId === actor.accountId))
    return '这张表里有您本人，请由其他人办理'
  const hands: Hand[] = state === 'signed' ? ['prepares', 'signs'] : [hand]
  const isFreeHere = hands.some((one) => isFree(view, actor, one))
  return isFreeHere
    ? null
    : '制表、签字、复审付款须是三个不同的人，您已办过其中一步，请由其他人办理'
}

/** What the next batch would pay, and to whom it cannot. */
function payableOf(view: TableView) {
  const allotments = allot(grantedOf(view.entries), view.transfers)
  const hasCard = (accountId: string) => Boolean(view.people.get(accountId)?.bankCardMasked)
  return {
    payable: allotments.filter((one) => hasCard(one.accountId)),
    withoutCard: allotments
      .filter((one) => !hasCard(one.accountId))
      .map((one) => view.nameOf(one.accountId)),
  }
}

export function presentTable(view: TableView, actor: Actor): Table {
  const { table, revision, steps } = view
  const totalFen = Number(revision.totalFen)
  const { payable, withoutCard } = payableOf(view)
  const isApproved = table.state === 'approved'
  const balance = isApproved ? balanceOf(view.entries, view.transfers, payable) : null
  return {
    tableId: view.tableId,
    townshipCode: table.townshipCode,
    townshipName: view.townshipName,
    period: table.period,
    periodLabel: view.periodLabel,
    months: view.months,
    state: table.state,
    revision: view.number,
    currentRevision: table.revision,
    correction: revision.correction,
    notes: revision.notes as string[],
    totalFen,
    totalInWords: capitalForm(totalFen),
    heldFen: Number(revision.heldFen),
    checkCode: checkCode(view),
    article: view.article,
    steps: steps.map((one) => ({
      revision: one.revision,
      kind: one.kind,
      byName: view.nameOf(idText(one.accountId)),
      atMs: one.at.getTime(),
      reason: one.reason,
    })),
    workers: presentWorkers(view),
    objections: presentObjections(view, actor),
    held: presentHeld(view, actor),
    batches: presentBatches(view),
    balance,
    withoutCard: isApproved ? withoutCard : [],
    hasScan: steps.some((one) => one.kind === 'sealed' && one.revision === view.number),
    abilities: abilitiesOf(view, actor, balance?.payableFen ?? 0),
    blocked: blockedOf(view, actor),
  }
}
