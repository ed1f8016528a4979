import { canonicalJson, contentHash } from '../../http/idempotency'
import { Refusal } from '../../http/refusal'
import { dayMs } from '../../platform/clock'
import type { AreasService } from '../areas/areas.service'
import type { MatterDraft, MattersService } from '../matters/matters.service'
import type { UnitsService } from '../units/units.service'
import type { ApiKeysService } from './api-keys.service'
import type { GridFinder } from './find-grid'
import type { AcceptedRecord, Discovery, RequestRecord, TokenRecord } from './georeport-answer'
import { GeoReportFault } from './georeport-fault'
import { type createKeepPhotos, sha256Of } from './keep-photos'
import { presentRequest } from './open311.present'
import type { ApiKeyEntry, Open311Store, PublicMatterRow } from './open311.store'
import { publicClassCodes } from './public-services'
import { type Parameters, readRequestsQuery } from './read-query'
import { type Form, placeTextOf, type RaisedRequest, readRequest } from './read-request'

export interface Open311Parts {
  store: Open311Store
  keys: ApiKeysService
  areas: AreasService
  units: Pick<UnitsService, 'directory'>
  grids: GridFinder
  /** Durable when it resolves; the same id with the same content answers the first result. */
  raise: MattersService['raise']
  keepPhotos: ReturnType<typeof createKeepPhotos>
  /** Of these matters, the ones that are shown in no public place. */
  flagged(matterIds: readonly string[]): Promise<ReadonlySet<string>>
  publicUrl: string
}

export interface Submission {
  form: Form
  files: readonly Buffer[]
  apiKey: string
  jurisdictionId: string
  /** The Idempotency-Key header, '' without one. */
  idempotencyKey: string
}

/** The same content of the same key within it is the same request, sent again. */
export const sameContentMs = 10 * 60_000
/** With a key of the client's own a repeat is known for as long as its receipt is kept. */
const sameKeyMs = 90 * dayMs
const numberShape = /^\d{6}-[0-9A-Z]{8}$/
/** Raised whenever services or their definitions change. */
const changeset = '2026-11-30 00:00'

export type Open311Service = ReturnType<typeof createOpen311Service>

