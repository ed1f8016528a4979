import type { CodeKind, PrintKind } from '../../contract/codes'
import type { Role } from '../../contract/permissions'
import type { WorkerKind } from '../../contract/primitives'
import { dateOfDay } from '../../platform/clock'
import { type Database, Prisma, type Transaction } from '../../platform/database'
import type { Datum, Outline } from '../../platform/geometry'
import { idBytes, idText, idTextOrNull } from '../../platform/ids'

export interface CodeRow {
  serial: number
  kind: CodeKind
  gridCode: string
  accountId: string | null
  issuedBy: string
  issuedAtMs: number
  revoked: { by: string; atMs: number; reason: string } | null
}

/** What a code is to stand for. */
export interface CodeWanted {
  kind: CodeKind
  gridCode: string
  accountId: string | null
}

export interface PostedPerson {
  accountId: string
  name: string
  role: Role
  workerKind: WorkerKind | null
  scopeCode: string
  workPhone: string | null
}

export interface PrintedItem {
  code: CodeRow
  firstCard: number | null
  lastCard: number | null
}

export interface PlanRow {
  gridCode: string
  outline: Outline
  isSynthetic: boolean
  points: { name: string; longitude: number; latitude: number; datum: Datum }[]
  datum: Datum
}

const mostRevoked = 50

export const holdsFor = ({ kind, gridCode, accountId }: CodeWanted): string =>
  kind === 'grid' ? `grid:${gridCode}` : `badge:${accountId}`

function codeOf(row: Prisma.PrintedCodeGetPayload<object>): CodeRow {
  return {
    // read by plain SQL it comes as a bigint
    serial: Number(row.serial),
    kind: row.kind as CodeKind,
    gridCode: row.gridCode,
    accountId: idTextOrNull(row.accountId),
    issuedBy: idText(row.issuedBy),
    issuedAtMs: row.issuedAt.getTime(),
    revoked:
      row.revokedAt && row.revokedBy
        ? {
            by: idText(row.revokedBy),
            atMs: row.revokedAt.getTime(),
            reason: row.revokeReason ?? '',
          }
        : null,
  }
}

const under = (column: 'scopeCode' | 'gridCode', scopes: readonly string[]) => ({
  OR: scopes.map((scope) => ({ [column]: { startsWith: scope } })),
})

export type CodesStore = ReturnType<typeof createCodesStore>

