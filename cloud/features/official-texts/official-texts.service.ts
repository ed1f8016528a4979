import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/official-texts'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type {
  CallContext,
  CommandContext,
  FileAnswer,
  PrepareContext,
  UploadContext,
} from '../../http/serve'
import { sectionsOf } from '../../law/article-ids'
import { type SplitText, splitText } from '../../law/split-text'
import { shanghaiDay } from '../../platform/clock'
import { isDuplicate } from '../../platform/database'
import { type DocumentKind, readDocument } from '../../platform/documents'
import { type FileStore, fileKey, readAll } from '../../platform/files'
import { idBytes, idText, newId } from '../../platform/ids'
import type { Regulation } from '../../rules'
import type { RegulationsService } from '../regulations/regulations.service'
import type { StaffService } from '../staff/staff.service'
import { bookOn } from './book-on'
import { officialTextsPolicy as policy } from './official-texts.policy'
import { textDetail, textVersion } from './official-texts.present'
import type { OfficialTextsStore, TextRow } from './official-texts.store'
import { createWordsReader } from './read-words'

export interface OfficialTextsParts {
  store: OfficialTextsStore
  files: FileStore
  staff: StaffService
  regulations: Pick<RegulationsService, 'on'>
  /** Every pack of this build, by id. */
  library: ReadonlyMap<string, Regulation>
  lawBookFolder: string
}

/** An uploaded text that was read and split, and whose file is stored. */
export interface PreparedText {
  textId: string
  kind: DocumentKind
  split: SplitText
  sha256: Uint8Array<ArrayBuffer>
}

const mostBytes = 10_000_000
const longestFileName = 255

export type OfficialTextsService = ReturnType<typeof createOfficialTextsService>

