import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pay, regulations } from '../../contract'
import { newId } from '../../platform/ids'
import { closedMonth } from '../../testing/test-closing'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { createMonthMaker } from '../../testing/test-month'
import {
  drafted,
  keptSimulation,
  priceDraft,
  settledSimulation,
  submittedChange,
} from '../../testing/test-regulations'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let author: TestPerson
let publisher: TestPerson
let stranger: TestPerson
let rural: TestPerson
let simulationId: string
/** A draft for each command that ends or moves it, by the command's name. */
const drafts = new Map<string, { changeId: string; version: number }>()
const { township } = testAreas
const [frozenMonth, nextMonth] = ['2026-05', '2026-06']

const draftFor = (name: string) => {
  const own = drafts.get(name)
  if (!own) throw new Error(name)
  return own
}
const rows = async () => {
  const { prisma } = service.parts.database
  return [
    await prisma.regulationChange.findMany({ orderBy: { id: 'asc' } }),
    await prisma.countyValue.findMany(),
    await prisma.regulationBinding.findMany(),
    await prisma.regulationSimulation.count(),
    await prisma.auditEntry.count(),
  ]
}

beforeAll(async () => {
  service = await startTestService()
  author = await service.person('countyPolicy', testAreas.county)
  publisher = await service.person('countyPolicy', testAreas.county)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
  rural = await service.person('worker', testAreas.grid, { name: '甲农村' })
  const office = await service.person('townshipOffice', township)
  const fill = createMonthMaker(service.parts.database, testAreas.grid)
  await fill(rural, frozenMonth, { days: 20, valid: 12 })
  const key = { townshipCode: township, month: frozenMonth }
  await closedMonth(service, { ...key, token: office.token })
  const frozen = await service.call(pay.freeze, key, { token: office.token })
  expect(frozen.status, JSON.stringify(frozen.error)).toBe(200)
  for (const name of ['read', 'edit', 'drop', 'submit', 'simulate']) {
    const { id, version } = await drafted(service, author, priceDraft(nextMonth))
    drafts.set(name, { changeId: id, version })
  }
  const { id, version } = await submittedChange(service, author, priceDraft(nextMonth))
  drafts.set('decide', { changeId: id, version })
  const { changeId } = draftFor('read')
  const simulated = await service.call(
    regulations.simulateChange,
    { changeId, months: [frozenMonth] },
    { token: author.token },
  )
  simulationId = simulated.data.simulationId
  await settledSimulation(service, simulationId, author.token)
})
afterAll(() => service.close())

const as = { token: () => author.token, stranger: () => stranger.token }

describe('reading', () => {
  checkEndpoint(() => service, {
    entry: regulations.book,
    token: () => author.token,
    valid: () => ({ on: '2026-06-01' }),
    invalid: () => ({ on: '2026-02-30' }),
  })
  checkEndpoint(() => service, {
    ...as,
    entry: regulations.changeDetail,
    valid: () => ({ changeId: draftFor('read').changeId }),
    invalid: () => ({ changeId: newId() }),
  })
  checkEndpoint(() => service, {
    ...as,
    entry: regulations.simulation,
    valid: () => ({ simulationId }),
    invalid: () => ({ simulationId: newId() }),
  })
  checkEndpoint(() => service, {
    ...as,
    entry: regulations.simulationWorkers,
    valid: () => ({ simulationId, townshipCode: township, month: frozenMonth }),
    invalid: () => ({ simulationId, scenario: -1, townshipCode: township, month: frozenMonth }),
  })
  checkEndpoint(() => service, {
    ...as,
    entry: regulations.simulationWorker,
    valid: () => ({ simulationId, accountId: rural.accountId, month: frozenMonth }),
    invalid: () => ({ simulationId, accountId: newId(), month: frozenMonth }),
  })

  it.each([regulations.bindings, regulations.changes, regulations.readingCosts])(
    '$name is for the county’s offices alone',
    async (entry) => {
      expect((await service.call(entry, {})).error.code).toBe('notSignedIn')
      for (const { token } of [stranger, rural])
        expect((await service.call(entry, {}, { token })).error.code).toBe('notAllowed')
      expect((await service.call(entry, {}, { token: author.token })).status).toBe(200)
    },
  )
})

