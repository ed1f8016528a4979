import { describe, expect, it } from 'vitest'
import { buildDirectory } from '../areas/directory'
import { buildUnitsDirectory } from './units-directory'
import type { RoutingRule, Unit } from './units.store'

const area = (code: string, name: string, level: 'county' | 'township' | 'village') => ({
  code,
  name,
  level,
  parentCode: level === 'county' ? null : code.slice(0, level === 'village' ? 9 : 6),
  villageKind: null,
  officePhone: null,
  emergencyPhone: null,
})
const grid = '141030100001A001'
const otherGrid = '141030101001A001'
const areas = buildDirectory(
  [
    area('141030', '试验县', 'county'),
    area('141030100', '东河镇', 'township'),
    area('141030101', '西山乡', 'township'),
    area('141030100001', '阳光社区', 'village'),
    area('141030101001', '柳树村', 'village'),
  ],
  [grid, otherGrid].map((code) => ({
    code,
    villageCode: code.slice(0, 12),
    name: `${code.slice(6, 9)} 一网格`,
    households: 300,
    persons: 900,
    retired: false,
  })),
)

const unit = (code: string, name: string, marks: Partial<Unit> = {}): Unit => ({
  code,
  areaCode: code.split('-')[0] ?? '',
  name,
  kind: 'department',
  phone: null,
  joinsTeam: false,
  retiredOn: null,
  ...marks,
})
const units = [
  unit('141030-01', '县住建局'),
  unit('141030-02', '县司法局', { kind: 'judicial' }),
  unit('141030-03', '县旧局', { retiredOn: '2026-11-30' }),
  unit('141030100-01', '东河镇司法所', { kind: 'judicial' }),
  unit('141030100-02', '东河镇综合执法'),
]

let serial = 0
const rule = (
  placeCode: string,
  classCode: string | null,
  leadCode: string,
  coCodes: string[] = [],
): RoutingRule => {
  serial += 1
  const id = `00000000-0000-7000-8000-${String(serial).padStart(12, '0')}`
  return { id, placeCode, classCode, leadCode, coCodes, changedBy: null, changedAtMs: serial }
}
const directory = (rules: RoutingRule[]) => buildUnitsDirectory(units, rules, areas, '2026-11-30')

describe('who gets a matter', () => {
  it('goes by the longest place, then by the class that is named', () => {
    const whole = rule('141030', null, '141030')
    const facility = rule('141030', 'facility', '141030-01', ['141030100-02', '141030-03'])
    const township = rule('141030100', null, '141030100-02')
    const { routeOf, explain } = directory([whole, facility, township])
    expect(routeOf(otherGrid, 'facility')).toEqual({
      leadCode: '141030-01',
      // a retired co-handler is left out
      coCodes: ['141030100-02'],
      why: '按派单规则“试验县 · 道路、水电、通讯等设施”；乡镇先“呼县级”，由县综治中心派',
    })
    expect(routeOf(otherGrid, 'order')?.leadCode).toBe('141030')
    expect(routeOf(grid, 'facility')?.leadCode).toBe('141030100-02')
    expect(explain(grid, 'facility')).toEqual({
      chosen: township,
      beaten: [
        { rule: facility, why: '另一条规则的范围更小' },
        { rule: whole, why: '另一条规则的范围更小' },
      ],
    })
    expect(explain(otherGrid, 'facility').beaten).toEqual([
      { rule: whole, why: '另一条规则指定了类别' },
    ])
  })
  it('passes over a row whose unit is no more', () => {
    const retired = rule(grid, 'order', '141030-03')
    const { routeOf, explain } = directory([retired, rule('141030', null, '141030')])
    expect(routeOf(grid, 'order')?.leadCode).toBe('141030')
    expect(explain(grid, 'order').beaten).toEqual([{ rule: retired, why: '县旧局已停用' }])
  })
  it('says nothing where no row is for it', () => {
    expect(directory([rule('141030101', null, '141030')]).routeOf(grid, 'order')).toBeNull()
  })
  it('keeps what only offices may know out of the row for the rest', () => {
    const { routeOf } = directory([rule('141030', null, '141030-01')])
    expect(routeOf(grid, 'organisedCrime')?.leadCode).toBe('141030100')
    const named = directory([rule('141030', 'organisedCrime', '141030')])
    expect(named.routeOf(grid, 'organisedCrime')?.leadCode).toBe('141030')
  })
  it('sends a correction alarm to the judicial office, whatever the table says', () => {
    const { routeOf, judicialUnitOf } = directory([rule('141030', 'correction', '141030-01')])
    expect(routeOf(grid, 'correction')?.leadCode).toBe('141030100-01')
    expect(judicialUnitOf(otherGrid)).toBe('141030-02')
    expect(judicialUnitOf('141031100001A001')).toBeNull()
  })
})

describe('holders', () => {
  const { holderKind, labelOf, all } = directory([])
  it('are known by kind, and a retired unit is none', () => {
    expect(holderKind(grid)).toBe('grid')
    expect(holderKind('141030100001')).toBe('area')
    expect(holderKind('141030100-01')).toBe('judicial')
    expect(holderKind('141030-01')).toBe('department')
    expect(holderKind('141030-03')).toBeNull()
    expect(holderKind('141030-77')).toBeNull()
    expect(holderKind('141030999')).toBeNull()
    expect(all().map((one) => one.code)).not.toContain('141030-03')
  })
  it('are called by their office, and a retired unit by its name', () => {
    expect(labelOf('141030')).toBe('试验县综治中心')
    expect(labelOf('141030100')).toBe('东河镇平安办')
    expect(labelOf('141030100001')).toBe('阳光社区')
    expect(labelOf(grid)).toBe('100 一网格')
    expect(labelOf('141030-03')).toBe('县旧局')
    expect(labelOf('141030-77')).toBe('141030-77')
  })
})
