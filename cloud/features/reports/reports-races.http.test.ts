import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reports } from '../../contract'
import type { ReportVerdict } from '../../contract/reports'
import { idBytes, idText, newId } from '../../platform/ids'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'
import { createStaffService } from '../staff/staff.service'
import { createStaffStore } from '../staff/staff.store'
import { createJudgeReport, type LaterTruth } from './judge-report'
import { createReportsStore } from './reports.store'
import { createReportCountsStore, type ReportCountsStore } from './report-counts.store'
import { type JudgeInput, judgeInput, submitInput, submitted } from '../../testing/test-reports'

let service: TestService
let counts: ReportCountsStore
const workers: TestPerson[] = []
const judges: TestPerson[] = []

beforeAll(async () => {
  service = await startTestService()
  counts = createReportCountsStore(service.parts.database)
  for (const grid of [testAreas.grid, testAreas.secondGrid, testAreas.grid]) {
    workers.push(await service.person('worker', grid))
  }
  judges.push(await service.person('townshipOffice', testAreas.township))
  judges.push(await service.person('townshipOffice', testAreas.township))
})
afterAll(() => service?.close())

const prisma = () => service.parts.database.prisma
const token = (people: TestPerson[], index: number) =>
  (people[index % people.length] as TestPerson).token

async function tallyOf(accountId: string) {
  const row = await prisma().workerMonth.findFirst({ where: { accountId: idBytes(accountId) } })
  return {
    submitted: row?.reports ?? 0,
    valid: row?.validReports ?? 0,
    invalid: row?.invalidReports ?? 0,
  }
}

async function expectTalliesEqualRecount() {
  const recount = await counts.count([testAreas.township], '2026-06')
  for (const { accountId } of workers) {
    const { submitted: all = 0, valid = 0, invalid = 0 } = recount.get(accountId) ?? {}
    expect(await tallyOf(accountId)).toEqual({ submitted: all, valid, invalid })
  }
}

describe('at the same moment', () => {
  it('the same report twice is one report', async () => {
    const commandId = newId()
    const input = submitInput(service)
    const options = { token: token(workers, 0), commandId }
    const before = await tallyOf((workers[0] as TestPerson).accountId)
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => service.call(reports.submit, input, options)),
    )
    expect(answers.map((answer) => answer.status)).toEqual(Array(6).fill(200))
    for (const answer of answers) expect(answer.data).toEqual(answers[0]?.data)
    expect(await tallyOf((workers[0] as TestPerson).accountId)).toEqual({
      ...before,
      submitted: before.submitted + 1,
    })
    // the report, and the matter that it is on its way through the loop
    const deeds = await prisma().auditEntry.findMany({ where: { subjectId: commandId } })
    expect(deeds.map((deed) => deed.event).sort()).toEqual(['matter.raised', 'report.submitted'])
  })

  it('many reports of many workers are all taken', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        service.call(reports.submit, submitInput(service), { token: token(workers, index) }),
      ),
    )
    expect(answers.filter((answer) => answer.status !== 200)).toEqual([])
    await expectTalliesEqualRecount()
  })

  it('two contents under one id are one report and one conflict', async () => {
    const options = { token: token(workers, 0), commandId: newId() }
    const answers = await Promise.all(
      [false, true].map((urgent) =>
        service.call(reports.submit, submitInput(service, { urgent }), options),
      ),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
    await expectTalliesEqualRecount()
  })

  it('a repeat is recognised after its stored answer was cleared away', async () => {
    const commandId = newId()
    const input = submitInput(service)
    const options = { token: token(workers, 0), commandId }
    const first = await service.call(reports.submit, input, options)
    await prisma().command.delete({ where: { id: idBytes(commandId) } })
    const again = await service.call(reports.submit, input, options)
    expect([again.status, again.data]).toEqual([200, first.data])
    await prisma().command.delete({ where: { id: idBytes(commandId) } })
    const other = await service.call(reports.submit, submitInput(service), options)
    expect([other.status, other.error.code]).toEqual([409, 'commandConflict'])
    await expectTalliesEqualRecount()
  })

  it('two judges leave two judgements, one verdict and a right tally', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id } = await submitted(service, token(workers, round))
      const verdicts: ['valid', 'invalid', 'valid', 'pending'] = [
        'valid',
        'invalid',
        'valid',
        'pending',
      ]
      const answers = await Promise.all(
        verdicts.map((verdict, index) =>
          service.call(reports.judge, judgeInput(id, { verdict, reason: '看过现场' }), {
            token: token(judges, index),
          }),
        ),
      )
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200])
      const rows = await prisma().reportJudgement.findMany({
        where: { reportId: idBytes(id) },
        orderBy: [{ judgedAt: 'asc' }, { id: 'asc' }],
      })
      const report = await prisma().report.findUniqueOrThrow({ where: { id: idBytes(id) } })
      expect([rows.length, rows.at(-1)?.verdict]).toEqual([4, report.verdict])
    }
    await expectTalliesEqualRecount()
  })

  it('one by one and many together do not count a report twice', async () => {
    const ids: string[] = []
    for (let index = 0; index < 6; index += 1)
      ids.push((await submitted(service, token(workers, index))).id)
    const single = ids.map((id) =>
      service.call(reports.judge, judgeInput(id), { token: token(judges, 0) }),
    )
    const many = [ids, [...ids].reverse()].map((reportIds) =>
      service.call(reports.judgeMany, { reportIds }, { token: token(judges, 1) }),
    )
    for (const answer of await Promise.all([...single, ...many])) expect(answer.status).toBe(200)
    await expectTalliesEqualRecount()
  })
})