describe('changing', () => {
  checkEndpoint(() => service, {
    ...as,
    entry: regulations.draftChange,
    valid: () => priceDraft(nextMonth),
    invalid: () => ({ ...priceDraft(nextMonth), content: { kind: 'values', values: [] } }),
    other: () => priceDraft(nextMonth, '8.10'),
    effect: rows,
  })
  checkEndpoint(() => service, {
    ...as,
    entry: regulations.editChange,
    valid: () => ({ ...priceDraft(nextMonth, '8.20'), ...draftFor('edit') }),
    invalid: () => ({ ...priceDraft('2026-13'), ...draftFor('edit') }),
    other: () => ({ ...priceDraft(nextMonth, '8.30'), ...draftFor('edit') }),
    effect: rows,
  })
  checkEndpoint(() => service, {
    ...as,
    entry: regulations.submitChange,
    valid: () => draftFor('submit'),
    invalid: () => ({ ...draftFor('submit'), version: 'new' }),
    other: () => ({ ...draftFor('submit'), version: 2 }),
    effect: rows,
  })
  checkEndpoint(() => service, {
    ...as,
    entry: regulations.dropChange,
    valid: () => ({ changeId: draftFor('drop').changeId }),
    invalid: () => ({ changeId: 'none' }),
    other: () => ({ changeId: draftFor('read').changeId }),
    effect: rows,
  })
  checkEndpoint(() => service, {
    entry: regulations.decideChange,
    token: () => publisher.token,
    stranger: () => stranger.token,
    valid: () => ({ ...draftFor('decide'), decision: 'publish' as const, reason: null }),
    invalid: () => ({ ...draftFor('decide'), decision: 'perhaps', reason: null }),
    other: () => ({ ...draftFor('decide'), decision: 'return' as const, reason: '不' }),
    effect: rows,
  })
})

/** What a simulation may not touch. */
const untouched = async () => {
  const { prisma } = service.parts.database
  return [
    await prisma.statement.findMany(),
    await prisma.townshipMonth.findMany(),
    await prisma.regulationChange.findMany({ orderBy: { id: 'asc' } }),
    await prisma.countyValue.findMany(),
  ]
}

describe('simulating', () => {
  const settled = async () => {
    const { prisma } = service.parts.database
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await prisma.regulationSimulation.count({ where: { state: 'running' } })) === 0) break
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return [...(await untouched()), await prisma.regulationSimulation.count()]
  }
  checkEndpoint(() => service, {
    ...as,
    entry: regulations.simulateChange,
    valid: () => ({ changeId: draftFor('simulate').changeId, months: [frozenMonth] }),
    invalid: () => ({ changeId: draftFor('simulate').changeId, months: [] }),
    other: () => ({ changeId: draftFor('simulate').changeId, months: [nextMonth] }),
    effect: settled,
  })
  checkEndpoint(() => service, {
    ...as,
    entry: regulations.simulateReadings,
    valid: () => ({}),
    invalid: () => ({ commandId: 'none' }),
    effect: settled,
  })
})

describe('calling off', () => {
  const running: string[] = []
  beforeAll(async () => {
    const place = { areaCode: testAreas.county, month: frozenMonth, state: 'running' as const }
    const { changeId } = draftFor('simulate')
    for (let count = 0; count < 2; count += 1)
      running.push(await keptSimulation(service, author, { ...place, changeId }))
  })
  checkEndpoint(() => service, {
    ...as,
    entry: regulations.cancelSimulation,
    valid: () => ({ simulationId: running[0] ?? '' }),
    invalid: () => ({ simulationId: 'x' }),
    other: () => ({ simulationId: running[1] ?? '' }),
    effect: async () => [
      await service.parts.database.prisma.regulationSimulation.findMany({ orderBy: { id: 'asc' } }),
      await service.parts.database.prisma.auditEntry.count(),
    ],
  })
})
