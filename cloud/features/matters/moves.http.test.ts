import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testAreas, type TestPerson } from '../../testing/test-county'
import {
  createMatterPeople,
  here,
  matterCalls,
  type MatterPeople,
  matterUnits,
} from '../../testing/test-matters'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let people: MatterPeople
let worker: TestPerson
let head: TestPerson
let village: TestPerson
let office: TestPerson
let centre: TestPerson
let police: TestPerson
let roads: TestPerson

beforeAll(async () => {
  service = await startTestService()
  people = await createMatterPeople(service)
  ;({ worker, head, village, office, centre, police, roads } = people)
})
afterAll(() => service.close())

const { raise, moved, refused, detail, dispatched } = matterCalls(() => ({ service, people }))
const { police: policeCode, roads: roadsCode } = matterUnits

const { grid } = testAreas

describe('the whole loop', () => {
  it('goes from found to evaluated, each step by whom it belongs to', async () => {
    const id = await raise(worker)
    expect(await moved(office, id, 'accept')).toBe('accepted')
    const leadCode = policeCode
    expect(await moved(office, id, 'dispatch', { leadCode, coCodes: [grid] })).toBe('dispatched')
    expect(await moved(worker, id, 'coHandle', { text: '已拉警戒线' })).toBe('dispatched')
    expect(await moved(police, id, 'handle', { text: '已更换灯泡' })).toBe('handled')
    const verified = await moved(head, id, 'verify', { text: '灯亮了', position: here })
    expect(verified).toBe('verified')
    expect(await moved(worker, id, 'evaluate', { satisfaction: 'satisfied' })).toBe('closed')
    const { matter, timeline, tasks } = await detail(office, id)
    expect(matter).toMatchObject({ state: 'closed', outcome: 'solved', satisfaction: 'satisfied' })
    expect(timeline.map((entry) => [entry.number, entry.move])).toEqual([
      [1, 'raise'],
      [2, 'accept'],
      [3, 'dispatch'],
      [4, 'coHandle'],
      [5, 'handle'],
      [6, 'verify'],
      [7, 'evaluate'],
    ])
    expect(timeline[2]?.sentence).toContain('交东河派出所办理')
    expect(timeline[4]?.byName).toBe('民警甲（东河派出所）')
    expect(tasks.map((task) => [task.holderCode, task.part, task.state])).toEqual([
      [policeCode, 'lead', 'done'],
      [grid, 'co', 'done'],
    ])
  })

  it('asks for a place where it is verified on the spot, and never lets the handler verify', async () => {
    const id = await dispatched(grid)
    await moved(worker, id, 'handle', { text: '换好了' })
    const onTheSpot = { text: '我看过了', position: here }
    expect(await refused(worker, id, 'verify', onTheSpot)).toBe('ownCase')
    expect(await refused(head, id, 'verify', { text: '看过' })).toBe('moveNeeds')
    expect(await moved(head, id, 'rejectResult', { text: '还是不亮' })).toBe('accepted')
    expect((await detail(office, id)).matter.reopenedCount).toBe(1)
  })

  it('is taken up again where the one who raised it says it is not solved', async () => {
    const id = await dispatched()
    await moved(police, id, 'handle', { text: '好了' })
    await moved(village, id, 'verify', { text: '看过照片' })
    expect(await moved(worker, id, 'notSolved', { text: '又坏了' })).toBe('accepted')
    expect(await refused(office, id, 'evaluate', { satisfaction: 'satisfied' })).toBe('notAllowed')
  })
})

