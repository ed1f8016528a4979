import type { InputOf, OutputOf } from '../../contract/define'
import { matterClass } from '../../contract/matter-taxonomy'
import type * as contract from '../../contract/routing'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CallContext, CommandContext } from '../../http/serve'
import type { AreasService, Directory } from '../areas/areas.service'
import type { StaffService } from '../staff/staff.service'
import { ruleTitle } from './routing'
import type { UnitsDirectory } from './units-directory'
import { placeOf, unitsPolicy } from './units.policy'
import { classLabelOf, presentHolder, presentRule } from './units.present'
import type { UnitsService } from './units.service'
import type { UnitsStore } from './units.store'

export interface ManageRoutingParts {
  store: UnitsStore
  units: Pick<UnitsService, 'directory' | 'invalidate'>
  areas: Pick<AreasService, 'directory'>
  staff: Pick<StaffService, 'names'>
}

type Wanted = InputOf<typeof contract.set>

const done = { done: true as const }
const townshipLength = 9
const villageLength = 12
const nobody = '没有规则对得上，派单时由派单的人选择'

/** A place is an area, or a grid that is in use. */
function placeName(code: string, areas: Directory): string | null {
  const grid = areas.grid(code)
  if (grid) return grid.retired ? null : grid.name
  return areas.area(code)?.name ?? null
}

/** Who may be named in a row: on whose ground the place lies, and whom the class may be told to. */
function checkHolder(code: string, wanted: Wanted, units: UnitsDirectory, actor: Actor): void {
  const isLocal = units.holderKind(code) !== null && wanted.placeCode.startsWith(placeOf(code))
  if (!isLocal) throw new Refusal('holderUnknown', { code })
  const circle = wanted.classCode && matterClass(wanted.classCode).circle
  const isOffice = units.holderKind(code) === 'area' && code.length <= townshipLength
  if (circle === 'offices' && !isOffice) {
    throw new Refusal('routeUnfit', { message: '这一类只让县和乡镇知道，只能由县或乡镇办理' })
  }
  if (!unitsPolicy.mayManage(actor, placeOf(code))) throw new Refusal('holderOutOfReach')
}

export type ManageRouting = ReturnType<typeof createManageRouting>

export function createManageRouting({ store, units, areas, staff }: ManageRoutingParts) {
  return {
    async list(
      { areaCode, classCode }: InputOf<typeof contract.list>,
      { actor }: CallContext,
    ): Promise<OutputOf<typeof contract.list>> {
      const [known, areaNames] = await Promise.all([units.directory(), areas.directory()])
      if (areaCode !== undefined && !unitsPolicy.maySee(actor, areaCode)) {
        throw new Refusal('notFound')
      }
      const rules = known
        .rules()
        .filter(
          (rule) =>
            unitsPolicy.maySee(actor, rule.placeCode) &&
            (areaCode === undefined || rule.placeCode.startsWith(areaCode)) &&
            (classCode === undefined || rule.classCode === classCode),
        )
      const names = await staff.names(rules.flatMap(({ changedBy }) => changedBy ?? []))
      return {
        rules: rules.map((rule) =>
          presentRule(rule, {
            units: known,
            placeName: areaNames.areaName(rule.placeCode),
            changedByName: rule.changedBy && (names.get(rule.changedBy) ?? null),
            mayChange: unitsPolicy.mayManage(actor, rule.placeCode),
          }),
        ),
        mayChange: unitsPolicy.managedAreas(actor).length > 0,
      }
    },

    async set(
      wanted: Wanted,
      { actor, tx, nowMs, audit, commandId, afterCommit }: CommandContext,
    ): Promise<OutputOf<typeof contract.set>> {
      const [known, areaNames] = await Promise.all([units.directory(), areas.directory()])
      const { placeCode, classCode, leadCode } = wanted
      if (placeName(placeCode, areaNames) === null) throw new Refusal('notFound')
      unitsPolicy.refuseUnlessManaged(actor, placeCode)
      if (classCode && matterClass(classCode).circle === 'judicial') {
        throw new Refusal('routeUnfit', { message: '社区矫正异常直接报司法所，不用规则' })
      }
      const coCodes = [...new Set(wanted.coCodes)].filter((code) => code !== leadCode)
      for (const code of [leadCode, ...coCodes]) checkHolder(code, wanted, known, actor)
      await store.lockArea(tx, placeCode.slice(0, villageLength))
      const ruleId = (await store.ruleOf(tx, wanted)) ?? commandId
      const rule = { placeCode, classCode, leadCode, coCodes }
      await store.saveRule(tx, ruleId, rule, { by: actor.accountId, atMs: nowMs })
      audit('routing.set', ruleId, placeCode, rule)
      afterCommit(units.invalidate)
      return { ruleId }
    },

    async remove(
      { ruleId }: InputOf<typeof contract.remove>,
      { actor, tx, audit, afterCommit }: CommandContext,
    ) {
      const rule = await store.rule(ruleId)
      if (!rule) throw new Refusal('notFound')
      unitsPolicy.refuseUnlessManaged(actor, rule.placeCode)
      if ((await store.removeRule(tx, ruleId)) === 0) throw new Refusal('notFound')
      audit('routing.removed', ruleId, rule.placeCode, { classCode: rule.classCode })
      afterCommit(units.invalidate)
      return done
    },

    /** Asks the same question a dispatch asks, and tells what else would have fitted. */
    async dryRun(
      { gridCode, classCode }: InputOf<typeof contract.dryRun>,
      { actor }: CallContext,
    ): Promise<OutputOf<typeof contract.dryRun>> {
      const [known, areaNames] = await Promise.all([units.directory(), areas.directory()])
      const grid = areaNames.grid(gridCode)
      if (!grid || grid.retired || !unitsPolicy.mayTry(actor, gridCode)) {
        throw new Refusal('notFound')
      }
      const route = known.routeOf(gridCode, classCode)
      const { chosen, beaten } = known.explain(gridCode, classCode)
      return {
        gridName: grid.name,
        classLabel: classLabelOf(classCode),
        lead: route && presentHolder(route.leadCode, known),
        coHandlers: (route?.coCodes ?? []).map((code) => presentHolder(code, known)),
        why: route?.why ?? nobody,
        ruleId: chosen?.id ?? null,
        beaten: beaten.map(({ rule, why }) => ({
          ruleId: rule.id,
          title: ruleTitle(rule, areaNames.areaName),
          lead: presentHolder(rule.leadCode, known),
          why,
        })),
      }
    },
  }
}
