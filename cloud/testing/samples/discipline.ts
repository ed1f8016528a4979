import { type LivedInCounty, pastMonth, thisMonth } from '../lived-in-county'
import { testAreas } from '../test-county'
import type { Sample } from './sample'

export function disciplineSamples(county: LivedInCounty): Record<string, Sample> {
  const { people, caseId, toldCaseId } = county
  const { accountId } = people.subject
  return {
    'discipline.cases': { as: 'office', input: { areaCode: testAreas.township, scope: 'all' } },
    'discipline.detail': { as: 'office', input: { caseId: toldCaseId } },
    'discipline.open': {
      as: 'office',
      input: {
        accountId,
        month: thisMonth,
        kind: 'elimination',
        article: 'DN-13.3',
        sentence: '捏造信息',
        evidence: '回访记录',
        forFraud: true,
      },
    },
    'discipline.move': {
      as: 'office',
      input: { caseId, move: 'notify', text: '请说明情况', on: '2026-06-15' },
    },
    'scores.sheet': {
      as: 'office',
      input: { townshipCode: testAreas.township, month: pastMonth },
    },
    'scores.setScheme': {
      as: 'office',
      input: {
        townshipCode: testAreas.township,
        month: thisMonth,
        items: [{ title: '日志', office: '党政办', role: 'townshipOffice', mostPoints: 100 }],
      },
    },
    'scores.enter': {
      as: 'office',
      input: { itemId: county.scoreItemId, scores: [{ accountId, scoreHundredths: 9000 }] },
    },
    'scores.close': {
      as: 'office',
      input: { townshipCode: testAreas.township, month: pastMonth },
    },
    'scores.reopen': {
      as: 'office',
      input: {
        townshipCode: testAreas.township,
        month: pastMonth,
        accountId,
        reason: '月中调入，漏打分',
      },
    },
    'elections.list': { as: 'office', input: { areaCode: testAreas.township } },
    'elections.record': {
      as: 'villageHead',
      input: {
        gridCode: testAreas.grid,
        heldOn: '2026-06-10',
        presentCount: 80,
        seats: 1,
        candidates: [{ name: '甲', category: 'partyMember', votes: 50 }],
      },
    },
    'elections.step': {
      as: 'villageHead',
      input: { electionId: county.electionId, step: 'postVillageNotice', text: '初审合格' },
    },
    'changeLists.overview': { as: 'office', input: { month: thisMonth } },
    'changeLists.detail': {
      as: 'office',
      input: { townshipCode: testAreas.township, month: thisMonth },
    },
    'changeLists.send': {
      as: 'office',
      input: { townshipCode: testAreas.township, month: thisMonth },
    },
    'changeLists.decide': {
      as: 'centre',
      input: {
        townshipCode: testAreas.township,
        month: pastMonth,
        decision: 'returned',
        reason: '少一人',
      },
    },
    'changeLists.table': {
      as: 'office',
      input: { townshipCode: testAreas.township, month: thisMonth },
    },
    'discipline.mine': { as: 'subject', input: {} },
    'discipline.answer': {
      as: 'subject',
      input: { caseId: toldCaseId, move: 'reply', text: '当天住院' },
    },
  }
}
