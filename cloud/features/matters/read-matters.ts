import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/matters'
import { openMatterStates } from '../../contract/matter-taxonomy'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CallContext } from '../../http/serve'
import { addMonths, monthRangeMs, shanghaiMonth } from '../../platform/clock'
import type { AreasService, Directory } from '../areas/areas.service'
import type { StaffService } from '../staff/staff.service'
import type { UnitsService } from '../units/units.service'
import type { ClockValuesService } from './clock-values.service'
import { openMoves } from './find-move'
import {
  type AroundOne,
  presentDetail,
  presentForRaiser,
  presentMatter,
  type RaiserView,
} from './matters.present'
import { mattersPolicy, type Sight } from './matters.policy'
import type { Filter, Given, Ground, Place } from './list-texts'
import type { MattersStore } from './matters.store'
import { readPlace, writePlace } from './places'
import type { Matter } from './standing'
import { wordsOf } from './words-of'

export interface ReadMattersParts {
  store: MattersStore
  areas: Pick<AreasService, 'directory'>
  units: Pick<UnitsService, 'directory'>
  staff: Pick<StaffService, 'names'>
  clockValues: Pick<ClockValuesService, 'book'>
}

type Answer<E> = Promise<OutputOf<E>>

const usualLimit = 50
/** How far back a search by words goes; older matters are found by their number. */
const searchedMonths = 40
const townshipLength = 9
const villageLength = 12

/** The places scopes are read in: a county by its townships, what lies in a township by its grids. */
function groundsOf(scopes: Sight['scopes'], directory: Directory): Ground[] {
  return scopes.flatMap(({ code, circles }): Ground[] => {
    if (code.length < townshipLength)
      return directory
        .townshipsUnder(code)
        .map((area) => ({ townshipCode: area.code, gridCodes: null, circles }))
    if (code.length === townshipLength) return [{ townshipCode: code, gridCodes: null, circles }]
    const gridCodes =
      code.length === villageLength ? directory.gridsUnder(code).map((grid) => grid.code) : [code]
    const townshipCode = code.slice(0, townshipLength)
    return gridCodes.length > 0 ? [{ townshipCode, gridCodes, circles }] : []
  })
}

const byDue = (matter: Matter) => matter.dueAtMs
const byArrival = (matter: Matter) => matter.receivedAtMs
const asFlag = (word: 'yes' | 'no' | undefined) => (word === undefined ? undefined : word === 'yes')

