import type { InputOf, OutputOf } from '../../contract/define'
import type { Role } from '../../contract/permissions'
import { smallestSample } from '../../contract/residents-surveys'
import type * as contract from '../../contract/residents-surveys'
import { type Actor, visibleScopes } from '../../http/actor'
import { canonicalJson, contentHash } from '../../http/idempotency'
import { Refusal } from '../../http/refusal'
import type { CallContext, FileAnswer, OwnContext } from '../../http/serve'
import { dayMs, shanghaiDay } from '../../platform/clock'
import { idBytes } from '../../platform/ids'
import { renderQrPng } from '../../platform/qr'
import type { AreasService, Directory } from '../areas/areas.service'
import type { Passes } from './passes'
import { limitsOf, type RateLimits } from './rate-limits'
import { ownerOf } from './resident-keys'
import { residentsPolicy } from './residents.policy'
import { quarterLabel, quarterOf, surveyFigures } from './survey-rates'
import type { SurveysStore } from './surveys.store'

export interface SurveysParts {
  store: SurveysStore
  areas: AreasService
  passes: Passes
  limits: RateLimits
  signingKey: Uint8Array
  publicUrl: string
}

type Answer<E> = Promise<OutputOf<E>>

const readers: Role[] = [
  'gridHead',
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
  'countyPolicy',
]
/** How long an answer may have waited on a phone without a network and still count for its day. */
const longestOnPhoneMs = 7 * dayMs

/** The areas or grids one step below, each with the counts of its grids. */
function rowsBelow(directory: Directory, code: string, scopes: readonly string[]) {
  const below = code.length === 12 ? directory.gridsUnder(code) : directory.childrenOf(code)
  const inSight = (one: string) =>
    scopes.some((scope) => one.startsWith(scope) || scope.startsWith(one))
  return below
    .filter((one) => inSight(one.code))
    .map(({ code: own, name }) => ({ code: own, name }))
}

export type SurveysService = ReturnType<typeof createSurveysService>

export function createSurveysService(parts: SurveysParts) {
  const { store, areas, passes, limits, signingKey, publicUrl } = parts

  async function gridOf(code: string) {
    const grid = (await areas.directory()).grid(code)
    if (!grid || grid.retired) throw new Refusal('notFound')
    return grid
  }

  return {
    async questions(gridCode: string, nowMs: number): Answer<typeof contract.questions> {
      const { code, name, villageName, townshipName } = await gridOf(gridCode)
      const period = quarterOf(shanghaiDay(nowMs))
      return {
        ...{ gridCode: code, gridName: name, villageName, townshipName, period },
        periodLabel: quarterLabel(period),
      }
    },

    async answer(
      input: InputOf<typeof contract.answer>,
      { commandId, nowMs, remoteAddress }: OwnContext,
    ): Answer<typeof contract.answer> {
      const { gridCode, knows, rating, deviceId, pass } = input
      await gridOf(gridCode)
      const ownerId = ownerOf(deviceId, signingKey)
      const answeredAtMs = Math.min(nowMs, Math.max(nowMs - longestOnPhoneMs, input.answeredAtMs))
      const hash = contentHash(canonicalJson({ gridCode, knows, rating, ownerId }))
      const isFirst = async () => {
        const first = await store.find(commandId)
        if (first && Buffer.compare(first.contentHash, hash) !== 0)
          throw new Refusal('commandConflict')
        return first === null
      }
      if (!(await isFirst())) return { done: true }
      await passes.check(pass, 'raise', { commandId, nowMs })
      await limits.take(limitsOf.survey(remoteAddress), nowMs)
      const isNew = await store.insert({
        id: idBytes(commandId),
        period: quarterOf(shanghaiDay(answeredAtMs)),
        gridCode,
        ownerId: idBytes(ownerId),
        knows,
        rating,
        contentHash: hash,
        answeredAt: new Date(answeredAtMs),
      })
      if (!isNew && (await isFirst())) throw new Refusal('surveyAnswered')
      return { done: true }
    },

    async rates(
      input: InputOf<typeof contract.rates>,
      { actor, nowMs }: CallContext,
    ): Answer<typeof contract.rates> {
      const period = input.period ?? quarterOf(shanghaiDay(nowMs))
      const scopes = visibleScopes(actor, readers, input.areaCode)
      const [first] = scopes
      if (first === undefined) throw new Refusal('notFound')
      const directory = await areas.directory()
      const code = input.areaCode ?? first
      const counts = await store.counts(period, scopes)
      const of = (place: string) => counts.filter((one) => one.gridCode.startsWith(place))
      return {
        period,
        areaCode: code.slice(0, 12),
        areaName: directory.areaName(code),
        whole: surveyFigures(of(code)),
        rows: rowsBelow(directory, code.slice(0, 12), scopes).map((row) => ({
          ...row,
          figures: surveyFigures(of(row.code)),
        })),
        smallestSample,
        measuredAtMs: nowMs,
      }
    },

    async qr(code: string, actor: Actor): Promise<FileAnswer> {
      const grid = (await areas.directory()).grid(code)
      if (!grid || !residentsPolicy.mayPrint(actor, code)) throw new Refusal('notFound')
      const address = `${publicUrl}/pages/survey/index?code=${code}`
      const bytes = await renderQrPng(address, { sizePixels: 600 })
      return { bytes, contentType: 'image/png', fileName: `${grid.name}评议二维码.png` }
    },
  }
}
