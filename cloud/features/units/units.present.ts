import { type MatterClassCode, matterClass } from '../../contract/matter-taxonomy'
import type { RoutingRow } from '../../contract/routing'
import { type ListedUnit, unitKindLabel } from '../../contract/units'
import type { UnitsDirectory } from './units-directory'
import type { RoutingRule, Unit } from './units.store'

export function presentUnit(
  unit: Unit,
  known: { areaName: string; peopleCount: number; mayChange: boolean },
): ListedUnit {
  const { code, areaCode, name, kind, phone, joinsTeam, retiredOn } = unit
  return {
    code,
    areaCode,
    areaName: known.areaName,
    name,
    kind,
    kindLabel: unitKindLabel[kind],
    phone,
    joinsTeam,
    retiredOn,
    peopleCount: known.peopleCount,
    mayChange: known.mayChange,
  }
}

export function presentHolder(code: string, units: UnitsDirectory): RoutingRow['lead'] {
  return { code, name: units.labelOf(code), inUse: units.holderKind(code) !== null }
}

export const classLabelOf = (classCode: string | null): string =>
  classCode === null ? '其余各类' : matterClass(classCode as MatterClassCode).label

export function presentRule(
  rule: RoutingRule,
  known: {
    units: UnitsDirectory
    placeName: string
    changedByName: string | null
    mayChange: boolean
  },
): RoutingRow {
  return {
    id: rule.id,
    placeCode: rule.placeCode,
    placeName: known.placeName,
    classCode: rule.classCode as MatterClassCode | null,
    classLabel: classLabelOf(rule.classCode),
    lead: presentHolder(rule.leadCode, known.units),
    coHandlers: rule.coCodes.map((code) => presentHolder(code, known.units)),
    changedByName: known.changedByName,
    changedAtMs: rule.changedAtMs,
    mayChange: known.mayChange,
  }
}