export function createOpen311Service(parts: Open311Parts) {
  const { store, keys, areas, units, grids, publicUrl } = parts

  /** Counties that this installation serves. */
  async function countiesServed(): Promise<string[]> {
    const townships = (await areas.directory()).townshipsUnder('')
    return [...new Set(townships.map((one) => one.code.slice(0, 6)))]
  }

  /** Needed only where there is more than one. */
  async function jurisdiction(given: string): Promise<string> {
    const served = await countiesServed()
    const id = given.trim()
    if (id !== '') {
      if (!served.includes(id))
        throw new GeoReportFault(404, `没有这个地区：jurisdiction_id ${id.slice(0, 40)}`)
      return id
    }
    const [one, ...more] = served
    if (one === undefined || more.length > 0)
      throw new GeoReportFault(400, '请用 jurisdiction_id 给出县级区划代码')
    return one
  }

  async function present(found: readonly PublicMatterRow[]): Promise<RequestRecord[]> {
    const flagged = await parts.flagged(found.map((row) => row.id))
    const rows = found.filter((row) => !flagged.has(row.id))
    const [directory, holders, words] = await Promise.all([
      areas.directory(),
      units.directory(),
      store.lastWords(rows.map((row) => row.id)),
    ])
    const names = { areas: directory, holder: (code: string) => holders.labelOf(code) }
    return rows.map((row) => presentRequest(row, words.get(row.id), names))
  }

  async function keyToPost(
    secret: string,
    countyCode: string,
    nowMs: number,
  ): Promise<ApiKeyEntry> {
    if (secret === '') throw new GeoReportFault(403, '没有给出 api_key')
    const key = await keys.keyOfSecret(secret, nowMs)
    if (!key) throw new GeoReportFault(403, 'api_key 不对，或已经吊销')
    if (key.countyCode !== countyCode) throw new GeoReportFault(403, '这个 api_key 不是这个地区的')
    return key
  }

  async function gridOf(request: RaisedRequest, countyCode: string): Promise<string> {
    const { position, addressGrid, addressText } = request
    if (position) {
      const found = await grids.at(countyCode, position.longitude, position.latitude)
      if (!found)
        throw new GeoReportFault(400, '这个位置不在本县任何一个网格里，请核对 lat 和 long')
      return found
    }
    if (addressGrid) {
      const grid = (await areas.directory()).grid(addressGrid)
      if (!grid || grid.retired || !grid.code.startsWith(countyCode))
        throw new GeoReportFault(400, `本县没有这个网格：address_id ${addressGrid}`)
      return grid.code
    }
    const named = await grids.named(countyCode, addressText ?? '')
    if (!named)
      throw new GeoReportFault(400, '只凭地址文字认不出是哪个网格，请一并给出 lat 和 long')
    return named
  }

  /** The same request sent again gets the matter that it became. */
  async function reserve(
    { id: keyId }: ApiKeyEntry,
    idempotencyKey: string,
    hash: Uint8Array<ArrayBuffer>,
    nowMs: number,
  ): Promise<string> {
    if (idempotencyKey.length > 255)
      throw new GeoReportFault(400, 'Idempotency-Key 最多 255 个字符')
    return idempotencyKey === ''
      ? store.reserve(keyId, hash, nowMs, nowMs - sameContentMs)
      : store.reserve(keyId, contentHash('key:', idempotencyKey), nowMs, nowMs - sameKeyMs)
  }

  return {
    jurisdiction,

    discovery(): Discovery {
      return {
        changeset,
        contact: '请联系本县综治中心',
        key_service: '接口密钥由县综治中心在“接口与推送”页面发放',
        endpoints: [
          {
            specification: 'http://wiki.open311.org/GeoReport_v2',
            url: `${publicUrl}/open311/v2`,
            changeset,
            type: 'production',
            formats: ['text/xml', 'application/json'],
          },
        ],
      }
    },

    async requests(parameters: Parameters, nowMs: number): Promise<RequestRecord[]> {
      const countyCode = await jurisdiction(parameters.get('jurisdiction_id') ?? '')
      const query = readRequestsQuery(parameters, nowMs)
      if (query.receiptNumbers) {
        const rows = await store.byNumbers(query.receiptNumbers, publicClassCodes)
        return present(rows.filter((row) => row.gridCode.startsWith(countyCode)))
      }
      const townships = (await areas.directory()).townshipsUnder(countyCode)
      return present(
        await store.page(
          townships.map((one) => one.code),
          query,
        ),
      )
    },

    async request(receiptNumber: string, jurisdictionId: string): Promise<RequestRecord> {
      const countyCode = await jurisdiction(jurisdictionId)
      const rows = numberShape.test(receiptNumber)
        ? await store.byNumbers([receiptNumber], publicClassCodes)
        : []
      const [found] = await present(rows.filter((row) => row.gridCode.startsWith(countyCode)))
      if (!found) throw new GeoReportFault(404, '没有这件事项，请核对 service_request_id')
      return found
    },

    /** The number is given at once, so it is its own token. */
    async token(token: string, jurisdictionId: string): Promise<TokenRecord> {
      const countyCode = await jurisdiction(jurisdictionId)
      const rows = numberShape.test(token) ? await store.byNumbers([token], publicClassCodes) : []
      if (!rows.some((row) => row.gridCode.startsWith(countyCode)))
        throw new GeoReportFault(404, '没有这个 token')
      return { service_request_id: token, token }
    },

    async submit(given: Submission, nowMs: number): Promise<AcceptedRecord> {
      const countyCode = await jurisdiction(given.jurisdictionId)
      const key = await keyToPost(given.apiKey, countyCode, nowMs)
      const request = readRequest(given.form)
      const gridCode = await gridOf(request, countyCode)
      const files = given.files.map(sha256Of)
      const hash = contentHash(canonicalJson({ ...request, gridCode, files }))
      const matterId = await reserve(key, given.idempotencyKey, hash, nowMs)
      const contactSealed = keys.sealContact(request.contact)
      const brought = { apiKeyId: key.id, mediaUrl: request.mediaUrl, contactSealed }
      await store.keepBrought(matterId, brought, nowMs)
      const sent = { matterId, apiKeyId: key.id, files: given.files }
      const photoIds = await parts.keepPhotos(sent, nowMs)
      const draft = { ...draftOf(matterId, request, gridCode, hash, nowMs), photoIds }
      const { receiptNumber } = await parts.raise(draft, nowMs).catch((error: unknown) => {
        const other = error instanceof Refusal && error.code === 'commandConflict'
        throw other
          ? new GeoReportFault(400, '这个 Idempotency-Key 已用于另一个请求，请换一个')
          : error
      })
      return {
        service_request_id: receiptNumber,
        service_notice: `已收到，受理编号 ${receiptNumber}`,
        account_id: request.contact.accountId,
      }
    },
  }
}

function draftOf(
  id: string,
  request: RaisedRequest,
  gridCode: string,
  hash: Uint8Array,
  nowMs: number,
): MatterDraft {
  return {
    id,
    source: 'open311',
    classCode: request.classCode,
    level: request.level,
    text: request.description,
    placeText: placeTextOf(request.addressText),
    position: request.position ? { ...request.position, datum: 'wgs84' } : null,
    gridCode,
    raisedBy: null,
    raisedAtMs: nowMs,
    photoIds: [],
    contentHash: hash,
  }
}
