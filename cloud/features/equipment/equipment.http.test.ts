import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { equipment, notices } from '../../contract'
import type { InputOf } from '../../contract/define'
import { newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'
import { stampAt } from '../../testing/test-stamps'

type Issued = InputOf<typeof equipment.issue>

let service: TestService
let worker: TestPerson
let colleague: TestPerson
let office: TestPerson
let head: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid, { name: '张网格' })
  colleague = await service.person('worker', testAreas.grid)
  office = await service.person('townshipOffice', testAreas.township)
  head = await service.person('gridHead', testAreas.grid)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
})
afterAll(() => service.close())

const vest = (change: Partial<Issued> = {}): Issued => ({
  accountId: worker.accountId,
  name: '反光背心',
  number: 'F-07',
  quantity: 2,
  issuedOn: '2026-06-10',
  ...change,
})
const issue = async (person: TestPerson, change: Partial<Issued> = {}) => {
  const commandId = newId()
  const { status, error } = await service.call(equipment.issue, vest(change), {
    token: person.token,
    commandId,
  })
  return { id: commandId, status, error }
}
const confirm = (person: TestPerson, issueId: string) =>
  service.call(equipment.confirm, { issueId }, { token: person.token })
const takeBack = (person: TestPerson, issueId: string) =>
  service.call(equipment.takeBack, { issueId, note: '完好' }, { token: person.token })
const mine = async (person: TestPerson) =>
  (await service.call(equipment.mine, {}, { token: person.token })).data.equipment
const stored = () =>
  service.parts.database.prisma.equipmentIssue.findMany({ orderBy: { id: 'asc' } })

describe('the endpoints', () => {
  let given = ''
  let back = ''
  beforeAll(async () => {
    given = (await issue(office)).id
    back = (await issue(office)).id
  })

  checkEndpoint(() => service, {
    entry: equipment.issue,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: vest,
    invalid: () => vest({ quantity: 0 }),
    other: () => vest({ quantity: 3 }),
    effect: stored,
  })
  checkEndpoint(() => service, {
    entry: equipment.confirm,
    token: () => worker.token,
    stranger: () => colleague.token,
    valid: () => ({ issueId: given }),
    invalid: () => ({ issueId: 'x' }),
    other: () => ({ issueId: newId() }),
    effect: stored,
  })
  checkEndpoint(() => service, {
    entry: equipment.takeBack,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ issueId: back, note: '完好' }),
    invalid: () => ({ issueId: back, note: '' }),
    other: () => ({ issueId: back, note: '损坏' }),
    effect: stored,
  })
  checkEndpoint(() => service, {
    entry: equipment.list,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ areaCode: testAreas.township }),
    invalid: () => ({ state: 'lost' }),
  })
  it('equipment.mine is for workers', async () => {
    expect((await service.call(equipment.mine, {})).error.code).toBe('notSignedIn')
    const answer = await service.call(equipment.mine, {}, { token: stranger.token })
    expect(answer.error.code).toBe('notAllowed')
  })
})

describe('equipment', () => {
  it('is told to whom it is given, confirmed by him, taken back, each once', async () => {
    const person = await service.person('worker', testAreas.grid, { name: '李装备' })
    const { id } = await issue(office, { accountId: person.accountId })
    await service.background('notices.expand')
    const inbox = await service.call(notices.inbox, {}, { token: person.token })
    expect(inbox.data.items[0]).toMatchObject({ title: '给您发了装备', about: 'equipment' })
    expect(await mine(person)).toMatchObject([
      {
        id,
        name: '反光背心',
        number: 'F-07',
        quantity: 2,
        state: 'issued',
        abilities: { confirm: true, takeBack: false },
      },
    ])
    expect(await mine(colleague)).toEqual([])
    expect((await confirm(colleague, id)).error.code).toBe('notFound')
    expect((await confirm(person, id)).status).toBe(200)
    const [{ confirmedAtMs } = { confirmedAtMs: null }] = await mine(person)
    service.clock.advance(60_000)
    expect((await confirm(person, id)).status).toBe(200)
    expect((await mine(person))[0]?.confirmedAtMs).toBe(confirmedAtMs)
    expect((await takeBack(head, id)).error.code).toBe('notAllowed')
    expect((await takeBack(office, id)).status).toBe(200)
    expect((await takeBack(office, id)).error.code).toBe('alreadyDecided')
    expect((await mine(person))[0]).toMatchObject({ state: 'returned', returnNote: '完好' })
  })

  it('that never reached him may be taken back, and not be confirmed afterwards', async () => {
    const { id } = await issue(office)
    await takeBack(office, id)
    const late = await confirm(worker, id)
    expect([late.status, late.error.code]).toEqual([409, 'equipmentTakenBack'])
  })

  it('that he said he has without a network is confirmed for then, also when it went back since', async () => {
    const { id } = await issue(office)
    service.clock.advance(60_000)
    const saidAtMs = service.clock.nowMs()
    service.clock.advance(3_600_000)
    await takeBack(office, id)
    const commandId = newId()
    const stamp = stampAt(service, saidAtMs)
    for (const _again of [1, 2]) {
      const answer = await service.call(
        equipment.confirm,
        { issueId: id, stamp },
        { token: worker.token, commandId },
      )
      expect(answer.status, JSON.stringify(answer.error)).toBe(200)
    }
    const row = (await mine(worker)).find((one) => one.id === id)
    expect(row).toMatchObject({ state: 'returned', confirmedAtMs: saidAtMs })
  })

  it('is not given to somebody else’s worker, to nobody, nor on a day that is not yet', async () => {
    const before = await stored()
    const other = await service.person('worker', testAreas.otherGrid)
    expect((await issue(office, { accountId: other.accountId })).error.code).toBe('notFound')
    expect((await issue(office, { accountId: newId() })).error.code).toBe('notFound')
    expect((await issue(office, { accountId: office.accountId })).error.code).toBe('notFound')
    expect((await issue(office, { issuedOn: '2026-06-16' })).error.code).toBe('equipmentDayAhead')
    expect(await stored()).toEqual(before)
  })

  it('is listed by its state for the area, and a head may look but not give', async () => {
    const list = (person: TestPerson, state: 'issued' | 'held' | 'returned') =>
      service.call(equipment.list, { state }, { token: person.token })
    for (const state of ['issued', 'held', 'returned'] as const) {
      const { equipment: rows, abilities } = (await list(head, state)).data
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.every((row) => row.state === state && !row.abilities.takeBack)).toBe(true)
      expect(abilities).toEqual({ issue: false })
    }
    expect((await list(stranger, 'held')).data.equipment).toEqual([])
  })
})
