import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/units'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CallContext, CommandContext } from '../../http/serve'
import { shanghaiDay } from '../../platform/clock'
import type { Transaction } from '../../platform/database'
import type { AreasService, Directory } from '../areas/areas.service'
import { presentUnit } from './units.present'
import { unitsPolicy } from './units.policy'
import type { UnitsService } from './units.service'
import type { Unit, UnitsStore } from './units.store'

export interface ManageUnitsParts {
  store: UnitsStore
  units: Pick<UnitsService, 'directory' | 'invalidate'>
  areas: Pick<AreasService, 'directory'>
}

const done = { done: true as const }
const mostUnits = 99
const unitLevels = ['county', 'township']

/** Numbers go on from the highest ever given: a code is never used for another unit (A-X-14). */
export function nextCode(areaCode: string, codes: readonly string[]): string | null {
  const numbers = codes.map((code) => Number(code.split('-')[1]))
  const next = Math.max(0, ...numbers) + 1
  return next > mostUnits ? null : `${areaCode}-${String(next).padStart(2, '0')}`
}

export type ManageUnits = ReturnType<typeof createManageUnits>

export function createManageUnits({ store, units, areas }: ManageUnitsParts) {
  /** Areas in reach that can have units: the actor's own, of a county its townships too. */
  function creatable(actor: Actor, directory: Directory) {
    return unitsPolicy.managedAreas(actor).flatMap((code) => {
      const own = directory.area(code)
      const all = own?.level === 'county' ? [own, ...directory.townshipsUnder(code)] : [own]
      return all.flatMap((area) => (area ? [{ code: area.code, name: area.name }] : []))
    })
  }

  /** The unit, when the actor keeps it and it is in use. */
  async function managed(actor: Actor, code: string): Promise<Unit> {
    const unit = (await units.directory()).unit(code)
    if (!unit) throw new Refusal('notFound')
    unitsPolicy.refuseUnlessManaged(actor, unit.areaCode)
    if (unit.retiredOn !== null) throw new Refusal('alreadyDecided')
    return unit
  }

  async function refuseSameName(
    tx: Transaction,
    { areaCode, name }: Pick<Unit, 'areaCode' | 'name'>,
    own: string | null,
  ): Promise<void> {
    const known = await units.directory()
    const others = await store.unitsIn(tx, areaCode)
    const same = others.find((other) => other.name === name && other.code !== own)
    // a name is free again once its unit is retired
    if (same && known.unit(same.code)?.retiredOn == null) {
      throw new Refusal('unitNameTaken', { name })
    }
  }

  return {
    async list(
      { areaCode, retired }: InputOf<typeof contract.list>,
      { actor, nowMs }: CallContext,
    ): Promise<OutputOf<typeof contract.list>> {
      const [directory, areaNames] = await Promise.all([units.directory(), areas.directory()])
      if (areaCode !== undefined && !unitsPolicy.maySee(actor, areaCode)) {
        throw new Refusal('notFound')
      }
      const shown = (retired === 'yes' ? directory.retired() : directory.all()).filter(
        (unit) =>
          unitsPolicy.maySee(actor, unit.areaCode) &&
          (areaCode === undefined || unit.areaCode === areaCode),
      )
      const people = await store.peopleCounts(
        shown.map((unit) => unit.code),
        shanghaiDay(nowMs),
      )
      return {
        units: shown.map((unit) =>
          presentUnit(unit, {
            areaName: areaNames.areaName(unit.areaCode),
            peopleCount: people.get(unit.code) ?? 0,
            mayChange: unit.retiredOn === null && unitsPolicy.mayManage(actor, unit.areaCode),
          }),
        ),
        mayCreateIn: creatable(actor, areaNames),
      }
    },

    async create(
      { areaCode, name, kind, phone, joinsTeam }: InputOf<typeof contract.create>,
      { actor, tx, nowMs, audit, afterCommit }: CommandContext,
    ): Promise<OutputOf<typeof contract.create>> {
      const area = (await areas.directory()).area(areaCode)
      if (!area) throw new Refusal('notFound')
      unitsPolicy.refuseUnlessManaged(actor, areaCode)
      if (!unitLevels.includes(area.level)) {
        throw new Refusal('badInput', { message: '单位要设在县或乡镇' })
      }
      await store.lockArea(tx, areaCode)
      await refuseSameName(tx, { areaCode, name }, null)
      const taken = await store.unitsIn(tx, areaCode)
      const code = nextCode(
        areaCode,
        taken.map((unit) => unit.code),
      )
      if (code === null) throw new Refusal('unitsFull')
      await store.create(tx, { code, areaCode, name, kind, phone: phone ?? null, joinsTeam }, nowMs)
      audit('unit.created', code, areaCode, { name, kind, joinsTeam })
      afterCommit(units.invalidate)
      return { code }
    },

    async change(
      { code, name, phone, joinsTeam }: InputOf<typeof contract.change>,
      { actor, tx, audit, afterCommit }: CommandContext,
    ) {
      const unit = await managed(actor, code)
      const change = {
        ...(name === undefined ? {} : { name }),
        ...(phone === undefined ? {} : { phone }),
        ...(joinsTeam === undefined ? {} : { joinsTeam }),
      }
      if (Object.keys(change).length === 0) {
        throw new Refusal('badInput', { message: '没有要改的内容' })
      }
      await store.lockArea(tx, unit.areaCode)
      if (name !== undefined) await refuseSameName(tx, { ...unit, name }, code)
      // an update to what it is already changes no row on some servers: asked for before, not after
      await store.change(tx, code, change)
      audit('unit.changed', code, unit.areaCode, { from: unit.name, ...change })
      afterCommit(units.invalidate)
      return done
    },

    /** Nothing goes to it any more; what it did stays under its name. */
    async retire(
      { code, reason }: InputOf<typeof contract.retire>,
      { actor, tx, nowMs, audit, afterCommit }: CommandContext,
    ) {
      const unit = await managed(actor, code)
      await store.lockArea(tx, unit.areaCode)
      const count = await store.openMatters(tx, code)
      if (count > 0) throw new Refusal('unitBusy', { count })
      if ((await store.retire(tx, code, shanghaiDay(nowMs))) === 0) {
        throw new Refusal('alreadyDecided')
      }
      audit('unit.retired', code, unit.areaCode, { name: unit.name, reason })
      afterCommit(units.invalidate)
      return done
    },
  }
}
