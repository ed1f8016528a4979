import type { CorrectionField, FileCorrectionState } from '../../contract/personal-files'
import type { Database, Prisma, Transaction } from '../../platform/database'
import { idBytes, idText, idTextOrNull } from '../../platform/ids'

export interface CorrectionRecord {
  id: string
  accountId: string
  scopeCode: string
  field: CorrectionField
  text: string
  askedAtMs: number
  state: FileCorrectionState
  answeredBy: string | null
  answeredAtMs: number | null
  reply: string | null
}

const mostListed = 500

function recordOf(row: Prisma.FileCorrectionGetPayload<object>): CorrectionRecord {
  return {
    id: idText(row.id),
    accountId: idText(row.accountId),
    scopeCode: row.scopeCode,
    field: row.field as CorrectionField,
    text: row.text,
    askedAtMs: row.askedAt.getTime(),
    state: row.state as FileCorrectionState,
    answeredBy: idTextOrNull(row.answeredBy),
    answeredAtMs: row.answeredAt?.getTime() ?? null,
    reply: row.reply,
  }
}

export type PersonalFilesStore = ReturnType<typeof createPersonalFilesStore>

export function createPersonalFilesStore({ prisma }: Database) {
  return {
    async of(accountId: string): Promise<CorrectionRecord[]> {
      const rows = await prisma.fileCorrection.findMany({
        where: { accountId: idBytes(accountId) },
        orderBy: { id: 'desc' },
        take: mostListed,
      })
      return rows.map(recordOf)
    },

    async inScopes(
      scopes: readonly string[],
      state: FileCorrectionState | undefined,
    ): Promise<CorrectionRecord[]> {
      const rows = await prisma.fileCorrection.findMany({
        where: {
          OR: scopes.map((scope) => ({ scopeCode: { startsWith: scope } })),
          ...(state ? { state } : {}),
        },
        orderBy: { id: 'desc' },
        take: mostListed,
      })
      return rows.map(recordOf)
    },

    /** One at a time for a person: two at once would both find none open. */
    async isOpen(tx: Transaction, accountId: string, field: CorrectionField): Promise<boolean> {
      await tx.$queryRaw`SELECT id FROM account WHERE id = ${idBytes(accountId)} FOR UPDATE`
      const where = { accountId: idBytes(accountId), field, state: 'waiting' }
      return (await tx.fileCorrection.count({ where })) > 0
    },

    async lock(tx: Transaction, id: string): Promise<CorrectionRecord | null> {
      await tx.$queryRaw`SELECT id FROM file_correction WHERE id = ${idBytes(id)} FOR UPDATE`
      const row = await tx.fileCorrection.findUnique({ where: { id: idBytes(id) } })
      return row && recordOf(row)
    },

    async add(tx: Transaction, record: CorrectionRecord): Promise<void> {
      const { id, accountId, scopeCode, field, text, state } = record
      await tx.fileCorrection.create({
        data: {
          id: idBytes(id),
          accountId: idBytes(accountId),
          scopeCode,
          field,
          text,
          state,
          askedAt: new Date(record.askedAtMs),
        },
      })
    },

    async answer(
      tx: Transaction,
      id: string,
      given: { state: FileCorrectionState; by: string; atMs: number; reply: string },
    ): Promise<void> {
      await tx.fileCorrection.update({
        where: { id: idBytes(id) },
        data: {
          state: given.state,
          answeredBy: idBytes(given.by),
          answeredAt: new Date(given.atMs),
          reply: given.reply,
        },
      })
    },
  }
}
