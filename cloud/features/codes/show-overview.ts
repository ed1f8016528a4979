import type * as contract from '../../contract/codes'
import type { InputOf, OutputOf } from '../../contract/define'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { shanghaiDay } from '../../platform/clock'
import type { Directory } from '../areas/areas.service'
import type { StaffService } from '../staff/staff.service'
import { codesPolicy } from './codes.policy'
import { type CodeRow, type CodesStore, holdsFor, type PostedPerson } from './codes.store'
import { serialText } from './code-token'
import type { HandOutsStore } from './hand-outs.store'
import { addressOf, type SheetParts } from './make-sheet'
import { portraitKeys } from './portraits'
import { postLabel } from './post-label'

type Overview = OutputOf<typeof contract.overview>
type Prints = Awaited<ReturnType<CodesStore['printsOf']>>

const mostGrids = 300

export interface OverviewParts extends SheetParts {
  handOuts: HandOutsStore
  staff: Pick<StaffService, 'names'>
}

function presentCode(
  parts: OverviewParts,
  code: CodeRow | undefined,
  prints: Prints,
  names: Map<string, string>,
): contract.IssuedCode | null {
  if (!code) return null
  const printed = prints.get(code.serial)
  return {
    serial: code.serial,
    serialText: serialText(code.serial),
    address: addressOf(parts, code),
    issuedAtMs: code.issuedAtMs,
    issuedByName: names.get(code.issuedBy) ?? '',
    prints: printed?.prints ?? 0,
    lastPrintedAtMs: printed?.lastAtMs ?? null,
    lastPrintedByName: printed ? (names.get(printed.lastBy) ?? '') : null,
  }
}

function groupWorkers(posts: readonly PostedPerson[]): PostedPerson[][] {
  const groups = new Map<string, PostedPerson[]>()
  for (const post of posts) {
    const group = groups.get(post.accountId)
    if (group) group.push(post)
    else groups.set(post.accountId, [post])
  }
  return [...groups.values()]
}

async function readAll(parts: OverviewParts, scopes: readonly string[], today: string) {
  const { store, handOuts, areas, staff } = parts
  const directory = await areas.directory()
  const grids = scopes.flatMap((scope) => directory.gridsUnder(scope))
  if (grids.length > mostGrids) {
    throw new Refusal('badInput', { message: `一次最多看 ${mostGrids} 个网格，请选一个村（社区）` })
  }
  const workers = groupWorkers(await store.peopleAt(scopes, ['worker'], today, true))
  const [codes, revoked, figures, posted, keys] = await Promise.all([
    store.validCodes([
      ...grids.map(({ code }) => holdsFor({ kind: 'grid', gridCode: code, accountId: null })),
      ...workers.flatMap(([first]) => (first ? [`badge:${first.accountId}`] : [])),
    ]),
    store.revokedUnder(scopes),
    handOuts.figures(grids.map((grid) => grid.code)),
    parts.portraits.lastPosted(grids.map((grid) => grid.code)),
    portraitKeys(
      parts,
      workers.flatMap(([first]) => (first ? [first.accountId] : [])),
    ),
  ])
  const prints = await store.printsOf([...codes.values()].map((code) => code.serial))
  const names = await staff.names([
    ...[...codes.values()].map((code) => code.issuedBy),
    ...[...prints.values()].map((print) => print.lastBy),
    ...revoked.flatMap((code) => [code.revoked?.by ?? '', code.accountId ?? '']).filter(Boolean),
  ])
  return { directory, grids, workers, codes, revoked, figures, posted, keys, prints, names }
}

function presentRevoked(
  code: CodeRow,
  names: Map<string, string>,
  directory: Directory,
): Overview['revoked'][number] {
  const { serial, kind, gridCode, accountId, revoked } = code
  return {
    serial,
    serialText: serialText(serial),
    kind,
    name: accountId ? (names.get(accountId) ?? '') : directory.areaName(gridCode),
    revokedAtMs: revoked?.atMs ?? 0,
    revokedByName: names.get(revoked?.by ?? '') ?? '',
    reason: revoked?.reason ?? '',
  }
}

/** The codes of a village: of each grid and each worker, whether there is one and who printed it. */
export async function showOverview(
  parts: OverviewParts,
  { placeCode }: InputOf<typeof contract.overview>,
  actor: Actor,
  nowMs: number,
): Promise<Overview> {
  const scopes = visibleScopes(actor, codesPolicy.printers, placeCode)
  if (scopes.length === 0) throw new Refusal('notFound')
  const all = await readAll(parts, scopes, shanghaiDay(nowMs))
  const { directory, codes, figures, prints, names } = all
  return {
    grids: all.grids.map(({ code, name, households }) => ({
      gridCode: code,
      gridName: name,
      households,
      cardsNumbered: figures.get(code)?.numbered ?? 0,
      cardsHandedOut: figures.get(code)?.handedOut ?? 0,
      noticePostedOn: all.posted.get(code) ?? null,
      code: presentCode(parts, codes.get(`grid:${code}`), prints, names),
    })),
    workers: all.workers.flatMap((posts) => {
      const [first] = posts
      if (!first) return []
      return [
        {
          accountId: first.accountId,
          name: first.name,
          post: postLabel(first),
          gridNames: posts.map((post) => directory.areaName(post.scopeCode)),
          portraitKey: all.keys.get(first.accountId) ?? null,
          code: presentCode(parts, codes.get(`badge:${first.accountId}`), prints, names),
        },
      ]
    }),
    revoked: all.revoked.map((code) => presentRevoked(code, names, directory)),
    abilities: { revoke: codesPolicy.mayRevoke(actor, placeCode) },
  }
}