describe('what the way may bring', () => {
  it('goes back for more, and on once it came', async () => {
    const id = await raise(worker)
    expect(await refused(office, id, 'return')).toBe('moveNeeds')
    expect(await moved(office, id, 'return', { text: '是哪一盏？' })).toBe('returned')
    expect(await moved(worker, id, 'supplement', { text: '供销社门口那盏' })).toBe('raised')
  })

  it('is handed back by whom it does not belong to, and given to another', async () => {
    const id = await dispatched()
    expect(await moved(police, id, 'handBack', { text: '路灯不归派出所' })).toBe('accepted')
    expect(await moved(office, id, 'dispatch', { leadCode: testAreas.village })).toBe('dispatched')
    expect(await refused(police, id, 'handle', { text: '办好' })).toBe('notAllowed')
    expect(await moved(village, id, 'handle', { text: '村里修好' })).toBe('handled')
  })

  it('stands still while it is paused, and the clock with it', async () => {
    const id = await dispatched()
    const before = (await detail(police, id)).matter.clock
    expect(await moved(office, id, 'pause', { text: '等配件' })).toBe('paused')
    service.clock.advance(26 * 3_600_000)
    expect((await detail(police, id)).matter.clock).toBeNull()
    expect(await moved(office, id, 'resume')).toBe('dispatched')
    const after = (await detail(police, id)).matter.clock
    expect(after?.leftWorkingMs).toBe(before?.leftWorkingMs)
    expect(after?.pausedMs).toBeGreaterThan(0)
  })

  it('is given more time only when that was asked for, and once', async () => {
    const id = await dispatched()
    const dueAtMs = ((await detail(police, id)).matter.clock?.dueAtMs ?? 0) + 86_400_000
    expect(await refused(office, id, 'grantExtension')).toBe('moveNotOpen')
    await moved(police, id, 'requestExtension', { text: '要等配件', dueAtMs })
    expect(await refused(police, id, 'requestExtension', { text: '再等', dueAtMs })).toBe(
      'moveNotOpen',
    )
    expect(await refused(police, id, 'grantExtension')).toBe('notAllowed')
    await moved(office, id, 'grantExtension')
    expect((await detail(police, id)).matter.clock?.dueAtMs).toBe(dueAtMs)
  })

  it('is called up to the county, whose departments answer', async () => {
    const id = await raise(worker)
    await moved(office, id, 'accept')
    expect(await refused(office, id, 'dispatch', { leadCode: roadsCode })).toBe('holderOutOfReach')
    expect(await moved(office, id, 'escalate', { text: '省道上的灯' })).toBe('escalated')
    expect(await refused(office, id, 'dispatch', { leadCode: policeCode })).toBe('moveNotOpen')
    expect(await moved(centre, id, 'dispatch', { leadCode: roadsCode })).toBe('dispatched')
    expect(await moved(roads, id, 'handle', { text: '已修' })).toBe('handled')
  })

  it('is settled on the spot by the worker, but not where somebody was hurt', async () => {
    const quarrel = { classCode: 'dispute', text: '两家为院墙争吵' } as const
    const id = await raise(worker, quarrel)
    const given = { text: '已劝和' }
    expect(await refused(worker, id, 'selfHandle', given)).toBe('moveNeeds')
    const hurt = { ...given, answers: { injury: true, propertyLoss: false } }
    expect(await refused(worker, id, 'selfHandle', hurt)).toBe('disputeNotMinor')
    const minor = { ...given, answers: { injury: false, propertyLoss: false } }
    expect(await moved(worker, id, 'selfHandle', minor)).toBe('handled')
    expect(await refused(worker, id, 'verify', { text: '好', position: here })).toBe('ownCase')
    expect(await moved(office, id, 'verify', { text: '电话核实' })).toBe('verified')
    expect((await detail(office, id)).matter.selfHandled).toBe(true)
  })

  it('follows another that is the same', async () => {
    const first = await raise(worker)
    const second = await raise(village)
    const third = await raise(head)
    expect(await refused(office, second, 'merge', { targetId: second })).toBe('mergeUnfit')
    expect(await moved(office, second, 'merge', { targetId: first })).toBe('merged')
    expect(await refused(office, first, 'merge', { targetId: third })).toBe('mergeUnfit')
    const seen = await detail(office, first)
    expect(seen.followers.map((one) => one.id)).toEqual([second])
    expect(await moved(office, second, 'unmerge')).toBe('raised')
  })
})
