import { type LivedInCounty, pastMonth, thisMonth } from '../lived-in-county'
import { testAreas } from '../test-county'
import { priceDraft } from '../test-regulations'
import { textUpload } from '../test-official-texts'
import type { Sample } from './sample'

export function officialTextSamples({ textId }: LivedInCounty): Record<string, Sample> {
  return {
    'officialTexts.versions': { as: 'worker', input: { regulation: 'daning-2022' } },
    'officialTexts.detail': { as: 'policy', input: { textId } },
    'officialTexts.upload': { as: 'policy', input: { ...textUpload() } },
    'officialTexts.confirm': { as: 'policy', input: { textId } },
    'officialTexts.discard': { as: 'policy', input: { textId } },
    'officialTexts.words': { as: 'worker', input: { ids: 'DN-8.1', on: '2026-06-01' } },
    'officialTexts.original': { as: 'policy', input: { textId } },
    'officialTexts.lawBook': { as: 'worker', input: { regulation: 'daning-2022' } },
  }
}

export function regulationSamples({
  people,
  changeId,
  simulationId,
}: LivedInCounty): Record<string, Sample> {
  const draft = priceDraft(thisMonth)
  const month = pastMonth
  return {
    'regulations.book': { as: 'worker', input: { on: '2026-06-01' } },
    'regulations.bindings': { as: 'policy', input: {} },
    'regulations.changes': { as: 'policy', input: {} },
    'regulations.change': { as: 'policy', input: { changeId } },
    'regulations.draftChange': { as: 'policy', input: draft },
    'regulations.editChange': { as: 'policy', input: { ...draft, changeId, version: 1 } },
    'regulations.dropChange': { as: 'policy', input: { changeId } },
    'regulations.submitChange': { as: 'policy', input: { changeId, version: 1 } },
    'regulations.decideChange': {
      as: 'policy',
      input: { changeId, version: 1, decision: 'return', reason: '再算一算' },
    },
    'regulations.simulateChange': { as: 'policy', input: { changeId, months: [month] } },
    'regulations.simulateReadings': { as: 'policy', input: {} },
    'regulations.readingCosts': { as: 'policy', input: {} },
    'regulations.cancelSimulation': { as: 'policy', input: { simulationId } },
    'regulations.simulation': { as: 'policy', input: { simulationId } },
    'regulations.simulationWorkers': {
      as: 'policy',
      input: { simulationId, townshipCode: testAreas.township, month },
    },
    'regulations.simulationWorker': {
      as: 'policy',
      input: { simulationId, accountId: people.subject.accountId, month },
    },
  }
}