export function createCodesStore({ prisma }: Database) {
  return {
    async find(serial: number): Promise<CodeRow | null> {
      const row = await prisma.printedCode.findUnique({ where: { serial } })
      return row ? codeOf(row) : null
    },

    /** The valid codes of these, new ones where there is none; in the order asked for. */
    async issue(
      tx: Transaction,
      wanted: readonly CodeWanted[],
      by: { accountId: string; atMs: number },
    ): Promise<CodeRow[]> {
      const names = wanted.map(holdsFor)
      const existing = await tx.printedCode.findMany({ where: { holdsFor: { in: names } } })
      const found = new Map(existing.map((row) => [row.holdsFor, codeOf(row)]))
      const missing = wanted.filter((one) => !found.has(holdsFor(one)))
      if (missing.length > 0) {
        // somebody else may issue the same at this moment: his holds then, and is read with a lock
        await tx.printedCode.createMany({
          data: missing.map((one) => ({
            kind: one.kind,
            gridCode: one.gridCode,
            accountId: one.accountId ? idBytes(one.accountId) : null,
            holdsFor: holdsFor(one),
            issuedBy: idBytes(by.accountId),
            issuedAt: new Date(by.atMs),
          })),
          skipDuplicates: true,
        })
        const rows = await tx.$queryRaw<Prisma.PrintedCodeGetPayload<object>[]>(Prisma.sql`
          SELECT * FROM printed_code
          WHERE holdsFor IN (${Prisma.join(missing.map(holdsFor))}) FOR UPDATE`)
        for (const row of rows) found.set(row.holdsFor, codeOf(row))
      }
      return names.flatMap((name) => found.get(name) ?? [])
    },

    /** Numbers of contact cards, given once; answers the last number before them. */
    async numberCards(
      tx: Transaction,
      counts: readonly { gridCode: string; count: number }[],
    ): Promise<Map<string, number>> {
      const rows = counts.map(({ gridCode, count }) => Prisma.sql`(${gridCode}, ${count})`)
      await tx.$executeRaw(Prisma.sql`
        INSERT INTO contact_card_count (gridCode, numbered) VALUES ${Prisma.join(rows)}
        ON DUPLICATE KEY UPDATE numbered = numbered + VALUES(numbered)`)
      // the rows are ours until the commit; a plain read could be of before another's
      const after = await tx.$queryRaw<{ gridCode: string; numbered: number }[]>(Prisma.sql`
        SELECT gridCode, numbered FROM contact_card_count
        WHERE gridCode IN (${Prisma.join(counts.map((one) => one.gridCode))}) FOR UPDATE`)
      const given = new Map(counts.map((one) => [one.gridCode, one.count]))
      return new Map(
        after.map(({ gridCode, numbered }) => [
          gridCode,
          Number(numbered) - (given.get(gridCode) ?? 0),
        ]),
      )
    },

    async recordPrint(
      tx: Transaction,
      print: {
        id: string
        what: PrintKind
        placeCode: string
        accountId: string
        atMs: number
        items: readonly { serial: number; firstCard: number | null; lastCard: number | null }[]
      },
    ): Promise<void> {
      const id = idBytes(print.id)
      await tx.codePrint.create({
        data: {
          id,
          what: print.what,
          placeCode: print.placeCode,
          printedBy: idBytes(print.accountId),
          printedAt: new Date(print.atMs),
        },
      })
      await tx.codePrintItem.createMany({
        data: print.items.map((item) => ({ printId: id, ...item })),
      })
    },

    async print(
      id: string,
    ): Promise<{ what: PrintKind; placeCode: string; atMs: number; items: PrintedItem[] } | null> {
      const print = await prisma.codePrint.findUnique({ where: { id: idBytes(id) } })
      if (!print) return null
      const items = await prisma.codePrintItem.findMany({
        where: { printId: print.id },
        orderBy: { serial: 'asc' },
      })
      const codes = await prisma.printedCode.findMany({
        where: { serial: { in: items.map((item) => item.serial) } },
      })
      const bySerial = new Map(codes.map((row) => [row.serial, codeOf(row)]))
      return {
        what: print.what as PrintKind,
        placeCode: print.placeCode,
        atMs: print.printedAt.getTime(),
        items: items.flatMap(({ serial, firstCard, lastCard }) => {
          const code = bySerial.get(serial)
          return code ? [{ code, firstCard, lastCard }] : []
        }),
      }
    },

    /** Whether it was valid until now: of two who end it at the same moment only one does. */
    async revoke(
      tx: Transaction,
      serial: number,
      { accountId, atMs, reason }: { accountId: string; atMs: number; reason: string },
    ): Promise<boolean> {
      const { count } = await tx.printedCode.updateMany({
        where: { serial, revokedAt: null },
        data: {
          holdsFor: null,
          revokedBy: idBytes(accountId),
          revokedAt: new Date(atMs),
          revokeReason: reason,
        },
      })
      return count === 1
    },

    async validCodes(names: readonly string[]): Promise<Map<string, CodeRow>> {
      const rows = await prisma.printedCode.findMany({ where: { holdsFor: { in: [...names] } } })
      return new Map(rows.map((row) => [row.holdsFor ?? '', codeOf(row)]))
    },

    async revokedUnder(scopes: readonly string[]): Promise<CodeRow[]> {
      const rows = await prisma.printedCode.findMany({
        where: { ...under('gridCode', scopes), revokedAt: { not: null } },
        orderBy: [{ revokedAt: 'desc' }, { serial: 'desc' }],
        take: mostRevoked,
      })
      return rows.map(codeOf)
    },

    /** How often each was printed, and when and by whom last. */
    async printsOf(
      serials: readonly number[],
    ): Promise<Map<number, { prints: number; lastAtMs: number; lastBy: string }>> {
      if (serials.length === 0) return new Map()
      const items = await prisma.codePrintItem.findMany({
        where: { serial: { in: [...serials] } },
        select: { serial: true, printId: true },
      })
      const ids = new Map(items.map((item) => [idText(item.printId), item.printId]))
      const prints = await prisma.codePrint.findMany({ where: { id: { in: [...ids.values()] } } })
      const byId = new Map(prints.map((print) => [idText(print.id), print]))
      const found = new Map<number, { prints: number; lastAtMs: number; lastBy: string }>()
      for (const { serial, printId } of items) {
        const print = byId.get(idText(printId))
        if (!print) continue
        const atMs = print.printedAt.getTime()
        const before = found.get(serial)
        const isLast = !before || atMs >= before.lastAtMs
        found.set(serial, {
          prints: (before?.prints ?? 0) + 1,
          lastAtMs: isLast ? atMs : before.lastAtMs,
          lastBy: isLast ? idText(print.printedBy) : before.lastBy,
        })
      }
      return found
    },

    /** People who hold one of these roles on that day at, or with `inside` below, these codes. */
    async peopleAt(
      codes: readonly string[],
      roles: readonly Role[],
      today: string,
      inside = false,
    ): Promise<PostedPerson[]> {
      if (codes.length === 0) return []
      const day = dateOfDay(today)
      const place = inside
        ? Prisma.join(
            codes.map((code) => Prisma.sql`p.scopeCode LIKE ${`${code}%`}`),
            ' OR ',
          )
        : Prisma.sql`p.scopeCode IN (${Prisma.join([...codes])})`
      const rows = await prisma.$queryRaw<
        (Omit<PostedPerson, 'accountId'> & { accountId: Uint8Array })[]
      >(Prisma.sql`
        SELECT a.id AS accountId, a.name, p.role, p.workerKind, p.scopeCode, a.workPhone
        FROM post p JOIN account a ON a.id = p.accountId AND a.state = 'active'
        WHERE (${place}) AND p.role IN (${Prisma.join([...roles])})
          AND p.startsOn <= ${day} AND (p.endsOn IS NULL OR p.endsOn >= ${day})
        ORDER BY p.scopeCode, p.role, p.workerKind DESC, a.name`)
      return rows.map((row) => ({ ...row, accountId: idText(row.accountId) }))
    },

    /** The person's posts as a worker on that day; none when the account is ended. */
    async workerPosts(accountId: string, today: string): Promise<PostedPerson[]> {
      const day = dateOfDay(today)
      const rows = await prisma.$queryRaw<
        (Omit<PostedPerson, 'accountId'> & { accountId: Uint8Array })[]
      >(Prisma.sql`
        SELECT a.id AS accountId, a.name, p.role, p.workerKind, p.scopeCode, a.workPhone
        FROM post p JOIN account a ON a.id = p.accountId AND a.state = 'active'
        WHERE p.accountId = ${idBytes(accountId)} AND p.role = 'worker'
          AND p.startsOn <= ${day} AND (p.endsOn IS NULL OR p.endsOn >= ${day})
        ORDER BY p.scopeCode`)
      return rows.map((row) => ({ ...row, accountId: idText(row.accountId) }))
    },

    async plansOf(gridCodes: readonly string[]): Promise<Map<string, PlanRow>> {
      const [grids, points] = await Promise.all([
        prisma.grid.findMany({ where: { code: { in: [...gridCodes] } } }),
        prisma.checkInPoint.findMany({
          where: { gridCode: { in: [...gridCodes] } },
          orderBy: { name: 'asc' },
        }),
      ])
      return new Map(
        grids.map((grid) => [
          grid.code,
          {
            gridCode: grid.code,
            outline: grid.outline as unknown as Outline,
            isSynthetic: grid.outlineSource === 'synthetic',
            datum: grid.datum,
            points: points
              .filter((point) => point.gridCode === grid.code)
              .map(({ name, longitude, latitude, datum }) => ({
                name,
                longitude,
                latitude,
                datum,
              })),
          },
        ]),
      )
    },

    async isDemo(): Promise<boolean> {
      return (await prisma.setting.count({ where: { name: 'demo' } })) > 0
    },
  }
}
