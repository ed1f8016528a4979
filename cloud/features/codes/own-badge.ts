import type { OutputOf } from '../../contract/define'
import type * as contract from '../../contract/worker-badges'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { shanghaiDay } from '../../platform/clock'
import { renderQrPng } from '../../platform/qr'
import { serialText } from './code-token'
import { type CodeRow, holdsFor, type PostedPerson } from './codes.store'
import { addressOf, type SheetParts } from './make-sheet'
import { portraitKeys } from './portraits'
import { postLabel } from './post-label'

const sizePixels = 480

const wantedOf = ({ accountId, scopeCode }: PostedPerson) =>
  ({ kind: 'badge', gridCode: scopeCode, accountId }) as const

/** The badge that a worker shows on his own phone: the same code that is printed. */
export function createOwnBadge(parts: SheetParts) {
  const { store, areas } = parts

  async function postsOf(actor: Actor, nowMs: number): Promise<[PostedPerson, ...PostedPerson[]]> {
    const [first, ...more] = await store.workerPosts(actor.accountId, shanghaiDay(nowMs))
    if (!first) throw new Refusal('notInService')
    return [first, ...more]
  }

  async function shown(code: CodeRow) {
    const address = addressOf(parts, code)
    const png = await renderQrPng(address, { sizePixels })
    return {
      serialText: serialText(code.serial),
      address,
      qrImage: `data:image/png;base64,${png.toString('base64')}`,
    }
  }

  return {
    async mine(actor: Actor, nowMs: number): Promise<OutputOf<typeof contract.mine>> {
      const posts = await postsOf(actor, nowMs)
      const [first] = posts
      const name = holdsFor(wantedOf(first))
      const [directory, codes, keys] = await Promise.all([
        areas.directory(),
        store.validCodes([name]),
        portraitKeys(parts, [actor.accountId]),
      ])
      const code = codes.get(name)
      return {
        name: first.name,
        post: postLabel(first),
        gridNames: posts.map((post) => directory.areaName(post.scopeCode)),
        villageName: directory.grid(first.scopeCode)?.villageName ?? '',
        townshipName: directory.areaName(first.scopeCode.slice(0, 9)),
        countyName: directory.areaName(first.scopeCode.slice(0, 6)),
        workPhone: first.workPhone,
        portraitKey: keys.get(actor.accountId) ?? null,
        badge: code ? await shown(code) : null,
      }
    },

    async issueMine({
      actor,
      tx,
      nowMs,
      audit,
    }: CommandContext): Promise<OutputOf<typeof contract.issueMine>> {
      const [first] = await postsOf(actor, nowMs)
      const by = { accountId: actor.accountId, atMs: nowMs }
      const [code] = await store.issue(tx, [wantedOf(first)], by)
      if (!code) throw new Refusal('databaseBusy')
      audit('code.issued', serialText(code.serial), first.scopeCode, { kind: 'badge' })
      return { serialText: serialText(code.serial) }
    },
  }
}
