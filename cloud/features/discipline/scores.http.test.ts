import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scores } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { qilingFacts } from '../../regulations/qiling-2020/facts'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'
import { createAreasService } from '../areas/areas.service'
import { createAreasStore } from '../areas/areas.store'
import { createMonthsService } from '../pay/months.service'
import { createMonthsStore } from '../pay/months.store'
import { createStaffService } from '../staff/staff.service'
import { createStaffStore } from '../staff/staff.store'
import { createScores, missingScores } from './scores.service'
import { createScoresStore } from './scores.store'

let service: TestService
let office: TestPerson
let villageHead: TestPerson
let signer: TestPerson
let stranger: TestPerson
let first: TestPerson
let second: TestPerson
const { township, grid, village } = testAreas
const key = (month: string) => ({ townshipCode: township, month })
const items = [
  { title: '日常履职', office: '党政办', role: 'townshipOffice' as const, mostPoints: 60 },
  { title: '社区评价', office: '社区', role: 'villageHead' as const, mostPoints: 40 },
]

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', township)
  villageHead = await service.person('villageHead', village)
  signer = await service.person('townshipSigner', township, { name: '政法委员' })
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
  first = await service.person('worker', grid, { name: '甲网格员' })
  second = await service.person('worker', testAreas.secondGrid, { name: '乙网格员' })
})
afterAll(() => service.close())

const sheetOf = async (month: string, by = office) =>
  (await service.call(scores.sheet, key(month), { token: by.token })).data
const setScheme = (month: string, list: typeof items = items, by = office) =>
  service.call(scores.setScheme, { ...key(month), items: list }, { token: by.token })
const enter = (by: TestPerson, itemId: string, given: [TestPerson, number][]) =>
  service.call(
    scores.enter,
    {
      itemId,
      scores: given.map(([person, scoreHundredths]) => ({
        accountId: person.accountId,
        scoreHundredths,
      })),
    },
    { token: by.token },
  )
const close = (month: string, by = office) =>
  service.call(scores.close, key(month), { token: by.token })

async function schemeOf(month: string): Promise<[string, string]> {
  expect((await setScheme(month)).status).toBe(200)
  const [own, villages] = (await sheetOf(month)).items
  return [own?.id ?? '', villages?.id ?? '']
}

describe('the endpoints', () => {
  let itemId = ''
  beforeAll(async () => {
    ;[itemId] = await schemeOf('2025-01')
    const [own, villages] = await schemeOf('2025-02')
    await enter(office, own, [
      [first, 5000],
      [second, 5000],
    ])
    await enter(villageHead, villages, [
      [first, 3000],
      [second, 3000],
    ])
  })
  const states = async () =>
    (await service.parts.database.prisma.scoreScheme.findMany({ orderBy: { month: 'asc' } })).map(
      (row) => `${row.month} ${row.state}`,
    )

  checkEndpoint(() => service, {
    entry: scores.sheet,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => key('2025-01'),
    invalid: () => key('x'),
  })
  checkEndpoint(() => service, {
    entry: scores.setScheme,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ ...key('2025-03'), items }),
    invalid: () => ({ ...key('2025-03'), items: items.slice(1) }),
    other: () => ({ ...key('2025-04'), items }),
    effect: states,
  })
  checkEndpoint(() => service, {
    entry: scores.enter,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({
      itemId,
      scores: [{ accountId: first.accountId, scoreHundredths: 5550 }],
    }),
    invalid: () => ({
      itemId,
      scores: [{ accountId: first.accountId, scoreHundredths: 6001 }],
    }),
    other: () => ({
      itemId,
      scores: [{ accountId: first.accountId, scoreHundredths: 1 }],
    }),
    effect: () => service.parts.database.prisma.itemScore.findMany({ orderBy: { itemId: 'asc' } }),
  })
  checkEndpoint(() => service, {
    entry: scores.close,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => key('2025-02'),
    invalid: () => key('2025-01'),
    other: () => key('2025-05'),
    effect: states,
  })
})