export function createOfficialTextsService(parts: OfficialTextsParts) {
  const { store, files, staff, library } = parts
  const keyOf = ({ id, kind }: Pick<TextRow, 'id' | 'kind'>) =>
    fileKey('official-texts', idText(id), kind as DocumentKind)

  function packOf(regulation: string): Regulation {
    const pack = library.get(regulation)
    if (!pack) throw new Refusal('regulationUnknown')
    return pack
  }

  /** The pack that is asked for, or the one that binds one's own area today. */
  async function chosen(regulation: string | undefined, actor: Actor, nowMs: number) {
    if (regulation !== undefined) return packOf(regulation)
    const [post] = actor.posts
    if (!post) throw new Refusal('notFound')
    return packOf((await parts.regulations.on(post.scopeCode.slice(0, 12), shanghaiDay(nowMs))).id)
  }

  async function namesOf(rows: readonly TextRow[]) {
    const ids = rows.flatMap(({ uploadedBy, confirmedBy }) =>
      confirmedBy ? [uploadedBy, confirmedBy] : [uploadedBy],
    )
    return staff.names([...new Set(ids.map(idText))])
  }

  async function seen(textId: string, actor: Actor) {
    const row = await store.find(textId)
    if (!row || !policy.maySee(actor, row)) throw new Refusal('notFound')
    return row
  }

  /** The draft that a command is about, held until the command ends. */
  async function draft(textId: string, { actor, tx }: CommandContext): Promise<TextRow> {
    const row = await store.lock(tx, textId)
    if (!row || !policy.mayManage(actor, row.countyCode)) throw new Refusal('notFound')
    if (row.version !== null) throw new Refusal('alreadyDecided')
    return row
  }

  return {
    ...createWordsReader(store, library),

    async versions(
      { regulation }: InputOf<typeof contract.versions>,
      { actor, nowMs }: CallContext,
    ): Promise<OutputOf<typeof contract.versions>> {
      const county = policy.countyOf(actor)
      const pack = await chosen(regulation, actor, nowMs)
      const rows = (await store.list(county, pack.id)).filter((row) => policy.maySee(actor, row))
      const names = await namesOf(rows)
      return {
        county,
        regulation: pack.id,
        title: pack.title,
        versions: rows.map((row) => textVersion(row, names)),
        abilities: { upload: policy.mayManage(actor, county) },
      }
    },

    async detail(
      { textId }: InputOf<typeof contract.detail>,
      { actor }: CallContext,
    ): Promise<OutputOf<typeof contract.detail>> {
      const { parts: words, ...row } = await seen(textId, actor)
      const text = textVersion(row, await namesOf([row]))
      const split = { by: row.splitBy, parts: words } as unknown as SplitText
      const pack = library.get(row.regulation)
      return textDetail(text, split, pack ? bookOn(pack, text.startsOn) : null)
    },

    /** Before the transaction: reads and splits the document and stores its file. */
    async prepare(
      { regulation }: InputOf<typeof contract.uploadText>,
      { actor, file, nowMs }: PrepareContext,
    ): Promise<PreparedText> {
      policy.ownCounty(actor)
      const pack = packOf(regulation)
      const { kind, text } = await readDocument(file.bytes)
      const split = splitText(text, sectionsOf(bookOn(pack, shanghaiDay(nowMs)).articles))
      if (split.by === 'nothing') throw new Refusal('officialTextWithoutArticles')
      const textId = newId()
      const key = keyOf({ id: idBytes(textId), kind })
      await files.put(key, file.bytes, contentTypes[kind])
      const sha256 = new Uint8Array(createHash('sha256').update(file.bytes).digest())
      return { textId, kind, split, sha256 }
    },

    async upload(
      { regulation, startsOn }: InputOf<typeof contract.uploadText>,
      { actor, file, nowMs, tx, audit, prepared }: UploadContext & { prepared: PreparedText },
    ): Promise<OutputOf<typeof contract.uploadText>> {
      const { textId, kind, split, sha256 } = prepared
      const countyCode = policy.ownCounty(actor)
      await store.insertDraft(tx, {
        id: idBytes(textId),
        countyCode,
        regulation,
        startsOn: new Date(startsOn),
        fileName: file.name.slice(0, longestFileName),
        kind,
        byteSize: file.bytes.length,
        sha256,
        splitBy: split.by,
        parts: split.parts.map(({ number, title, words }) => ({ number, title, words })),
        uploadedBy: idBytes(actor.accountId),
        uploadedAt: new Date(nowMs),
      })
      audit('officialText.uploaded', textId, countyCode, { regulation, kind })
      return { textId }
    },

    async confirm(
      { textId }: InputOf<typeof contract.confirm>,
      context: CommandContext,
    ): Promise<OutputOf<typeof contract.confirm>> {
      const { actor, tx, nowMs, audit } = context
      const row = await draft(textId, context)
      const version = await store.nextVersion(tx, row.countyCode, row.regulation)
      const confirmedBy = idBytes(actor.accountId)
      try {
        await store.confirm(tx, row.id, { version, confirmedBy, confirmedAt: new Date(nowMs) })
      } catch (error) {
        // somebody else's draft became this version a moment ago
        throw isDuplicate(error) ? new Refusal('alreadyDecided') : error
      }
      audit('officialText.confirmed', textId, row.countyCode, { version })
      return { version }
    },

    async discard(
      { textId }: InputOf<typeof contract.discard>,
      context: CommandContext,
    ): Promise<OutputOf<typeof contract.discard>> {
      const row = await draft(textId, context)
      await store.remove(context.tx, row.id)
      context.audit('officialText.discarded', textId, row.countyCode)
      return { done: true }
    },

    async original(
      { textId }: InputOf<typeof contract.original>,
      { actor }: CallContext,
    ): Promise<FileAnswer> {
      const row = await seen(textId, actor)
      const stored = await files.get(keyOf(row))
      if (!stored) throw new Refusal('notFound')
      const bytes = await readAll(stored.stream, mostBytes)
      return { bytes, contentType: stored.contentType, fileName: row.fileName }
    },

    async lawBook(
      { regulation }: InputOf<typeof contract.lawBook>,
      { actor, nowMs }: CallContext,
    ): Promise<FileAnswer> {
      const { id } = await chosen(regulation, actor, nowMs)
      const bytes = await readFile(path.join(parts.lawBookFolder, `${id}.html`)).catch(() => null)
      if (bytes === null) throw new Refusal('lawBookMissing')
      return { bytes, contentType: 'text/html; charset=utf-8' }
    },
  }
}

const contentTypes: Record<DocumentKind, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  txt: 'text/plain; charset=utf-8',
}
