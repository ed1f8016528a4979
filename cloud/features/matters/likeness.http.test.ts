import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matters, mattersLikeness, reports } from '../../contract'
import type { InputOf } from '../../contract/define'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { submitted } from '../../testing/test-reports'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let worker: TestPerson
let neighbour: TestPerson
let office: TestPerson
let stranger: TestPerson
const { grid, township, secondGrid } = testAreas
const here = { longitude: 110.75, latitude: 36.46, datum: 'wgs84' as const, accuracyMeters: 8 }
const light = '村口第三根电线杆上的路灯坏了，晚上看不见路'

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', grid, { name: '网格员甲' })
  neighbour = await service.person('worker', secondGrid, { name: '网格员乙' })
  office = await service.person('townshipOffice', township)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
})
afterAll(() => service.close())

async function raise(changed: Partial<InputOf<typeof matters.raise>> = {}, by = office) {
  const input = {
    gridCode: grid as string,
    classCode: 'facility' as const,
    level: 'ordinary' as const,
    text: light,
    position: here,
    photoIds: [],
    ...changed,
  }
  const answer = await service.call(matters.raise, input, { token: by.token })
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return answer.data.matterId
}
const move = (matterId: string, name: 'merge' | 'unmerge', targetId?: string) =>
  service.call(matters.makeMove, { matterId, move: name, targetId }, { token: office.token })
const similar = (matterId: string, by = office) =>
  service.call(mattersLikeness.similar, { matterId }, { token: by.token })
const likeIds = async (matterId: string) =>
  (await similar(matterId)).data.likenesses.map((one) => one.matter.id)

describe('the endpoints', () => {
  let matterId = ''
  beforeAll(async () => {
    matterId = await raise({ text: '井盖丢了，有人会掉下去', position: null })
  })
  checkEndpoint(() => service, {
    entry: mattersLikeness.similar,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ matterId }),
    invalid: () => ({ matterId: 'none' }),
  })
  checkEndpoint(() => service, {
    entry: mattersLikeness.similarToDraft,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ gridCode: grid, classCode: 'facility' as const, text: light, position: here }),
    invalid: () => ({ gridCode: 'A', classCode: 'facility', text: light, position: here }),
  })
})

describe('matters that are alike', () => {
  it('are told with place, words and time, and others are not', async () => {
    const first = await raise()
    const again = await raise({ text: `${light}，请修一下` })
    await raise({ classCode: 'dispute', text: '两户人家为宅基地边界争吵', position: null })
    const { likenesses } = (await similar(again)).data
    expect(likenesses.map((one) => one.matter.id)).toEqual([first])
    expect(likenesses[0]).toMatchObject({ merged: false, distanceMeters: 0 })
    expect(likenesses[0]?.reasons[0]).toBe('同一地点')
    expect(likenesses[0]?.reasons[1]).toMatch(/^文字相似 \d+%$/)
    const draft = {
      gridCode: grid,
      classCode: 'facility' as const,
      text: '村口第三根电线杆的路灯坏了',
      position: here,
    }
    const { data } = await service.call(mattersLikeness.similarToDraft, draft, {
      token: worker.token,
    })
    expect(data.likenesses.map((one) => one.matter.id).sort()).toEqual([first, again].sort())
  })
  it('show what only the offices may know to nobody else', async () => {
    const text = '有人报告一处可疑的聚集活动地点'
    const restricted = await raise({ classCode: 'organisedCrime', text })
    const open = await raise({ classCode: 'security', text })
    expect(await likeIds(open)).toContain(restricted)
    const own = await similar(open, worker)
    expect(own.status).toBe(200)
    expect(own.data.likenesses.map((one) => one.matter.id)).not.toContain(restricted)
  })
  it('say which are merged already', async () => {
    const [first, second] = [
      await raise({ text: '河边护栏断了一截，孩子常在那里玩' }),
      await raise({ text: '学校门口排水沟堵了，水漫到路上' }),
    ]
    expect((await move(second, 'merge', first)).status).toBe(200)
    const merged = (await similar(first)).data.likenesses.find((one) => one.matter.id === second)
    expect(merged?.merged).toBe(true)
  })
})

describe('one incident split into many', () => {
  const report = (by: TestPerson, text: string) =>
    submitted(service, by.token, { text, itemCode: '4-3' })

  it('is shown to whoever judges, though words and place say nothing', async () => {
    const first = await report(worker, '村口的路塌了半边，车过不去')
    service.clock.advance(60_000)
    const second = await report(neighbour, '昨夜暴雨冲毁道路')
    const detail = async () =>
      (await service.call(reports.detail, { reportId: second.id }, { token: office.token })).data
    expect((await detail()).likenesses.map((one) => one.reportId)).not.toContain(first.id)
    expect((await move(second.id, 'merge', first.id)).status).toBe(200)
    const [found] = (await detail()).likenesses
    expect(found).toMatchObject({ reportId: first.id, authorName: '网格员甲' })
    expect(found?.reasons[0]).toBe('已并案为同一件，同一件只计一次')
    // nobody judges by itself: it is left for a person, and stays unjudged
    const many = await service.call(
      reports.judgeMany,
      { reportIds: [second.id] },
      { token: office.token },
    )
    expect(many.data.judged).toEqual([])
    expect(many.data.left[0]?.why).toContain('同一件事')
    expect((await detail()).report.verdict).toBe('unjudged')
    expect((await move(second.id, 'unmerge')).status).toBe(200)
    expect((await detail()).likenesses.map((one) => one.reportId)).not.toContain(first.id)
  })
})
