import { type LivedInCounty, thisMonth } from '../lived-in-county'
import { testAreas } from '../test-county'
import { csv, stamp, type Sample } from './sample'

/** Places, check-ins, figures, maps, and what belongs to no feature of its own. */
export function placeSamples(county: LivedInCounty): Record<string, Sample> {
  const { accountId } = county.people.subject
  return {
    'areas.children': { as: 'office', input: { code: testAreas.township } },
    'areas.gridDetail': { as: 'office', input: { code: testAreas.grid } },
    'areas.gridsOfArea': { as: 'office', input: { code: testAreas.township } },
    'areas.importTable': {
      as: 'centre',
      input: { kind: 'areas', rehearse: 'no', file: csv('区划代码,名称\n141030109,北岭乡\n') },
    },
    'areas.importTemplate': { as: 'centre', input: { kind: 'grids' } },
    'checkIns.take': {
      as: 'subject',
      input: { gridCode: testAreas.grid, position: null, stamp, remark: '签到' },
    },
    'checkIns.monthCalendar': { as: 'office', input: { month: thisMonth, accountId } },
    'checkIns.requestCorrection': {
      as: 'subject',
      input: { day: '2026-06-09', reason: '当天没有信号' },
    },
    'checkIns.decideCorrection': {
      as: 'office',
      input: { correctionId: county.correctionId, decision: 'approved', reason: '情况属实' },
    },
    'checkIns.corrections': { as: 'office', input: { areaCode: testAreas.township } },
    'scoreboards.workers': {
      as: 'office',
      input: { areaCode: testAreas.township, month: thisMonth, sort: 'name' },
    },
    'scoreboards.areas': {
      as: 'office',
      input: { areaCode: testAreas.township, month: thisMonth },
    },
    'scoreboards.table': {
      as: 'office',
      input: { areaCode: testAreas.township, month: thisMonth },
    },
    'scoreboards.mine': { as: 'worker', input: { month: thisMonth } },
    'maps.outlines': { as: 'office', input: { code: testAreas.township, datum: 'wgs84' } },
    'maps.situation': { as: 'office', input: { code: testAreas.township, datum: 'gcj02' } },
    'maps.settings': { as: 'worker', input: {}, open: true },
    'loopFigures.areas': {
      as: 'office',
      input: { code: testAreas.township, month: thisMonth },
    },
    'loopFigures.units': {
      as: 'office',
      input: { areaCode: testAreas.township, month: thisMonth },
    },
    'loopFigures.table': {
      as: 'office',
      input: { code: testAreas.township, month: thisMonth },
    },
    'loopFigures.publicTotals': {
      as: 'worker',
      input: { countyCode: testAreas.county, month: thisMonth },
      open: true,
    },
    'audit.list': { as: 'office', input: { areaCode: testAreas.township, accountId } },
    'residents.gridCard': { as: 'worker', input: { code: testAreas.grid }, open: true },
    'system.health': { as: 'worker', input: {}, open: true },
    'system.time': { as: 'worker', input: {}, open: true },
  }
}