describe('a scheme', () => {
  it('comes to 100 points or is refused, and says what it comes to', async () => {
    const more = [...items, { ...items[0], office: '信访办', mostPoints: 1 }] as typeof items
    const answer = await setScheme('2025-06', more)
    expect(answer.error.code).toBe('schemeTotal')
    expect(answer.error.message).toContain('101 分')
  })

  it('may be put right until somebody has scored', async () => {
    await setScheme('2025-07')
    const other = [{ ...items[0], office: '信访办', mostPoints: 100 }] as typeof items
    expect((await setScheme('2025-07', other)).status).toBe(200)
    const { items: set } = await sheetOf('2025-07')
    expect(set.map((item) => item.office)).toEqual(['信访办'])
    await enter(office, set[0]?.id ?? '', [[first, 9000]])
    expect((await setScheme('2025-07')).error.code).toBe('schemeInUse')
  })
})

describe('scores', () => {
  it('are each office’s own: another does not enter them, and sees its own alone', async () => {
    const [own, villages] = await schemeOf('2025-08')
    expect((await enter(villageHead, own, [[first, 5000]])).status).toBe(404)
    expect((await enter(office, villages, [[first, 3000]])).status).toBe(404)
    await enter(office, own, [[first, 5550]])
    await enter(villageHead, villages, [[first, 3900]])
    const whole = await sheetOf('2025-08')
    const row = whole.rows.find((one) => one.accountId === first.accountId)
    expect(row).toMatchObject({ scoresHundredths: [5550, 3900], totalHundredths: 9450 })
    const part = await sheetOf('2025-08', villageHead)
    const seen = part.rows.find((one) => one.accountId === first.accountId)
    expect(seen).toMatchObject({ scoresHundredths: [null, 3900], totalHundredths: null })
    expect(part.items.map((item) => item.mayEnter)).toEqual([false, true])
  })

  it('are not given to oneself, nor to who did not work here', async () => {
    const [own] = await schemeOf('2025-09')
    await service.parts.database.prisma.post.create({
      data: {
        id: idBytes(newId()),
        accountId: idBytes(signer.accountId),
        role: 'worker',
        scopeCode: grid,
        workerKind: 'rural',
        startsOn: new Date('2025-09-01'),
        endsOn: new Date('2025-09-30'),
        createdAt: new Date(),
      },
    })
    const scheme = [{ ...items[0], role: 'townshipSigner', mostPoints: 100 }]
    await service.call(
      scores.setScheme,
      { ...key('2025-09'), items: scheme as never },
      { token: office.token },
    )
    const itemId = (await sheetOf('2025-09')).items[0]?.id ?? own
    expect((await enter(signer, itemId, [[signer, 9000]])).error.code).toBe('ownCase')
    expect((await enter(signer, itemId, [[stranger, 9000]])).status).toBe(404)
  })

  it('keep a month open until all are in, and name whose are missing', async () => {
    const month = '2025-11'
    const [own, villages] = await schemeOf(month)
    await enter(office, own, [
      [first, 5000],
      [second, 5100],
    ])
    await enter(villageHead, villages, [[first, 4000]])
    const early = await close(month)
    expect(early.error.code).toBe('scoresMissing')
    expect(early.error.message).toContain('社区（社区评价）：乙网格员')
    expect(early.error.message).not.toContain('甲网格员')
    expect((await sheetOf(month)).missing).toEqual(['社区（社区评价）：乙网格员'])
    await enter(villageHead, villages, [[second, 3950]])
    expect((await close(month)).status).toBe(200)
    const late = await enter(office, own, [[first, 6000]])
    expect(late.error.code).toBe('scoresClosed')
    expect((await close(month)).error.code).toBe('scoresClosed')
  })

  it('of a month that is not over are not closed', async () => {
    await schemeOf('2026-06')
    expect((await close('2026-06')).error.code).toBe('monthNotOver')
  })

  it('let a closing and a late score at the same moment end in one of two ways, never in between', async () => {
    const month = '2025-12'
    const [own, villages] = await schemeOf(month)
    const all: [TestPerson, number][] = [
      [first, 4000],
      [second, 4000],
    ]
    await enter(office, own, all)
    await enter(villageHead, villages, all)
    const [closed, entered] = await Promise.all([close(month), enter(office, own, [[first, 5900]])])
    expect(closed.status).toBe(200)
    const row = (await sheetOf(month)).rows.find((one) => one.accountId === first.accountId)
    expect(row?.scoresHundredths[0]).toBe(entered.status === 200 ? 5900 : 4000)
  })

  it('are given to a regulation as its facts once the month is closed, and not before', async () => {
    const { database } = service.parts
    const made = createScores({
      scores: createScoresStore(database),
      staff: createStaffService(createStaffStore(database)),
      areas: createAreasService(createAreasStore(database), service.clock),
      months: createMonthsService(createMonthsStore(database)),
      onLeaveIn: () => Promise.resolve(new Set()),
    })
    expect(await made.officeScores(township, '2025-08')).toBeNull()
    const given = (await made.officeScores(township, '2025-11'))?.get(first.accountId)
    const facts = qilingFacts.parse({
      regulation: 'qiling-2020',
      month: '2025-11',
      worker: { reference: first.accountId, kind: 'community' },
      officeScores: given,
    })
    expect(facts.officeScores?.map((one) => one.scoreHundredths)).toEqual([5000, 4000])
  })

  it('that many are missing are counted, not all named', () => {
    const workers = Array.from({ length: 7 }, (_none, index) => ({
      accountId: String(index),
      name: `第${index}人`,
    }))
    const item = { id: 'x', title: '日志', office: '党政办', role: 'townshipOffice' as const }
    const list = [{ ...item, mostPoints: 100, ...key('2025-01') }]
    expect(missingScores(list, workers, new Map())).toEqual([
      '党政办（日志）：第0人、第1人、第2人、第3人、第4人 等 7 人',
    ])
  })
})

