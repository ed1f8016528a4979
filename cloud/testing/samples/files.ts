import type { LivedInCounty } from '../lived-in-county'
import type { Sample } from './sample'
import { testAreas } from '../test-county'

/** A person's own file, equipment, study. */
export function fileSamples(county: LivedInCounty): Record<string, Sample> {
  const { people, fileCorrectionId, equipmentId, studyItemId } = county
  const { accountId } = people.subject
  const { township } = testAreas
  return {
    'personalFiles.mine': { as: 'subject', input: {} },
    'personalFiles.revealMine': { as: 'subject', input: { item: 'phone' } },
    'personalFiles.askCorrection': {
      as: 'subject',
      input: { field: 'other', text: '照片不是我' },
    },
    'personalFiles.corrections': { as: 'office', input: { areaCode: township } },
    'personalFiles.answerCorrection': {
      as: 'office',
      input: { correctionId: fileCorrectionId, outcome: 'refused', reply: '和身份证一致' },
    },
    'equipment.mine': { as: 'subject', input: {} },
    'equipment.confirm': { as: 'subject', input: { issueId: equipmentId } },
    'equipment.list': { as: 'office', input: { areaCode: township } },
    'equipment.issue': {
      as: 'office',
      input: { accountId, name: '手电筒', quantity: 1, issuedOn: '2026-06-01' },
    },
    'equipment.takeBack': { as: 'office', input: { issueId: equipmentId, note: '完好' } },
    'training.mine': { as: 'subject', input: {} },
    // for every worker of the township
    'training.studied': { as: 'subject', input: { itemId: studyItemId }, open: true },
    'training.list': { as: 'office', input: { areaCode: township } },
    // each head of the township is told of his own workers
    'training.progress': { as: 'office', input: { itemId: studyItemId }, open: true },
    'training.publish': {
      as: 'office',
      input: { areaCode: township, title: '急救', text: '先打 120', minutes: 20 },
    },
    'training.withdraw': { as: 'office', input: { itemId: studyItemId } },
  }
}
