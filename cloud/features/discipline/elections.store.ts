import type { CandidateCategory, ElectionState, ElectionStep } from '../../contract/elections'
import { dateOfDay, dayOfDate } from '../../platform/clock'
import type { Database, Prisma, Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

export interface Candidate {
  name: string
  category: CandidateCategory
  votes: number
}

export interface Election {
  id: string
  villageCode: string
  gridCode: string
  heldOn: string
  presentCount: number
  seats: number
  candidates: Candidate[]
  proposed: string[]
  state: ElectionState
  recordedBy: string
  villageNoticeTo: string | null
  townshipNoticeTo: string | null
  decidedBy: string | null
  texts: Partial<Record<ElectionStep, string>>
}

const dayOf = (date: Date | null) => (date === null ? null : dayOfDate(date))

function electionOf(row: Prisma.ElectionGetPayload<object>): Election {
  return {
    id: idText(row.id),
    villageCode: row.villageCode,
    gridCode: row.gridCode,
    heldOn: dayOfDate(row.heldOn),
    presentCount: row.presentCount,
    seats: row.seats,
    candidates: row.candidates as unknown as Candidate[],
    proposed: row.proposed as unknown as string[],
    state: row.state as ElectionState,
    recordedBy: idText(row.recordedBy),
    villageNoticeTo: dayOf(row.villageNoticeTo),
    townshipNoticeTo: dayOf(row.townshipNoticeTo),
    decidedBy: row.decidedBy === null ? null : idText(row.decidedBy),
    texts: row.texts as Election['texts'],
  }
}

const mostElections = 500

export type ElectionsStore = ReturnType<typeof createElectionsStore>

export function createElectionsStore({ prisma }: Database) {
  return {
    async under(scopes: readonly string[]): Promise<Election[]> {
      const rows = await prisma.election.findMany({
        where: { OR: scopes.map((scope) => ({ gridCode: { startsWith: scope } })) },
        orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
        take: mostElections,
      })
      return rows.map(electionOf)
    },

    async record(
      tx: Transaction,
      one: Omit<
        Election,
        'state' | 'villageNoticeTo' | 'townshipNoticeTo' | 'decidedBy' | 'texts'
      > & { atMs: number },
    ): Promise<Election> {
      const { id, heldOn, candidates, recordedBy, atMs, ...rest } = one
      const row = await tx.election.create({
        data: {
          ...rest,
          id: idBytes(id),
          heldOn: dateOfDay(heldOn),
          candidates: candidates as unknown as Prisma.InputJsonValue,
          state: 'recorded',
          recordedBy: idBytes(recordedBy),
          recordedAt: new Date(atMs),
          texts: {},
        },
      })
      return electionOf(row)
    },

    async find(tx: Transaction, id: string): Promise<Election | null> {
      const row = await tx.election.findUnique({ where: { id: idBytes(id) } })
      return row ? electionOf(row) : null
    },

    /** Whether it still stood where it was read: of two at the same moment only one is. */
    async change(
      tx: Transaction,
      { id, state }: Pick<Election, 'id' | 'state'>,
      data: Prisma.ElectionUpdateManyMutationInput,
    ): Promise<boolean> {
      const { count } = await tx.election.updateMany({ where: { id: idBytes(id), state }, data })
      return count === 1
    },
  }
}
