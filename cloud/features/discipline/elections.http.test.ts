import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { elections } from '../../contract'
import type { InputOf } from '../../contract/define'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, testStartMs, type TestService } from '../../testing/test-service'

let service: TestService
let villageHead: TestPerson
let office: TestPerson
let signer: TestPerson
let stranger: TestPerson

type Ballot = InputOf<typeof elections.record>
type Step = InputOf<typeof elections.step>['step']

beforeAll(async () => {
  service = await startTestService()
  villageHead = await service.person('villageHead', testAreas.village)
  office = await service.person('townshipOffice', testAreas.township)
  signer = await service.person('townshipSigner', testAreas.township)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
})
afterAll(() => service.close())

/** 120 present, three candidates, one seat (G-XC-023). */
const ballot = (changed: Partial<Ballot> = {}): Ballot => ({
  gridCode: testAreas.grid,
  heldOn: '2026-06-10',
  presentCount: 120,
  seats: 1,
  candidates: [
    { name: '甲', category: 'partyMember', votes: 61 },
    { name: '乙', category: 'reserveCadre', votes: 40 },
    { name: '丙', category: 'womensFederation', votes: 19 },
  ],
  ...changed,
})

const record = (changed: Partial<Ballot> = {}) =>
  service.call(elections.record, ballot(changed), { token: villageHead.token })
const recorded = async () => (await record()).data.election.id
const step = (by: TestPerson, electionId: string, name: Step) =>
  service.call(elections.step, { electionId, step: name, text: '已办' }, { token: by.token })
const rowCount = () => service.parts.database.prisma.election.count()

async function onDay<T>(day: string, work: () => Promise<T>): Promise<T> {
  service.clock.set(Date.parse(`${day}T10:00:00+08:00`))
  try {
    return await work()
  } finally {
    service.clock.set(testStartMs)
  }
}

describe('the endpoints', () => {
  let electionId: string
  beforeAll(async () => {
    electionId = await recorded()
  })
  checkEndpoint(() => service, {
    entry: elections.record,
    token: () => villageHead.token,
    stranger: () => stranger.token,
    valid: () => ballot(),
    invalid: () => ballot({ presentCount: 60 }),
    other: () => ballot({ heldOn: '2026-06-11' }),
    effect: rowCount,
  })
  checkEndpoint(() => service, {
    entry: elections.step,
    token: () => villageHead.token,
    stranger: () => stranger.token,
    valid: () => ({ electionId, step: 'postVillageNotice' as const, text: '初审合格' }),
    invalid: () => ({ electionId, step: 'skip', text: '' }),
    other: () => ({ electionId, step: 'stop' as const, text: '终止' }),
    effect: () => service.parts.database.prisma.election.findMany({ orderBy: { id: 'asc' } }),
  })
  checkEndpoint(() => service, {
    entry: elections.list,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ areaCode: testAreas.township }),
    invalid: () => ({ areaCode: 'x' }),
  })
})

describe('an election', () => {
  it('goes over two notices of five working days to the appointment, each in its turn', async () => {
    const id = await recorded()
    expect((await step(signer, id, 'approve')).error.code).toBe('moveNotOpen')
    const hung = await step(villageHead, id, 'postVillageNotice')
    // from Monday 15 June over the dragon boat holiday
    expect(hung.data.election).toMatchObject({ state: 'villageNotice', noticeTo: '2026-06-23' })
    await onDay('2026-06-23', async () => {
      expect((await step(signer, id, 'approve')).error.code).toBe('moveNotOpen')
    })
    await onDay('2026-06-24', async () => {
      expect((await step(office, id, 'approve')).error.code).toBe('moveNotOpen')
      expect((await step(signer, id, 'approve')).data.election.state).toBe('approved')
      expect((await step(office, id, 'appoint')).error.code).toBe('moveNotOpen')
      const second = await step(office, id, 'postTownshipNotice')
      expect(second.data.election.noticeTo).toBe('2026-07-01')
    })
    await onDay('2026-07-02', async () => {
      const { election } = (await step(office, id, 'appoint')).data
      expect(election).toMatchObject({ state: 'appointed', proposed: ['甲'], abilities: [] })
      expect(election.steps.map((one) => one.label)).toEqual([
        '初审并在村里公示',
        '乡镇审定',
        '在乡镇公示',
        '正式聘用',
      ])
    })
  })

  it('is stopped by an objection, and then goes nowhere', async () => {
    const id = await recorded()
    await step(villageHead, id, 'postVillageNotice')
    expect((await step(office, id, 'stop')).data.election.state).toBe('stopped')
    const later = await onDay('2026-07-10', () => step(signer, id, 'approve'))
    expect(later.error.code).toBe('moveNotOpen')
  })

  it('counts no vote twice: faults are told, a tie is voted again', async () => {
    const [first, second] = ballot().candidates
    const cases: [Partial<Ballot>, string][] = [
      [{ candidates: [{ ...first, votes: 121 }] as Ballot['candidates'] }, 'votesWrong'],
      [{ candidates: [first, first] as Ballot['candidates'] }, 'votesWrong'],
      [{ seats: 4 }, 'votesWrong'],
      [
        {
          candidates: [
            { ...first, votes: 60 },
            { ...second, votes: 60 },
          ] as Ballot['candidates'],
        },
        'votesTied',
      ],
      [{ heldOn: '2026-06-16' }, 'badInput'],
    ]
    const before = await rowCount()
    for (const [changed, code] of cases) expect((await record(changed)).error.code).toBe(code)
    expect(await rowCount()).toBe(before)
  })

  it('takes a step once when two take it at the same moment', async () => {
    const id = await recorded()
    const both = await Promise.all([
      step(villageHead, id, 'postVillageNotice'),
      step(villageHead, id, 'postVillageNotice'),
    ])
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
  })
})
