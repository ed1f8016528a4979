import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { reports } from '../../contract'
import badInput from '../../platform/bad-input/blns.json'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'
import { stampAt } from '../../testing/test-stamps'
import { centre, judgeInput, submitInput, submitted } from '../../testing/test-reports'

let service: TestService
let worker: TestPerson
let office: TestPerson
let otherOffice: TestPerson
let otherWorker: TestPerson
let aReport: string

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid, { name: '张三' })
  office = await service.person('townshipOffice', testAreas.township, { name: '李四' })
  otherOffice = await service.person('townshipOffice', testAreas.otherTownship)
  otherWorker = await service.person('worker', testAreas.otherGrid)
  aReport = (await submitted(service, worker.token)).id
})
afterAll(() => service?.close())
beforeEach(() => service.clock.set(testStartMs))

const database = () => service.parts.database.prisma

async function counts() {
  const prisma = database()
  return {
    reports: await prisma.report.count(),
    judgements: await prisma.reportJudgement.count(),
    audit: await prisma.auditEntry.count(),
    tallies: await prisma.workerMonth.findMany({ orderBy: { accountId: 'asc' } }),
  }
}

describe('every endpoint', () => {
  checkEndpoint(() => service, {
    entry: reports.submit,
    token: () => worker.token,
    stranger: () => otherWorker.token,
    valid: () => submitInput(service, { gridCode: testAreas.grid }),
    invalid: () => submitInput(service, { text: ' \n ' }),
    other: () => submitInput(service, { gridCode: testAreas.grid, urgent: true }),
    effect: counts,
  })
  checkEndpoint(() => service, {
    entry: reports.mine,
    token: () => worker.token,
    valid: () => ({}),
    invalid: () => ({ after: 'u.12.no' }),
  })
  checkEndpoint(() => service, {
    entry: reports.detail,
    token: () => worker.token,
    stranger: () => otherWorker.token,
    valid: () => ({ reportId: aReport }),
    invalid: () => ({ reportId: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: reports.similar,
    token: () => worker.token,
    valid: () => ({ itemCode: '4-1', text: '', position: null }),
    invalid: () => ({ itemCode: '9-9', text: '', position: null }),
  })
  checkEndpoint(() => service, {
    entry: reports.queue,
    token: () => office.token,
    stranger: () => otherOffice.token,
    valid: () => ({ areaCode: testAreas.township }),
    invalid: () => ({ after: 'u.x' }),
  })
  checkEndpoint(() => service, {
    entry: reports.judge,
    token: () => office.token,
    stranger: () => otherOffice.token,
    valid: () => judgeInput(aReport),
    invalid: () => judgeInput(aReport, { reason: 'x'.repeat(501) }),
    other: () => judgeInput(aReport, { verdict: 'invalid', reason: '不属实' }),
    effect: counts,
  })
  checkEndpoint(() => service, {
    entry: reports.judgeMany,
    token: () => office.token,
    valid: () => ({ reportIds: [aReport] }),
    invalid: () => ({ reportIds: [] }),
    other: () => ({ reportIds: [newId()] }),
    effect: counts,
  })
  it('reports.judgeMany: leaves what lies in the next township', async () => {
    const before = await counts()
    const { data } = await service.call(
      reports.judgeMany,
      { reportIds: [aReport] },
      { token: otherOffice.token },
    )
    expect(data).toEqual({
      judged: [],
      left: [{ reportId: aReport, why: '没有找到，或不在您的管理范围内' }],
    })
    expect(await counts()).toEqual(before)
  })
})

describe('submitting', () => {
  it('stores the report as it came, counts it and notes the deed', async () => {
    const author = await service.person('worker', testAreas.grid)
    const commandId = newId()
    const input = submitInput(service, {
      itemCode: '5-1',
      disputeKind: 'neighbours',
      emotionFlag: true,
      disposal: '已劝开',
      position: { ...centre, accuracyMeters: 20 },
      text: '  两家为滴水争吵\n说要打人  ',
    })
    const { data } = await service.call(reports.submit, input, { token: author.token, commandId })
    expect(data.report).toMatchObject({
      id: commandId,
      authorName: author.name,
      gridCode: testAreas.grid,
      gridName: '阳光社区第一网格',
      villageName: '阳光社区',
      itemLabel: '矛盾纠纷',
      disputeKind: 'neighbours',
      disputeKindLabel: '邻里',
      emotionFlag: true,
      restricted: false,
      text: '两家为滴水争吵\n说要打人',
      month: '2026-06',
      takenAtMs: testStartMs,
      notes: [],
      verdict: 'unjudged',
      judgement: null,
      abilities: { judge: false },
    })
    const tally = await database().workerMonth.findFirst({
      where: { accountId: idBytes(author.accountId) },
    })
    expect(tally).toMatchObject({ month: '2026-06', reports: 1, validReports: 0, checkIns: 0 })
    expect(
      await database().auditEntry.count({
        where: { subjectId: commandId, event: 'report.submitted' },
      }),
    ).toBe(1)
  })

  it('asks for the kind of a dispute and for a known class', async () => {
    const call = (changed: object) =>
      service.call(reports.submit, submitInput(service, changed), { token: worker.token })
    const noKind = await call({ itemCode: '5-1' })
    expect([noKind.status, noKind.error.message]).toEqual([
      400,
      '提交的内容有误：请选择是哪一类纠纷',
    ])
    const unknown = await call({ itemCode: '5-2' })
    expect([unknown.status, unknown.error.code]).toEqual([422, 'reportItemUnknown'])
  })

  it('takes another’s grid from nobody', async () => {
    for (const gridCode of [testAreas.secondGrid, testAreas.otherGrid, '141030999001A001']) {
      const answer = await service.call(reports.submit, submitInput(service, { gridCode }), {
        token: worker.token,
      })
      expect([answer.status, answer.error.code]).toEqual([403, 'gridNotYours'])
    }
  })

  it('takes reports of heads and offices for their area, without counting them for anybody', async () => {
    const head = await service.person('villageHead', testAreas.village)
    const report = await submitted(service, head.token, { gridCode: testAreas.secondGrid })
    expect(report.gridCode).toBe(testAreas.secondGrid)
    const unclear = await service.call(reports.submit, submitInput(service), { token: head.token })
    expect(unclear.error.message).toContain('请选择是哪个网格的事情')
    const foreign = await service.call(
      reports.submit,
      submitInput(service, { gridCode: testAreas.otherGrid }),
      { token: head.token },
    )
    expect(foreign.error.code).toBe('gridNotYours')
    await service.call(reports.judge, judgeInput(report.id), { token: office.token })
    expect(
      await database().workerMonth.count({ where: { accountId: idBytes(head.accountId) } }),
    ).toBe(0)
    const gridHead = await service.person('gridHead', testAreas.secondGrid)
    expect((await submitted(service, gridHead.token)).gridCode).toBe(testAreas.secondGrid)
  })

  it('belongs to the month it is submitted in and shows when it was taken (A-DN-24)', async () => {
    const takenAtMs = Date.parse('2026-06-30T22:00:00+08:00')
    service.clock.set(Date.parse('2026-07-01T08:00:00+08:00'))
    const stamp = stampAt(service, takenAtMs)
    const report = await submitted(service, worker.token, { stamp })
    expect(report).toMatchObject({ month: '2026-07', takenAtMs, notes: ['离线时记录，后来送达'] })
    const unproved = await submitted(service, worker.token, { stamp: { ...stamp, ticket: null } })
    expect(unproved.takenAtMs).toBe(service.clock.nowMs())
    expect(unproved.notes).toEqual(['没有服务器时间凭证，按收到时间计'])
  })

  it('notes a place outside the grid and takes the report', async () => {
    const far = { ...centre, longitude: centre.longitude + 0.1 }
    expect((await submitted(service, worker.token, { position: far })).notes).toEqual([
      '上报位置不在这个网格内',
    ])
    expect((await submitted(service, worker.token, { position: centre })).notes).toEqual([])
  })

  const naughty = badInput as string[]
  const part = Math.ceil(naughty.length / 4)
  const parts = [0, 1, 2, 3].map((index) => ({
    from: index * part,
    texts: naughty.slice(index * part, (index + 1) * part),
  }))

  it.each(parts)(
    'keeps naughty texts from $from on, or refuses them in Chinese',
    async ({ texts }) => {
      let kept = 0
      for (const text of texts) {
        const answer = await service.call(reports.submit, submitInput(service, { text }), {
          token: worker.token,
        })
        if (answer.status === 200) {
          kept += 1
          expect(answer.data.report.text).toBe(text.trim())
        } else {
          expect([answer.status, answer.error.message]).toEqual([
            400,
            expect.stringMatching(/[\u4e00-\u9fff]/),
          ])
        }
      }
      expect(kept).toBeGreaterThan(texts.length / 2)
    },
  )

  it('refuses what is too large or too much', async () => {
    const call = (changed: object) =>
      service.call(reports.submit, submitInput(service, changed), { token: worker.token })
    expect((await call({ text: '字'.repeat(2001) })).status).toBe(400)
    expect((await call({ photoIds: Array.from({ length: 10 }, newId) })).error.message).toContain(
      '最多 9 张照片',
    )
    expect((await call({ disposal: '字'.repeat(200_000) })).status).toBe(413)
    expect((await call({ position: { ...centre, latitude: 91 } })).status).toBe(400)
  })
})

describe('lists', () => {
  it('show the office urgent reports first, then the oldest, page by page', async () => {
    const author = await service.person('worker', testAreas.secondGrid)
    const made: { id: string; urgent: boolean }[] = []
    for (const urgent of [false, true, false, false, true]) {
      service.clock.advance(1_000)
      made.push(await submitted(service, author.token, { urgent }))
    }
    const seen: string[] = []
    let after: string | undefined
    do {
      const { data } = await service.call(
        reports.queue,
        { after, limit: 2 },
        { token: office.token },
      )
      seen.push(
        ...data.reports.filter((one) => one.authorId === author.accountId).map((one) => one.id),
      )
      after = data.next ?? undefined
    } while (after)
    const order = [...made.filter((one) => one.urgent), ...made.filter((one) => !one.urgent)]
    expect(seen).toEqual(order.map((one) => one.id))
    const urgentOnly = await service.call(
      reports.queue,
      { urgentOnly: 'yes', limit: 200 },
      { token: office.token },
    )
    expect(urgentOnly.data.reports.every((one) => one.urgent)).toBe(true)
    const { data: whole } = await service.call(
      reports.queue,
      { limit: 200 },
      { token: office.token },
    )
    expect(whole.waitingCount).toBe(
      await database().report.count({ where: { verdict: 'unjudged' } }),
    )
  })

  it('show the author his own, newest first, with counts', async () => {
    const author = await service.person('worker', testAreas.secondGrid)
    const made: string[] = []
    for (let index = 0; index < 5; index += 1)
      made.push((await submitted(service, author.token)).id)
    await service.call(reports.judge, judgeInput(made[0] as string), { token: office.token })
    await service.call(
      reports.judge,
      judgeInput(made[1] as string, { verdict: 'invalid', reason: '不属实' }),
      { token: office.token },
    )
    const first = await service.call(
      reports.mine,
      { month: '2026-06', limit: 3 },
      { token: author.token },
    )
    expect(first.data.counts).toEqual({ submitted: 5, valid: 1, invalid: 1, waiting: 3 })
    const second = await service.call(
      reports.mine,
      { month: '2026-06', limit: 3, after: first.data.next as string },
      { token: author.token },
    )
    const seen = [...first.data.reports, ...second.data.reports].map((one) => one.id)
    expect(seen).toEqual([...made].reverse())
    expect(second.data.next).toBeNull()
    const { data } = await service.call(reports.mine, { month: '2026-05' }, { token: author.token })
    expect(data.reports).toEqual([])
  })

  it('names the goal of the month, where the regulation has one for this kind', async () => {
    const quotaOf = async (person: TestPerson, month?: string) =>
      (await service.call(reports.mine, month ? { month } : {}, { token: person.token })).data.quota
    const partTime = await service.person('worker', testAreas.grid, {
      workerKind: 'communityPartTime',
    })
    expect(await quotaOf(worker, '2026-06')).toBe(20)
    expect(await quotaOf(partTime, '2026-06')).toBeNull()
    expect(await quotaOf(worker)).toBeNull()
    expect(await quotaOf(office, '2026-06')).toBeNull()
  })
})