describe('a closed month, opened again for one person', () => {
  const month = '2024-10'
  let ids: [string, string]
  let late: TestPerson
  const reopen = (person: TestPerson, by = office, reason = '月中调入，漏打分') =>
    service.call(
      scores.reopen,
      { ...key(month), accountId: person.accountId, reason },
      { token: by.token },
    )

  beforeAll(async () => {
    ids = await schemeOf(month)
    for (const [by, itemId, points] of [
      [office, ids[0], 5000],
      [villageHead, ids[1], 3000],
    ] as const) {
      const everybody = (await sheetOf(month)).rows.map((row) => ({
        accountId: row.accountId,
        scoreHundredths: points,
      }))
      await service.call(scores.enter, { itemId, scores: everybody }, { token: by.token })
    }
    expect((await close(month)).status).toBe(200)
    late = await service.person('worker', grid, { name: '后来的', startsOn: '2024-10-20' })
  })

  checkEndpoint(() => service, {
    entry: scores.reopen,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ ...key(month), accountId: late.accountId, reason: '月中调入' }),
    invalid: () => ({ ...key(month), accountId: late.accountId, reason: ' ' }),
    other: () => ({ ...key(month), accountId: late.accountId, reason: '漏打分' }),
    effect: () => service.parts.database.prisma.scoreReopening.findMany(),
  })

  it('takes scores of him alone, and is closed again once all his items are in', async () => {
    expect((await reopen(late)).error.code).toBe('alreadyDecided')
    const shown = await sheetOf(month)
    expect(shown.state).toBe('closed')
    expect(shown.missing).toEqual(['党政办（日常履职）：后来的', '社区（社区评价）：后来的'])
    expect(shown.rows.filter((row) => row.reopened).map((row) => row.workerName)).toEqual([
      '后来的',
    ])
    expect((await enter(office, ids[0], [[first, 6000]])).error.code).toBe('scoresClosed')
    const mixed: [TestPerson, number][] = [
      [late, 5500],
      [first, 6000],
    ]
    expect((await enter(office, ids[0], mixed)).error.code).toBe('scoresClosed')
    expect((await enter(office, ids[0], [[late, 5500]])).status).toBe(200)
    expect((await close(month)).error.code).toBe('scoresMissing')
    expect((await enter(villageHead, ids[1], [[late, 3500]])).status).toBe(200)
    expect((await close(month)).status).toBe(200)
    const again = await sheetOf(month)
    const totals = Object.fromEntries(
      again.rows.map((row) => [row.workerName, row.totalHundredths]),
    )
    expect(totals).toMatchObject({ 后来的: 9000, 甲网格员: 8000 })
    expect(again.abilities).toMatchObject({ close: false, reopen: true })
    expect((await close(month)).error.code).toBe('scoresClosed')
    expect((await enter(office, ids[0], [[late, 1]])).error.code).toBe('scoresClosed')
  })

  it('says with its reason who did it; nothing is opened of an open or a final month', async () => {
    const deed = await service.parts.database.prisma.auditEntry.findFirstOrThrow({
      where: { event: 'scores.reopened', subjectId: late.accountId },
    })
    expect(deed.detail).toMatchObject({ month, reason: '月中调入' })
    expect((await reopen(late, signer)).status).toBe(403)
    expect((await sheetOf('2025-01')).abilities.reopen).toBe(false)
  })
})
