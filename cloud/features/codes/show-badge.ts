import type * as contract from '../../contract/codes'
import type { OutputOf } from '../../contract/define'
import { Refusal } from '../../http/refusal'
import { shanghaiDay } from '../../platform/clock'
import type { Directory } from '../areas/areas.service'
import { serialOf, serialText } from './code-token'
import type { CodeRow, PostedPerson } from './codes.store'
import type { SheetParts } from './make-sheet'
import { portraitKeys } from './portraits'
import { postLabel } from './post-label'

type Badge = OutputOf<typeof contract.badge>

/** The office that can be asked: the village's, else the township's. */
export function officeOf(directory: Directory, gridCode: string) {
  const village = directory.area(gridCode.slice(0, 12))
  const township = directory.area(gridCode.slice(0, 9))
  const asked = village?.officePhone ? village : township
  return {
    officeName: asked?.name ?? village?.name ?? '',
    officePhone: asked?.officePhone ?? null,
  }
}

export function revokedMessage(directory: Directory, gridCode: string): string {
  const { officeName, officePhone } = officeOf(directory, gridCode)
  const village = directory.area(gridCode.slice(0, 12))?.name ?? ''
  const ask = officePhone ? `，也可以打电话 ${officePhone} 问${officeName}` : ''
  return `新的二维码贴在${village}公示栏${ask}`
}

async function read(parts: SheetParts, token: string, nowMs: number) {
  const serial = serialOf('badge', token, parts.signingKey)
  const code = serial === null ? null : await parts.store.find(serial)
  if (!code?.accountId || code.kind !== 'badge') return null
  const posts = await parts.store.workerPosts(code.accountId, shanghaiDay(nowMs))
  return { code, accountId: code.accountId, posts }
}

const stateOf = (code: CodeRow, posts: readonly PostedPerson[]): Badge['state'] =>
  code.revoked ? 'revoked' : posts.length > 0 ? 'inService' : 'left'

/** Whose badge it is; null: not one of ours, or one that was taken back. */
export async function workerOfBadge(
  { store, signingKey }: SheetParts,
  token: string,
): Promise<{ accountId: string } | null> {
  const serial = serialOf('badge', token, signingKey)
  const code = serial === null ? null : await store.find(serial)
  const { accountId = null, revoked = null } = code ?? {}
  return accountId && !revoked ? { accountId } : null
}

function presentWorker(
  directory: Directory,
  posts: readonly PostedPerson[],
  keys: ReadonlyMap<string, string>,
): Badge['worker'] {
  const [first] = posts
  if (!first) return null
  const grid = directory.grid(first.scopeCode)
  return {
    name: first.name,
    post: postLabel(first),
    workPhone: first.workPhone,
    portraitKey: keys.get(first.accountId) ?? null,
    grids: posts.map(({ scopeCode }) => ({
      gridCode: scopeCode,
      name: directory.areaName(scopeCode),
    })),
    villageName: grid?.villageName ?? '',
    townshipName: grid?.townshipName ?? '',
    countyName: directory.areaName(first.scopeCode.slice(0, 6)),
  }
}

/** Whether the wearer is a worker today. Of a badge that says no, nothing of the person is told. */
export async function showBadge(parts: SheetParts, token: string, nowMs: number): Promise<Badge> {
  const found = await read(parts, token, nowMs)
  if (!found) throw new Refusal('codeUnknown')
  const { code, accountId, posts } = found
  const [directory, demo, keys] = await Promise.all([
    parts.areas.directory(),
    parts.store.isDemo(),
    portraitKeys(parts, [accountId]),
  ])
  const state = stateOf(code, posts)
  return {
    state,
    serialText: serialText(code.serial),
    checkedAtMs: nowMs,
    worker: state === 'inService' ? presentWorker(directory, posts, keys) : null,
    revokedOn: code.revoked ? shanghaiDay(code.revoked.atMs) : null,
    ...officeOf(directory, posts[0]?.scopeCode ?? code.gridCode),
    demo,
  }
}
