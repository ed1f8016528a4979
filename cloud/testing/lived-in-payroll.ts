import type { PayTableState } from '../contract/payroll'
import { idBytes, newId } from '../platform/ids'
import { testAreas, type TestPerson } from './test-county'
import type { TestService } from './test-service'

export interface LivedInPayroll {
  /** One table in each state, and what hangs on them. */
  tableIds: Record<PayTableState, string>
  tableObjectionId: string
  batchId: string
  transferId: string
}

const periods: Record<PayTableState, string> = {
  prepared: '2025-Q1',
  signed: '2025-Q2',
  sealed: '2025-Q3',
  returned: '2025-Q4',
  approved: '2026-Q1',
}
const stepsTo: Record<PayTableState, readonly PayTableState[]> = {
  prepared: ['prepared'],
  signed: ['prepared', 'signed'],
  sealed: ['prepared', 'signed', 'sealed'],
  returned: ['prepared', 'signed', 'sealed', 'returned'],
  approved: ['prepared', 'signed', 'sealed', 'approved'],
}
export const payrollMonth = '2026-03'
export const payrollLine = 'base'

/** Straight in the database: a pay table in every state, the approved one with a batch on its way. */
export async function livePayroll(
  { parts, clock }: TestService,
  people: Record<'office' | 'signer' | 'centre' | 'worker' | 'subject', TestPerson>,
): Promise<LivedInPayroll> {
  const { prisma } = parts.database
  const at = new Date(clock.nowMs())
  const hands: Record<PayTableState, TestPerson> = {
    prepared: people.office,
    signed: people.signer,
    sealed: people.office,
    returned: people.centre,
    approved: people.centre,
  }
  const workers = [people.worker, people.subject]
  const ids = {} as Record<PayTableState, string>
  for (const [state, period] of Object.entries(periods) as [PayTableState, string][]) {
    const tableId = newId()
    ids[state] = tableId
    const id = idBytes(tableId)
    await prisma.payTable.create({
      data: {
        id,
        townshipCode: testAreas.township,
        period,
        regulation: 'daning-2022',
        state,
        revision: 1,
        createdAt: at,
      },
    })
    const revision = { tableId: id, revision: 1 }
    await prisma.payTableRevision.create({
      data: { ...revision, workerCount: 2, totalFen: 70_000, heldFen: 0, notes: [] },
    })
    await prisma.payTableLine.createMany({
      data: workers.map((worker, position) => ({
        ...revision,
        accountId: idBytes(worker.accountId),
        month: payrollMonth,
        lineCode: payrollLine,
        position,
        kind: 'earning' as const,
        label: '基础补助',
        amountFen: 35_000,
        article: 'DN-11.1a',
        gridCode: testAreas.grid,
        workerKind: 'rural' as const,
      })),
    })
    await prisma.payTableStep.createMany({
      data: stepsTo[state].map((kind) => ({
        ...revision,
        kind,
        accountId: idBytes(hands[kind].accountId),
        at,
      })),
    })
  }
  return { tableIds: ids, ...(await payApproved()) }

  async function payApproved() {
    const tableId = idBytes(ids.approved)
    const [tableObjectionId, batchId, transferId] = [newId(), newId(), newId()]
    const by = { recordedBy: idBytes(people.centre.accountId), recordedAt: at }
    await prisma.ledgerEntry.createMany({
      data: workers.map((worker) => ({
        ...by,
        tableId,
        accountId: idBytes(worker.accountId),
        month: payrollMonth,
        kind: 'due' as const,
        amountFen: 35_000,
        owedFen: 35_000,
        heldFen: 0,
        lineCode: payrollLine,
        cause: 'payTable',
        article: 'DN-11.1a',
      })),
    })
    const { _max } = await prisma.ledgerEntry.aggregate({ _max: { id: true } })
    const made = { createdBy: by.recordedBy, createdAt: at, throughEntry: _max.id ?? 0n }
    await prisma.paymentBatch.create({
      data: {
        id: idBytes(batchId),
        tableId,
        number: 1,
        transferCount: 1,
        totalFen: 35_000,
        ...made,
      },
    })
    await prisma.paymentTransfer.create({
      data: {
        id: idBytes(transferId),
        batchId: idBytes(batchId),
        tableId,
        accountId: idBytes(people.worker.accountId),
        amountFen: 35_000,
        parts: [{ month: payrollMonth, amountFen: 35_000 }],
        state: 'waiting',
        changedAt: at,
        changedBy: by.recordedBy,
      },
    })
    await prisma.payTableObjection.create({
      data: {
        id: idBytes(tableObjectionId),
        tableId: idBytes(ids.sealed),
        accountId: idBytes(people.worker.accountId),
        month: payrollMonth,
        lineCode: payrollLine,
        objector: 'county',
        raisedBy: by.recordedBy,
        raisedAt: at,
        text: '请核对',
        recognisedFen: 30_000,
        state: 'open',
      },
    })
    return { tableObjectionId, batchId, transferId }
  }
}
