import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/regulations'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { monthEnd, shanghaiDay, shanghaiMonth } from '../../platform/clock'
import {
  type CountyValue,
  type FactSort,
  type PayRegulation,
  type Regulation,
  RuleError,
} from '../../rules'
import type { AreasService } from '../areas/areas.service'
import type { StaffService } from '../staff/staff.service'
import { bindingOf } from './binding-of'
import { type BoundRegulation, boundRegulation } from './bound-regulation'
import { valuesOn } from './county-values'
import { factSources } from './fact-sources'
import { regulationsPolicy } from './regulations.policy'
import { presentBook } from './regulations.present'
import type { Binding, RegulationsStore } from './regulations.store'

export type { BoundRegulation } from './bound-regulation'

export interface RegulationsParts {
  store: RegulationsStore
  /** The packs by which the service pays, by id. */
  packs: ReadonlyMap<string, PayRegulation>
  /** All packs of the build. */
  library: ReadonlyMap<string, Regulation>
  staff: Pick<StaffService, 'names'>
  areas: Pick<AreasService, 'directory'>
}

export interface RegulationsService {
  /**
   * The pack that binds an area on a day, with the county's values of that day; refuses with
   * regulationUnbound when there is not exactly one.
   */
  on(code: string, day: string): Promise<BoundRegulation>
  /** The pack of a township's month: that of the month's last day. */
  ofMonth(code: string, month: string): Promise<BoundRegulation>
  /** Why the regulation of the month makes nothing of such a record; null: it reads it. */
  unreadFault(code: string, month: string, sort: FactSort): Promise<string | null>
  /** What a pack reads of a month, and where the service has it from. */
  factsRead(
    regulation: Pick<Regulation, 'reads'>,
  ): { sort: FactSort; label: string; from: string }[]
  /** What the county has set of a regulation by the end of a month. */
  countyValues(code: string, regulation: string, month: string): Promise<CountyValue[]>
  book(
    input: InputOf<typeof contract.book>,
    actor: Actor,
    nowMs: number,
  ): Promise<OutputOf<typeof contract.book>>
  bindings(actor: Actor, nowMs: number): Promise<OutputOf<typeof contract.bindings>>
}

const countyDigits = 6
const countyOf = (code: string) => code.slice(0, countyDigits)

/** A pack that only answers questions closes no month. */
export function cannotPay(pack: Pick<Regulation, 'title'>): string {
  return `《${pack.title}》在系统里可以查看和单项测算，还不能用来按月计算补助`
}

export function createRegulationsService(parts: RegulationsParts): RegulationsService {
  const { store, packs, library, staff, areas } = parts

  async function boundOn(code: string, day: string) {
    const { bindings, published } = await store.lawOf(code, countyOf(code))
    const bound = bindingOf(bindings, code, day)
    if (!bound.ok) throw new Refusal('regulationUnbound', { message: bound.message })
    const own = published.filter((row) => row.regulation === bound.regulation)
    return { binding: bound.binding, values: valuesOn(own, day) }
  }

  async function on(code: string, day: string): Promise<BoundRegulation> {
    const { binding, values } = await boundOn(code, day)
    const pack = packs.get(binding.regulation)
    if (!pack) {
      const known = library.get(binding.regulation)
      const message = known ? cannotPay(known) : `系统里没有办法 ${binding.regulation}`
      throw new Refusal('regulationUnbound', { message })
    }
    return boundRegulation(pack, values, binding.startsOn)
  }

  /** The pack that is asked for, or the one that binds the place; with the county's name of it. */
  async function packOf(code: string, day: string, wanted: string | undefined) {
    if (wanted === undefined) {
      const { binding } = await boundOn(code, day)
      return { id: binding.regulation, title: binding.title }
    }
    const bound = bindingOf(await store.bindingsAbove(code), code, day)
    return {
      id: wanted,
      title: bound.ok && bound.regulation === wanted ? bound.binding.title : null,
    }
  }

  function bookOf(pack: Regulation, day: string) {
    const first = pack.startsOn ?? day
    try {
      return pack.book(day < first ? first : day)
    } catch (error) {
      if (error instanceof RuleError)
        throw new Refusal('regulationUnbound', { message: error.message })
      throw error
    }
  }

  const titleOf = (id: string) => library.get(id)?.title ?? id

  return {
    on,
    ofMonth: (code, month) => on(code, monthEnd(month)),

    async unreadFault(code, month, sort) {
      // where no one regulation binds, the closing is where that must be settled
      const bound = await on(code.slice(0, 12), monthEnd(month)).catch((error: unknown) => {
        if (error instanceof Refusal) return null
        throw error
      })
      if (!bound || bound.reads.includes(sort)) return null
      return `这里适用的《${bound.title}》不按“${factSources[sort].label}”计算，登记了也不起作用`
    },

    factsRead: ({ reads }) =>
      reads.map((sort) => {
        const { label, from } = factSources[sort]
        return { sort, label, from }
      }),

    async countyValues(code, regulation, month) {
      const published = await store.countyValues(countyOf(code))
      const own = published.filter((row) => row.regulation === regulation)
      return valuesOn(own, monthEnd(month))
    },

    async book(input, actor, nowMs) {
      const [post] = actor.posts
      if (!post) throw new Refusal('notFound')
      const code = post.scopeCode.slice(0, 12)
      const day = input.on ?? shanghaiDay(nowMs)
      const { id, title } = await packOf(code, day, input.regulation)
      const pack = library.get(id)
      if (!pack) throw new Refusal('regulationUnbound', { message: `系统里没有办法 ${id}` })
      const published = (await store.countyValues(countyOf(code))).filter(
        (row) => row.regulation === id,
      )
      const people = published.flatMap((row) => [row.authorId, row.publisherId])
      const names = await staff.names([...new Set(people)])
      // who signed stands in the county's decision; the names are for its own offices
      const mayKnow = regulationsPolicy.mayRead(actor, countyOf(code))
      return presentBook({
        book: bookOf(pack, day),
        title,
        pays: packs.has(id),
        published,
        held: valuesOn(published, day),
        nameOf: (accountId) => (mayKnow ? (names.get(accountId) ?? null) : null),
      })
    },

    async bindings(actor, nowMs) {
      const county = regulationsPolicy.countyOf(actor)
      const [rows, directory] = await Promise.all([store.bindingsAround(county), areas.directory()])
      const day = monthEnd(shanghaiMonth(nowMs))
      const shown = (row: Binding) => row.title ?? titleOf(row.regulation)
      return {
        county: { code: county, name: directory.areaName(county) },
        bindings: rows.map((row) => ({
          areaCode: row.areaCode,
          areaName: directory.areaName(row.areaCode),
          regulation: row.regulation,
          title: shown(row),
          packTitle: titleOf(row.regulation),
          startsOn: row.startsOn,
          documentNumber: row.documentNumber,
        })),
        townships: directory.townshipsUnder(county).map(({ code, name }) => {
          const bound = bindingOf(rows, code, day)
          return bound.ok
            ? { code, name, title: shown(bound.binding), startsOn: bound.startsOn, problem: null }
            : { code, name, title: null, startsOn: null, problem: bound.message }
        }),
        packs: [...library.values()].map((pack) => ({
          regulation: pack.id,
          title: pack.title,
          startsOn: pack.startsOn,
          pays: packs.has(pack.id),
          reason: packs.has(pack.id) ? null : cannotPay(pack),
        })),
      }
    },
  }
}