describe('the tally', () => {
  it('equals the recount whatever is judged in whatever order', async () => {
    let seed = 20260615
    const random = (below: number) => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      return seed % below
    }
    const ids: string[] = []
    for (let step = 0; step < 120; step += 1) {
      if (ids.length < 5 || random(3) === 0) {
        ids.push((await submitted(service, token(workers, random(3)))).id)
        continue
      }
      const verdict = (['valid', 'invalid', 'pending'] as const)[random(3)] as Exclude<
        ReportVerdict,
        'unjudged'
      >
      const reportId = ids[random(ids.length)] as string
      const input = judgeInput(reportId, { verdict, reason: '再看一次' })
      const answer = await service.call(reports.judge, input, { token: token(judges, random(2)) })
      expect(answer.status).toBe(200)
    }
    await expectTalliesEqualRecount()
    const [first] = workers as [TestPerson]
    const listed = await counts.validOf(first.accountId, '2026-06')
    expect(listed).toHaveLength((await tallyOf(first.accountId)).valid)
    const [one] = listed
    expect(await counts.summary(one?.reportId as string)).toMatchObject({
      accountId: first.accountId,
      verdict: 'valid',
      month: '2026-06',
    })
    expect(await counts.summary(newId())).toBeNull()
    expect((await counts.count([testAreas.otherTownship], '2026-06')).size).toBe(0)
    expect((await counts.count([], '2026-06')).size).toBe(0)
    const whole = await counts.count([testAreas.county], '2026-06')
    const sum = [...whole.values()].reduce((total, each) => total + each.submitted, 0)
    expect(sum).toBe(await prisma().report.count({ where: { asWorker: true } }))
    expect([...whole.keys()].every((key) => key === idText(idBytes(key)))).toBe(true)
  })
})

describe('a frozen month', () => {
  const frozenMonth = {
    townshipCode: testAreas.township,
    month: '2026-06',
    regulation: 'daning-2022',
    packVersion: '1',
  }
  const judgeOnce = async (
    reportId: string,
    changed: Partial<JudgeInput>,
    truths: LaterTruth[],
    fails = false,
  ) => {
    const { database, clock } = service.parts
    const [judge] = judges as [TestPerson]
    const staff = createStaffService(createStaffStore(database))
    const onLaterTruth = async (truth: LaterTruth) => {
      truths.push(truth)
      if (fails) throw new Error('no correction line')
    }
    const judging = createJudgeReport({
      store: createReportsStore(database),
      staff,
      clock,
      mergedReports: async () => [],
      onLaterTruth,
    })
    const post = {
      id: newId(),
      role: 'townshipOffice' as const,
      scopeCode: testAreas.township,
      workerKind: null,
      startsOn: '2022-01-01',
      endsOn: null,
    }
    const actor = {
      accountId: judge.accountId,
      name: judge.name,
      mustChangePassword: false,
      posts: [post],
      formerPosts: [],
      sessionHash: new Uint8Array(32),
    }
    await database.transaction((tx) =>
      judging.judge(judgeInput(reportId, changed), {
        actor,
        nowMs: clock.nowMs(),
        requestId: 'test',
        remoteAddress: '',
        commandId: newId(),
        tx,
        audit: () => undefined,
        afterCommit: () => undefined,
      }),
    )
  }

  it('is told of every verdict that changes, in the judgement’s own transaction', async () => {
    const [worker] = workers as [TestPerson]
    const { id } = await submitted(service, worker.token)
    const truths: LaterTruth[] = []
    await judgeOnce(id, {}, truths)
    expect(truths).toEqual([])
    await prisma().townshipMonth.create({ data: { ...frozenMonth, state: 'frozen' } })
    try {
      await judgeOnce(id, { reason: '复核无误' }, truths)
      expect(truths).toEqual([])
      const invalid = { verdict: 'invalid', reason: '查明不属实' } as const
      await judgeOnce(id, invalid, truths)
      expect(truths).toMatchObject([
        {
          accountId: worker.accountId,
          month: '2026-06',
          cause: 'reportJudged',
          reason: '查明不属实',
        },
      ])
      const before = await tallyOf(worker.accountId)
      await expect(judgeOnce(id, { reason: '又属实' }, truths, true)).rejects.toThrow(
        'no correction',
      )
      expect(await tallyOf(worker.accountId)).toEqual(before)
      await expectTalliesEqualRecount()
    } finally {
      await prisma().townshipMonth.deleteMany({})
    }
  })

  it('that is being frozen holds a judgement back until it is', async () => {
    const { id } = await submitted(service, token(workers, 0))
    await prisma().townshipMonth.create({ data: { ...frozenMonth, state: 'proposed' } })
    try {
      let judging: Promise<Awaited<ReturnType<typeof callJudge>>> | undefined
      const callJudge = () =>
        service.call(reports.judge, judgeInput(id), { token: token(judges, 0) })
      await service.parts.database.transaction(async (tx) => {
        await tx.townshipMonth.updateMany({ data: { state: 'frozen' } })
        judging = callJudge()
        await new Promise((resolve) => setTimeout(resolve, 300))
      })
      expect((await judging)?.error.code).toBe('reasonNeeded')
    } finally {
      await prisma().townshipMonth.deleteMany({})
    }
  })
})
