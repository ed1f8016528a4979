import { expect } from 'vitest'
import { regulations } from '../contract'
import type { InputOf, OutputOf } from '../contract/define'
import { idBytes, newId } from '../platform/ids'
import type { TestPerson } from './test-county'
import type { TestService } from './test-service'

type Draft = InputOf<typeof regulations.draftChange>

/** A change of the price that rural workers are paid for a report. */
export function priceDraft(firstMonth: string, yuan = '8.00'): Draft {
  return {
    regulation: 'daning-2022',
    firstMonth,
    content: { kind: 'values', values: [{ name: 'pieceRate.rural', value: yuan }] },
    reason: '县里研究决定提高单价',
    documentNumber: '大政发〔2026〕8 号',
  }
}

type Drafted = OutputOf<typeof regulations.draftChange>['change']

export async function drafted(
  service: TestService,
  author: TestPerson,
  draft: Draft,
): Promise<Drafted> {
  const answer = await service.call(regulations.draftChange, draft, { token: author.token })
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return answer.data.change
}

/** Drafted by one, handed over, waiting for another to publish it. */
export async function submittedChange(
  service: TestService,
  author: TestPerson,
  draft: Draft,
): Promise<Drafted> {
  const { id: changeId, version } = await drafted(service, author, draft)
  const input = { changeId, version }
  const answer = await service.call(regulations.submitChange, input, { token: author.token })
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return answer.data.change
}

export async function publishedChange(
  service: TestService,
  { author, publisher }: { author: TestPerson; publisher: TestPerson },
  draft: Draft,
): Promise<Drafted> {
  const { id: changeId, version } = await submittedChange(service, author, draft)
  const input = { changeId, version, decision: 'publish' as const, reason: null }
  const answer = await service.call(regulations.decideChange, input, { token: publisher.token })
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return answer.data.change
}

type SimulationAnswer = OutputOf<typeof regulations.simulation>

/** Waits until the simulation has ended, as the page does. */
export async function settledSimulation(
  service: TestService,
  simulationId: string,
  token: string,
): Promise<SimulationAnswer> {
  for (let tries = 0; tries < 400; tries += 1) {
    const { data } = await service.call(regulations.simulation, { simulationId }, { token })
    if (data.state !== 'running') return data
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the simulation did not end')
}

export interface KeptSimulation {
  areaCode: string
  month: string
  changeId: string
  state?: 'running' | 'done'
}

/** A simulation as it is kept, where the county has no frozen month, or nobody computes it. */
export async function keptSimulation(
  service: TestService,
  { accountId }: TestPerson,
  { areaCode, month, changeId, state = 'done' }: KeptSimulation,
): Promise<string> {
  const id = newId()
  await service.parts.database.prisma.regulationSimulation.create({
    data: {
      id: idBytes(id),
      areaCode,
      regulation: 'daning-2022',
      changeId: idBytes(changeId),
      changeVersion: 1,
      scenarios: [{ values: [{ name: 'pieceRate.rural', value: 800 }] }],
      months: [month],
      state,
      ...(state === 'done' ? { result: { scenarios: [], recomputed: 0 } } : {}),
      startedBy: idBytes(accountId),
      startedAt: new Date(service.clock.nowMs()),
    },
  })
  return id
}
