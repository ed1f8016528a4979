import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reports } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { judgeInput, submitted } from '../../testing/test-reports'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let worker: TestPerson
let office: TestPerson

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid, { name: '张三' })
  office = await service.person('townshipOffice', testAreas.township, { name: '李四' })
})
afterAll(() => service?.close())

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

describe('judging', () => {
  const judged = (reportId: string, changed: object = {}, token = office.token) =>
    service.call(reports.judge, judgeInput(reportId, changed), { token })

  it('needs all five points for 有效 and a reason for the rest', async () => {
    const { id } = await submitted(service, worker.token)
    const points = { ...judgeInput(id).points, handled: null }
    expect((await judged(id, { points })).error.code).toBe('pointsUnmet')
    expect((await judged(id, { verdict: 'invalid', points })).error.code).toBe('reasonNeeded')
    expect((await judged(id, { verdict: 'pending', points })).error.code).toBe('reasonNeeded')
    const pending = await judged(id, { verdict: 'pending', points, reason: '请补充处置情况' })
    expect(pending.data.report).toMatchObject({
      verdict: 'pending',
      judgement: { reason: '请补充处置情况', points },
    })
    const valid = await judged(id)
    expect(valid.data.report.judgement).toMatchObject({
      reason: '五项要点都符合，判为有效',
      judgedByName: '李四',
    })
    const { data } = await service.call(reports.detail, { reportId: id }, { token: worker.token })
    expect(data.judgements.map((one) => [one.verdict, one.judgedByName])).toEqual([
      ['pending', '东河镇平安办'],
      ['valid', '东河镇平安办'],
    ])
    expect(data.report.judgement?.verdict).toBe('valid')
    expect(data.authorHistory).toBeNull()
  })

  it('is for nobody in his own case, whatever other post he holds', async () => {
    const prisma = database()
    const both = await service.person('worker', testAreas.grid)
    const { id } = await submitted(service, both.token)
    const before = await counts()
    await prisma.post.create({
      data: {
        id: idBytes(newId()),
        accountId: idBytes(both.accountId),
        role: 'townshipOffice',
        scopeCode: testAreas.township,
        startsOn: new Date('2026-01-01'),
        createdAt: new Date(),
      },
    })
    const own = await judged(id, {}, both.token)
    expect([own.status, own.error.code]).toEqual([403, 'ownCase'])
    const { data } = await service.call(
      reports.judgeMany,
      { reportIds: [id] },
      { token: both.token },
    )
    expect(data.left[0]?.why).toContain('您自己上报的')
    expect(await counts()).toEqual(before)
  })

  it('keeps the first of two reports of one matter', async () => {
    const first = await submitted(service, worker.token)
    service.clock.advance(1_000)
    const second = await submitted(service, worker.token)
    const as = (duplicateOf: string) => ({ verdict: 'invalid', reason: '重复上报', duplicateOf })
    expect((await judged(first.id, as(second.id))).error.message).toContain('先上报的一条保留有效')
    expect((await judged(second.id, as(second.id))).status).toBe(400)
    expect((await judged(second.id, as(newId()))).status).toBe(404)
    const right = await judged(second.id, as(first.id))
    expect(right.data.report.judgement?.duplicateOf).toBe(first.id)
  })

  it('in a frozen month needs a reason, also for 有效', async () => {
    const { id } = await submitted(service, worker.token)
    await judged(id)
    await database().townshipMonth.create({
      data: {
        townshipCode: testAreas.township,
        month: '2026-06',
        state: 'frozen',
        regulation: 'daning-2022',
        packVersion: '1',
      },
    })
    try {
      expect((await judged(id)).error.code).toBe('reasonNeeded')
      const later = await judged(id, { verdict: 'invalid', reason: '查明不属实' })
      expect(later.data.report.verdict).toBe('invalid')
      const { id: waiting } = await submitted(service, worker.token)
      const many = await service.call(
        reports.judgeMany,
        { reportIds: [waiting] },
        { token: office.token },
      )
      expect(many.data.left[0]?.why).toContain('已经定案')
    } finally {
      await database().townshipMonth.deleteMany({})
    }
  })

  it('of many at once takes only what nothing speaks against', async () => {
    const token = worker.token
    const plain = await submitted(service, token)
    const urgent = await submitted(service, token, { urgent: true })
    const restricted = await submitted(service, token, { itemCode: '3-3' })
    const done = await submitted(service, token)
    await judged(done.id)
    const text = '桥头护栏断了两根，行人靠边走，已拉警戒线'
    const twins = [
      await submitted(service, token, { text }),
      await submitted(service, token, { text }),
    ]
    const all = [plain, urgent, restricted, done, ...twins].map((one) => one.id)
    const { data } = await service.call(
      reports.judgeMany,
      { reportIds: [...all, plain.id] },
      { token: office.token },
    )
    expect(data.judged).toEqual([plain.id])
    expect(data.left.map((one) => one.why)).toEqual([
      '紧急信息，请单独打开研判',
      '限制类信息，请单独打开研判',
      '已经研判过了',
      '可能与另外 1 条上报是同一件事，请对照研判',
      '可能与另外 1 条上报是同一件事，请对照研判',
    ])
  })
})
