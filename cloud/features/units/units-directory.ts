import {
  type MatterCircle,
  type MatterClassCode,
  matterClass,
} from '../../contract/matter-taxonomy'
import type { UnitKind } from '../../contract/units'
import type { Directory } from '../areas/areas.service'
import { type Explanation, explainRoute, ruleTitle } from './routing'
import type { RoutingRule, Unit } from './units.store'

export type HolderKind = 'grid' | 'area' | UnitKind

export interface RoutedTo {
  leadCode: string
  coCodes: string[]
  /** Which row decided, in one sentence. */
  why: string
}

/** Who can be given a matter, and who would be: names, kinds and the routing table, all at once. */
export interface UnitsDirectory {
  /** Units in use, in the order of codes. */
  all(): readonly Unit[]
  retired(): readonly Unit[]
  /** Also a retired one. */
  unit(code: string): Unit | undefined
  /** Null: there is no such grid, area or unit (any more). */
  holderKind(holderCode: string): HolderKind | null
  /** How a holder is called; also a retired one. */
  labelOf(holderCode: string): string
  /** The township's judicial office, else the county's (JY-3.3). */
  judicialUnitOf(gridCode: string): string | null
  /** Null: no row is for it, and whoever dispatches chooses. */
  routeOf(gridCode: string, classCode: MatterClassCode): RoutedTo | null
  explain(gridCode: string, classCode: MatterClassCode): Explanation
  rules(): readonly RoutingRule[]
}

const isUnit = (code: string) => code.includes('-')
const townshipLength = 9
const countyLength = 6

/** A township does not give work to the county's departments: it calls the county (LJ-5.2e). */
const isOfCounty = (code: string) => isUnit(code) && code.split('-')[0]?.length === countyLength
const countyNote = '；乡镇先“呼县级”，由县综治中心派'

/** The office that answers for an area. */
function areaLabel(code: string, areas: Directory): string {
  const name = areas.areaName(code)
  if (code.length === townshipLength) return `${name}平安办`
  return code.length === countyLength ? `${name}综治中心` : name
}

export function buildUnitsDirectory(
  units: readonly Unit[],
  rules: readonly RoutingRule[],
  areas: Directory,
  today: string,
): UnitsDirectory {
  const byCode = new Map(units.map((unit) => [unit.code, unit]))
  const isInUse = ({ retiredOn }: Unit) => retiredOn === null || retiredOn > today
  const inUse = units.filter(isInUse)

  function holderKind(code: string): HolderKind | null {
    if (isUnit(code)) {
      const unit = byCode.get(code)
      return unit && isInUse(unit) ? unit.kind : null
    }
    if (code.length === 16) return areas.grid(code)?.retired === false ? 'grid' : null
    return code.length >= countyLength && areas.area(code) ? 'area' : null
  }

  const labelOf = (code: string): string =>
    isUnit(code) ? (byCode.get(code)?.name ?? code) : areaLabel(code, areas)

  function judicialUnitOf(gridCode: string): string | null {
    for (const length of [townshipLength, countyLength]) {
      const areaCode = gridCode.slice(0, length)
      const found = inUse.find((unit) => unit.kind === 'judicial' && unit.areaCode === areaCode)
      if (found) return found.code
    }
    return null
  }

  /** What only the offices may know follows a row that names it, never the row for the rest. */
  function rulesFor(circle: MatterCircle): readonly RoutingRule[] {
    if (circle === 'open') return rules
    return circle === 'offices' ? rules.filter((rule) => rule.classCode !== null) : []
  }

  const explain = (gridCode: string, classCode: MatterClassCode) =>
    explainRoute(
      rulesFor(matterClass(classCode).circle),
      { gridCode, classCode },
      { isOpen: (code) => holderKind(code) !== null, labelOf },
    )

  function routeOf(gridCode: string, classCode: MatterClassCode): RoutedTo | null {
    const { label, circle } = matterClass(classCode)
    if (circle === 'judicial') {
      const leadCode = judicialUnitOf(gridCode)
      if (leadCode === null) return null
      return { leadCode, coCodes: [], why: `${label}直接报${labelOf(leadCode)}` }
    }
    const { chosen } = explain(gridCode, classCode)
    if (chosen) {
      return {
        leadCode: chosen.leadCode,
        coCodes: chosen.coCodes.filter((code) => holderKind(code) !== null),
        why: `按派单规则“${ruleTitle(chosen, areas.areaName)}”${isOfCounty(chosen.leadCode) ? countyNote : ''}`,
      }
    }
    if (circle === 'open') return null
    return { leadCode: gridCode.slice(0, townshipLength), coCodes: [], why: `${label}由乡镇办理` }
  }

  return {
    all: () => inUse,
    retired: () => units.filter((unit) => !isInUse(unit)),
    unit: (code) => byCode.get(code),
    holderKind,
    labelOf,
    judicialUnitOf,
    routeOf,
    explain,
    rules: () => rules,
  }
}