export function createReadMatters({ store, areas, units, staff, clockValues }: ReadMattersParts) {
  async function around(nowMs: number): Promise<AroundOne> {
    const [directory, holders, { countyClocks }] = await Promise.all([
      areas.directory(),
      units.directory(),
      clockValues.book(),
    ])
    return { directory, labelOf: (code) => holders.labelOf(code), countyClocks, nowMs }
  }

  /** `atOf` is what the list is ordered by, beside the id. */
  async function page<One extends Matter>(
    found: readonly One[],
    limit: number,
    atOf: (matter: One) => number | null,
    nowMs: number,
  ) {
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    const known = await around(nowMs)
    return {
      matters: shown.map((matter) => presentMatter(matter, known)),
      next: found.length > limit && last ? writePlace({ atMs: atOf(last), id: last.id }) : null,
    }
  }

  function filterOf(input: InputOf<typeof contract.queue>, nowMs: number): Filter {
    const overdue = input.overdueOnly === 'yes'
    const open = input.list === 'mine' || overdue ? true : asFlag(input.open)
    return {
      state: input.state,
      // a state is open or it is not: the index is asked with it
      open: input.state ? openMatterStates.includes(input.state) : open,
      overdueAtMs: overdue ? nowMs : undefined,
      classCode: input.classCode,
      came: input.month
        ? { ...monthRangeMs(input.month), figure: input.figure ?? 'received', nowMs }
        : undefined,
    }
  }

  /** Where `area` looks: in one's places and units; of another unit, at what it was given in one's places. */
  async function whereOf(
    { areaCode, unitCode }: InputOf<typeof contract.queue>,
    { scopes, units: own }: Sight,
    directory: Directory,
  ) {
    if (scopes.length + own.length === 0) throw new Refusal('notFound')
    const given: Given = { units: own, areaCode, within: null, besides: scopes }
    if (unitCode === undefined) return { grounds: groundsOf(scopes, directory), given }
    if (own.includes(unitCode))
      return { grounds: [], given: { ...given, units: [unitCode], besides: [] } }
    if (scopes.length === 0 || !(await units.directory()).holderKind(unitCode))
      throw new Refusal('notFound')
    return { grounds: [], given: { ...given, units: [unitCode], within: scopes, besides: [] } }
  }

  /** Back through time in ever longer spans, until there is enough. */
  async function searchBack(
    words: readonly string[],
    sight: Sight,
    after: Place | null,
    limit: number,
    nowMs: number,
  ): Promise<Matter[]> {
    const found: Matter[] = []
    let month = shanghaiMonth(after?.atMs ?? nowMs)
    let left = searchedMonths
    for (let span = 1; left > 0 && found.length < limit; span = searchedMonths - left) {
      const months = Array.from({ length: Math.min(span, left) }, (_none, index) =>
        addMonths(month, -index),
      )
      found.push(...(await store.withWords(words, months, sight, after, limit - found.length)))
      left -= months.length
      month = addMonths(month, -months.length)
    }
    return found
  }

  async function visible(matterId: string, actor: Actor) {
    const whole = await store.whole(matterId)
    if (!whole || !mattersPolicy.maySee(actor, whole)) throw new Refusal('notFound')
    return whole
  }

  return {
    async queue(
      input: InputOf<typeof contract.queue>,
      { actor, nowMs }: CallContext,
    ): Answer<typeof contract.queue> {
      const directory = await areas.directory()
      const filter = filterOf(input, nowMs)
      const limit = input.limit ?? usualLimit
      const after = readPlace(input.after)
      const codes = mattersPolicy.heldCodes(actor, directory)
      const inArea = async () => {
        const sight = mattersPolicy.sight(actor, input.areaCode)
        const where = await whereOf(input, sight, directory)
        const found = await store.listed(where, filter, after, limit + 1)
        return page(found, limit, (one) => one.listedAtMs, nowMs)
      }
      const waiting = async () => {
        const found = await store.waiting(codes, filter, after, limit + 1)
        return page(found, limit, byDue, nowMs)
      }
      const [shown, counts] = await Promise.all([
        input.list === 'mine' ? waiting() : inArea(),
        store.waitingCounts(codes, nowMs),
      ])
      return { ...shown, ...counts }
    },

    async mine(
      input: InputOf<typeof contract.mine>,
      { actor, nowMs }: CallContext,
    ): Answer<typeof contract.mine> {
      const limit = input.limit ?? usualLimit
      const filter = { open: asFlag(input.open) }
      const after = readPlace(input.after)
      const found = await store.raisedBy(actor.accountId, filter, after, limit + 1)
      return page(found, limit, byArrival, nowMs)
    },

    async search(
      input: InputOf<typeof contract.search>,
      { actor, nowMs }: CallContext,
    ): Answer<typeof contract.search> {
      const limit = input.limit ?? usualLimit
      const sight = mattersPolicy.sight(actor, input.areaCode)
      const [, day, code] = /^(\d{6})-?([0-9A-Z]{8})$/.exec(input.words.trim().toUpperCase()) ?? []
      if (day && code)
        return page(await store.numbered(`${day}-${code}`, sight), limit, byArrival, nowMs)
      const words = wordsOf(input.words)
      const after = readPlace(input.after)
      const found = words.length > 0 ? await searchBack(words, sight, after, limit + 1, nowMs) : []
      return page(found, limit, byArrival, nowMs)
    },

    async detail(matterId: string, { actor, nowMs }: CallContext): Answer<typeof contract.detail> {
      const whole = await visible(matterId, actor)
      const { matter, events } = whole
      if (matter.circle !== 'open' && matter.raisedBy !== actor.accountId)
        await store.noteRestrictedView(matter, actor.accountId, nowMs)
      const people = [matter.raisedBy, ...events.map((event) => event.accountId)].filter(
        (id) => id !== null,
      )
      const names = await staff.names(people)
      const mover = { kind: 'staff', accountId: actor.accountId, posts: actor.posts } as const
      return presentDetail(whole, await around(nowMs), {
        nameOf: (accountId) => names.get(accountId) ?? '',
        moves: openMoves(whole, mover),
      })
    },

    /** Whether the viewer sees a matter into whose story the owner put the photo. */
    async isPhotoShown(photoId: string, ownerId: string, actor: Actor): Promise<boolean> {
      if (ownerId === actor.accountId) return true
      for (const matterId of await store.withPhotoOf(photoId, ownerId)) {
        const situation = await store.situation(matterId)
        if (situation && mattersPolicy.maySee(actor, situation)) return true
      }
      return false
    },

    /** For whoever has proven that the matter is his, a resident or another system. */
    async raiserView(matterId: string, nowMs: number): Promise<RaiserView | null> {
      const whole = await store.whole(matterId)
      if (!whole) return null
      const target = whole.mergedInto ? await store.whole(whole.mergedInto.id) : null
      return presentForRaiser(
        whole,
        target,
        await around(nowMs),
        openMoves(whole, { kind: 'resident' }),
      )
    },
  }
}
