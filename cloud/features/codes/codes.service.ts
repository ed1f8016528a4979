import type * as contract from '../../contract/codes'
import type { InputOf, OutputOf } from '../../contract/define'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext, FileAnswer } from '../../http/serve'
import { shanghaiDay } from '../../platform/clock'
import { isPlatformError } from '../../platform/platform-error'
import type { WechatPort } from '../../platform/wechat'
import { serialOf, serialText, tokenOf } from './code-token'
import { codesPolicy } from './codes.policy'
import type { CodeRow } from './codes.store'
import { createHandOuts, type HandOutParts } from './hand-outs'
import { makeSheet, qrPicture, type SheetParts } from './make-sheet'
import { createOwnBadge } from './own-badge'
import { createPortraits, portraitKeys, type PortraitsParts } from './portraits'
import { createPostNotices, type PostNoticesParts } from './post-notices'
import { printCodes } from './print-codes'
import { revokedMessage, showBadge, workerOfBadge } from './show-badge'
import { type OverviewParts, showOverview } from './show-overview'

export interface CodesParts
  extends SheetParts,
    HandOutParts,
    OverviewParts,
    PortraitsParts,
    PostNoticesParts {
  areas: SheetParts['areas']
  portraits: PortraitsParts['portraits']
  photos: PortraitsParts['photos']
  wechat: WechatPort
}

const usualPixels = 600
/** The mini-program's pages that a code's scene opens. */
const pageOf = { grid: 'pages/card/index', badge: 'pages/badge/index' } as const

export type CodesService = ReturnType<typeof createCodesService>

export function createCodesService(parts: CodesParts) {
  const { store, areas, wechat, signingKey } = parts

  /** A badge is also the business of where its wearer serves now. */
  async function reached(code: CodeRow, may: (place: string) => boolean, nowMs: number) {
    if (may(code.gridCode)) return true
    if (!code.accountId) return false
    const posts = await store.workerPosts(code.accountId, shanghaiDay(nowMs))
    return posts.some((post) => may(post.scopeCode))
  }

  async function codeFor(serial: number, actor: Actor, nowMs: number): Promise<CodeRow> {
    const code = await store.find(serial)
    const may = (place: string) => codesPolicy.mayPrint(actor, place)
    if (!code || !(await reached(code, may, nowMs))) throw new Refusal('notFound')
    return code
  }

  async function wechatPicture(code: CodeRow, widthPixels: number): Promise<FileAnswer> {
    const { kind, serial } = code
    try {
      const scene = tokenOf(kind, serial, signingKey)
      const bytes = await wechat.getUnlimitedQrCode({ scene, page: pageOf[kind], widthPixels })
      const isJpeg = bytes[0] === 0xff
      return {
        bytes,
        contentType: isJpeg ? 'image/jpeg' : 'image/png',
        fileName: `小程序码_${serialText(serial)}.${isJpeg ? 'jpg' : 'png'}`,
      }
    } catch (error) {
      if (!isPlatformError(error)) throw error
      throw new Refusal('wechatCodeNotMade', { message: error.message })
    }
  }

  return {
    overview: (input: InputOf<typeof contract.overview>, actor: Actor, nowMs: number) =>
      showOverview(parts, input, actor, nowMs),

    print: (input: InputOf<typeof contract.print>, context: CommandContext) =>
      printCodes(parts, input, context),

    sheet: (printId: string, actor: Actor, nowMs: number) =>
      makeSheet(parts, printId, actor, nowMs),

    async picture(
      { serial, look, size = usualPixels }: InputOf<typeof contract.picture>,
      actor: Actor,
      nowMs: number,
    ): Promise<FileAnswer> {
      const code = await codeFor(serial, actor, nowMs)
      if (code.revoked) throw new Refusal('codeRevoked', { message: '请重新印制，会发新的码' })
      return look === 'wechat' ? wechatPicture(code, size) : qrPicture(parts, code, size)
    },

    async revoke(
      { serial, reason }: InputOf<typeof contract.revoke>,
      { actor, tx, nowMs, audit }: CommandContext,
    ): Promise<OutputOf<typeof contract.revoke>> {
      const code = await codeFor(serial, actor, nowMs)
      const may = (place: string) => codesPolicy.mayRevoke(actor, place)
      if (!(await reached(code, may, nowMs))) throw new Refusal('notAllowed')
      const by = { accountId: actor.accountId, atMs: nowMs, reason }
      if (!(await store.revoke(tx, serial, by))) throw new Refusal('alreadyDecided')
      audit('code.revoked', serialText(serial), code.gridCode, { kind: code.kind, reason })
      return { done: true }
    },

    badge: (badgeCode: string, nowMs: number) => showBadge(parts, badgeCode, nowMs),

    /** For those who take opinions about him. */
    workerOfBadge: (badgeCode: string) => workerOfBadge(parts, badgeCode),

    /** The grid that a printed code stands for. Refuses what is not ours, and what was ended. */
    async gridOf(token: string): Promise<string> {
      const serial = serialOf('grid', token, signingKey)
      const code = serial === null ? null : await store.find(serial)
      if (code?.kind !== 'grid') throw new Refusal('codeUnknown')
      const directory = await areas.directory()
      const grid = directory.grid(code.gridCode)
      if (code.revoked || !grid || grid.retired) {
        const message = revokedMessage(directory, code.gridCode)
        const now = grid && !grid.retired ? { gridCode: code.gridCode } : {}
        throw new Refusal('codeRevoked', { message, ...now })
      }
      return code.gridCode
    },

    ...createHandOuts(parts),
    ...createOwnBadge(parts),
    ...createPortraits(parts),
    ...createPostNotices(parts),

    /** Keys of the photos of these people, by account. */
    portraitKeys: (accountIds: readonly string[]) => portraitKeys(parts, accountIds),
  }
}
