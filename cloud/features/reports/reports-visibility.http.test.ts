import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reports } from '../../contract'
import type { Role } from '../../contract/permissions'
import { reportClasses } from '../../contract/report-taxonomy'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'
import { centre, judgeInput, submitted } from '../../testing/test-reports'

let service: TestService
const people: Record<string, TestPerson> = {}
let open: string
let restricted: string

const posts: [name: string, role: Role, scope: string][] = [
  ['author', 'worker', testAreas.grid],
  ['other worker', 'worker', testAreas.grid],
  ['grid head', 'gridHead', testAreas.grid],
  ['other grid head', 'gridHead', testAreas.secondGrid],
  ['village head', 'villageHead', testAreas.village],
  ['other village head', 'villageHead', testAreas.otherVillage],
  ['township', 'townshipOffice', testAreas.township],
  ['other township', 'townshipOffice', testAreas.otherTownship],
  ['signer', 'townshipSigner', testAreas.township],
  ['county', 'countyCentre', testAreas.county],
  ['county policy', 'countyPolicy', testAreas.county],
  ['other county', 'countyCentre', '141031'],
]

const sees: Record<string, { open: boolean; restricted: boolean }> = {
  author: { open: true, restricted: true },
  'other worker': { open: false, restricted: false },
  'grid head': { open: true, restricted: false },
  'other grid head': { open: false, restricted: false },
  'village head': { open: true, restricted: false },
  'other village head': { open: false, restricted: false },
  township: { open: true, restricted: true },
  'other township': { open: false, restricted: false },
  signer: { open: true, restricted: false },
  county: { open: true, restricted: true },
  'county policy': { open: true, restricted: true },
  'other county': { open: false, restricted: false },
}

const token = (name: string) => (people[name] as TestPerson).token
const text = '村西头老砖窑门口有人夜里聚集，白天锁着门，已记下车牌'

beforeAll(async () => {
  service = await startTestService()
  for (const [name, role, scope] of posts)
    people[name] = await service.person(role, scope, { name })
  open = (await submitted(service, token('author'), { text, position: centre })).id
  restricted = (
    await submitted(service, token('author'), { text, itemCode: '3-3', position: centre })
  ).id
})
afterAll(() => service?.close())

const detail = (reportId: string, name: string) =>
  service.call(reports.detail, { reportId }, { token: token(name) })
const views = (name: string) =>
  service.parts.database.prisma.auditEntry
    .count({
      where: { event: 'report.restrictedViewed', subjectId: restricted, areaCode: testAreas.grid },
    })
    .then((count) => [name, count])

describe('who sees a report (P6)', () => {
  it('restricts exactly the classes of P6', () => {
    const codes = reportClasses.flatMap((group) =>
      group.items.filter((one) => one.restricted).map((one) => one.code),
    )
    expect(codes.sort()).toEqual(['1-1', '1-2', '2-1', '2-2', '2-3', '2-4', '3-3'])
  })

  it.each(Object.keys(sees))('%s', async (name) => {
    const expected = sees[name] as { open: boolean; restricted: boolean }
    const [, before] = await views(name)
    expect([(await detail(open, name)).status, (await detail(restricted, name)).status]).toEqual([
      expected.open ? 200 : 404,
      expected.restricted ? 200 : 404,
    ])
    const noted = expected.restricted && name !== 'author' ? 1 : 0
    expect(await views(name)).toEqual([name, Number(before) + noted])
  })

  it('shows judge, history and likenesses only to whom they may be shown', async () => {
    await service.call(
      reports.judge,
      judgeInput(open, { verdict: 'pending', reason: '请补充时间' }),
      { token: token('township') },
    )
    const judgeNames: Record<string, string> = {
      author: '东河镇平安办',
      'grid head': '东河镇平安办',
      'village head': '东河镇平安办',
      signer: '东河镇平安办',
      township: 'township',
      county: 'township',
    }
    for (const [name, shown] of Object.entries(judgeNames)) {
      const { data } = await detail(open, name)
      expect([name, data.report.judgement?.judgedByName]).toEqual([name, shown])
      expect([name, data.report.abilities.judge]).toEqual([name, name === 'township'])
      expect([name, data.authorHistory !== null]).toEqual([name, name === 'township'])
      const alike = data.likenesses.map((one) => one.reportId)
      expect([name, alike]).toEqual([name, sees[name]?.restricted ? [restricted] : []])
    }
    const { data } = await detail(open, 'township')
    expect(data.likenesses[0]?.text).toBe('限制类信息，打开后可看，查看会留下记录')
    expect(data.likenesses[0]?.reasons).toEqual(['同一地点', '文字相似 100%', '同一天'])
  })

  it('tells of a restricted report in the queue that it is there, not what it says', async () => {
    const { data } = await service.call(reports.queue, {}, { token: token('township') })
    const row = data.reports.find((one) => one.id === restricted)
    expect(row).toMatchObject({
      restricted: true,
      text: '限制类信息，打开后可看，查看会留下记录',
      position: null,
    })
    expect(JSON.stringify(data)).not.toContain('砖窑')
  })

  it('lets only the township office judge, of its own township', async () => {
    for (const [name, status] of [
      ['author', 403],
      ['village head', 403],
      ['county', 403],
      ['signer', 403],
      ['other township', 404],
    ] as const) {
      const answer = await service.call(reports.judge, judgeInput(restricted), {
        token: token(name),
      })
      expect([name, answer.status]).toEqual([name, status])
    }
  })
})

describe('similar matters before sending', () => {
  const similar = async (name: string) =>
    (
      await service.call(
        reports.similar,
        { itemCode: '3-3', text, position: centre },
        { token: token(name) },
      )
    ).data.likenesses

  it('show a worker of the village that it is known, not who, how judged, or anything restricted', async () => {
    const found = await similar('other worker')
    expect(found.map((one) => one.reportId)).toEqual([open])
    expect(found[0]).toMatchObject({ authorName: '附近的网格员', verdict: null })
  })
  it('show the author his own', async () => {
    const found = await similar('author')
    expect(found.map((one) => one.reportId).sort()).toEqual([open, restricted].sort())
    expect(found.every((one) => one.authorName === 'author' && one.text === text)).toBe(true)
  })
  it('shorten what a colleague wrote', async () => {
    const long = `${text}，${'情况已经说明'.repeat(10)}`
    const { id } = await submitted(service, token('author'), { text: long, position: centre })
    const shown = (await similar('other worker')).find((one) => one.reportId === id)
    expect([...(shown?.text ?? '')]).toHaveLength(41)
  })
  it('show nothing to people of another township', async () => {
    expect(await similar('other township')).toEqual([])
    expect(await similar('other village head')).toEqual([])
  })
  it('show a village head the whole of open ones', async () => {
    const found = await similar('village head')
    expect(found.map((one) => one.reportId)).not.toContain(restricted)
    expect(found.find((one) => one.reportId === open)).toMatchObject({
      authorName: 'author',
      text,
      verdict: 'pending',
    })
  })
  it('change nothing and ask for no id', async () => {
    const before = await service.parts.database.prisma.command.count()
    await similar('author')
    expect(await service.parts.database.prisma.command.count()).toBe(before)
  })
})
