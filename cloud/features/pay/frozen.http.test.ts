import { beforeEach, describe, expect, it } from 'vitest'
import { assessment, checkIns, pay, reports } from '../../contract'
import type { InputOf } from '../../contract/define'
import type { WorkerKind } from '../../contract/primitives'
import { dateOfDay } from '../../platform/clock'
import { idBytes, newId } from '../../platform/ids'
import { type TestPerson, testAreas, testCentres } from '../../testing/test-county'
import { createMonthMaker } from '../../testing/test-month'
import { judgeInput } from '../../testing/test-reports'
import { startTestService, type TestService } from '../../testing/test-service'
import { stampAt } from '../../testing/test-stamps'
import { closedMonth } from '../../testing/test-closing'

type Worker = TestPerson & { reportIds: string[] }

let service: TestService
let office: TestPerson
let county: TestPerson
const { township } = testAreas
const month = '2026-05'
const next = '2026-06'

async function worker(
  counts: { days: number; valid: number },
  kind: WorkerKind = 'rural',
  name?: string,
): Promise<Worker> {
  const options = name ? { workerKind: kind, name } : { workerKind: kind }
  const person = await service.person('worker', testAreas.grid, options)
  const fill = createMonthMaker(service.parts.database, testAreas.grid)
  return { ...person, reportIds: await fill(person, month, counts) }
}

const close = (which = month) =>
  closedMonth(service, { month: which, townshipCode: township, token: county.token })
const freeze = () =>
  service.call(pay.freeze, { townshipCode: township, month }, { token: office.token })

/** A report that is no longer valid; with `real` false because it was made up. */
const invalidated = (reportId: string | undefined, real = true) =>
  service.call(
    reports.judge,
    judgeInput(reportId ?? '', {
      verdict: 'invalid',
      points: { ...judgeInput('').points, inOwnGrid: false, real },
      reason: '复核后认定无效',
    }),
    { token: office.token },
  )

/** Every byte of what is frozen. */
async function frozenBytes(): Promise<string> {
  const { pool } = service.parts.database
  const [statements] = await pool.query(
    'SELECT * FROM statement WHERE frozen = 1 ORDER BY accountId, month',
  )
  const [months] = await pool.query(
    `SELECT * FROM township_month WHERE state = 'frozen' ORDER BY month`,
  )
  return JSON.stringify([statements, months])
}

const correctionsOf = async (person: TestPerson) =>
  (
    await service.parts.database.prisma.adjustment.findMany({
      where: { accountId: idBytes(person.accountId) },
      orderBy: { recordedAt: 'asc' },
    })
  ).map((line) => [
    line.correctedMonth,
    line.month,
    line.payDeltaFen,
    line.accrualDeltaFen,
    line.article,
  ])

const sums = async (person: TestPerson) => {
  const lines = await correctionsOf(person)
  return [2, 3].map((at) => lines.reduce((sum, line) => sum + Number(line[at]), 0))
}

beforeEach(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', township)
  county = await service.person('countyCentre', testAreas.county)
  return () => service.close()
})

describe('a frozen month', () => {
  it('is left byte for byte as it was by everything that comes after', async () => {
    const fullTime = await worker({ days: 20, valid: 20 }, 'communityFullTime')
    const rural = await worker({ days: 19, valid: 22 }, 'rural', '戊农村')
    await close()
    const objected = { month, lineCode: 'piece', text: '少算了' }
    const raised = await service.call(pay.raiseObjection, objected, { token: rural.token })
    const objectionId = raised.data.objection.id
    const answer = { objectionId, decision: 'rejected' as const, answer: '已核对，没有少算' }
    await service.call(pay.answerObjection, answer, { token: office.token })
    expect((await freeze()).status).toBe(200)
    const before = await frozenBytes()
    expect(before).toContain('"frozen":1')

    const by = { token: office.token }
    const decision = { kind: 'manualAdjustment' as const, amountFen: 500 }
    const subject = { accountId: rural.accountId, month }
    const finding = {
      accountId: rural.accountId,
      kind: 'disobeyedCommand' as const,
      incident: '五月没有到岗',
      evidence: '通话记录',
      occurredOn: '2026-05-20',
    }
    const codes = [
      (await service.call(pay.close, { month, townshipCodes: [township] }, by)).error.code,
      (await freeze()).error.code,
      (await service.call(pay.raiseObjection, objected, { token: rural.token })).error.code,
      (await service.call(pay.answerObjection, answer, by)).error.code,
      (await service.call(assessment.decide, { ...subject, decision, reason: '补发' }, by)).error
        .code,
    ]
    expect(codes).toEqual([
      'monthFrozen',
      'monthFrozen',
      'monthFrozen',
      'alreadyDecided',
      'monthFrozen',
    ])
    expect((await invalidated(fullTime.reportIds[0], false)).status).toBe(200)
    const recorded = await service.call(assessment.recordFinding, finding, by)
    expect(recorded.data.record).toMatchObject({ month: next })
    const table = `姓名,手机号,签到次数,有效信息数\n戊农村,${rural.phone},20,18`
    const upload = { month, rehearse: 'no', file: new File([table], '省平台.csv') }
    await service.call(
      assessment.importStatistics,
      upload as InputOf<typeof assessment.importStatistics>,
      {
        token: county.token,
      },
    )
    service.clock.set(Date.parse('2026-07-02T09:00:00+08:00'))
    await close(next)
    expect(await frozenBytes()).toBe(before)
    expect((await correctionsOf(fullTime))[0]).toEqual([month, next, -2_450, 0, 'DN-13.3'])
    expect((await correctionsOf(rural))[0]).toEqual([month, next, -500, -1_000, 'DN-8.2b'])
  })

  it('pays its correction with the next month, named on the statement (G-DN-101)', async () => {
    const fullTime = await worker({ days: 20, valid: 20 }, 'communityFullTime')
    await close()
    await freeze()
    for (const reportId of fullTime.reportIds.slice(0, 2)) await invalidated(reportId, false)
    const fill = createMonthMaker(service.parts.database, testAreas.grid)
    await fill(fullTime, next, { days: 20, valid: 20 })
    service.clock.set(Date.parse('2026-07-02T09:00:00+08:00'))
    await close(next)
    const own = await service.call(pay.statementDetail, { month: next }, { token: fullTime.token })
    const lines = own.data.statement.lines.filter((line) => line.code.startsWith('correction.'))
    expect(lines.map((line) => line.amountFen)).toEqual([-2_450, -2_450])
    expect(lines[0]?.figure.articles.map((article) => article.id)).toEqual(['DN-13.3'])
    expect(own.data.statement.totals.payFen).toBe(163_100 - 4_900)
    const { data } = await service.call(
      pay.statements,
      { townshipCode: township, month: next },
      { token: office.token },
    )
    expect(data.rows[0]?.overrides.filter((text) => text.includes('2026-05'))).toHaveLength(2)
  })

  it('takes the sum of two truths told at once, not twice the first', async () => {
    const people = await Promise.all([1, 2, 3].map(() => worker({ days: 20, valid: 21 })))
    await close()
    await freeze()
    const answers = await Promise.all(
      people
        .flatMap(({ reportIds }) => reportIds.slice(0, 2))
        .map((reportId) => invalidated(reportId)),
    )
    expect(answers.map((one) => one.status)).toEqual(answers.map(() => 200))
    // 21 → 19: one piece of 7.50 and the 5.00 saved, whichever came first
    for (const person of people) expect(await sums(person)).toEqual([-750, -500])
  })

  it('gives back what was taken when the judgement is turned round, and nothing for a repeat', async () => {
    const rural = await worker({ days: 20, valid: 20 })
    await close()
    await freeze()
    const [reportId] = rural.reportIds
    await invalidated(reportId)
    await invalidated(reportId)
    const again = judgeInput(reportId ?? '', { reason: '复议后认定有效' })
    await service.call(reports.judge, again, { token: office.token })
    expect((await correctionsOf(rural)).map((line) => line[2])).toEqual([-750, 750])
  })

  it('counts a check-in that comes from the field after it', async () => {
    const rural = await worker({ days: 19, valid: 20 })
    service.clock.set(Date.parse('2026-06-02T09:00:00+08:00'))
    await close()
    await freeze()
    const takenAtMs = Date.parse('2026-05-30T09:00:00+08:00')
    const centre = testCentres[testAreas.grid] as { longitude: number; latitude: number }
    const input = {
      position: { ...centre, datum: 'wgs84' as const, accuracyMeters: 10 },
      stamp: stampAt(service, takenAtMs),
    }
    const commandId = newId()
    for (const _again of [1, 2]) {
      const taken = await service.call(checkIns.take, input, { token: rural.token, commandId })
      expect(taken.status, JSON.stringify(taken.error)).toBe(200)
    }
    expect(await correctionsOf(rural)).toEqual([[month, next, 1_000, 0, 'DN-8.1']])
  })

  it('corrects where the worker works by then', async () => {
    const moved = await worker({ days: 20, valid: 20 })
    await close()
    await freeze()
    const { prisma } = service.parts.database
    await prisma.post.updateMany({
      where: { accountId: idBytes(moved.accountId) },
      data: { endsOn: dateOfDay('2026-05-31') },
    })
    const post = {
      accountId: idBytes(moved.accountId),
      scopeCode: testAreas.otherGrid,
      workerKind: 'rural' as const,
    }
    const startsOn = dateOfDay('2026-06-01')
    await prisma.post.create({
      data: { ...post, id: idBytes(newId()), role: 'worker', startsOn, createdAt: new Date() },
    })
    const frozen = {
      month: next,
      state: 'frozen' as const,
      regulation: 'daning-2022',
      packVersion: 'x',
    }
    await prisma.townshipMonth.create({
      data: { ...frozen, townshipCode: testAreas.otherTownship },
    })
    await invalidated(moved.reportIds[0])
    expect((await correctionsOf(moved))[0]?.[1]).toBe('2026-07')
  })
})

describe('at the same moment', () => {
  it('a judgement is either in the frozen month or a correction of it', async () => {
    for (let round = 0; round < 4; round += 1) {
      const rural = await worker({ days: 20, valid: 20 })
      await close()
      const [frozen] = await Promise.all([freeze(), invalidated(rural.reportIds[0])])
      if (frozen.status === 200) {
        expect(await sums(rural)).toEqual([-750, 0])
        return
      }
      expect(frozen.error.code).toBe('monthStale')
      expect(await correctionsOf(rural)).toEqual([])
    }
  })

  it('a finding is either seen by the freezing or recorded for the next month', async () => {
    const rural = await worker({ days: 20, valid: 20 })
    await close()
    const finding = {
      accountId: rural.accountId,
      kind: 'disobeyedCommand' as const,
      incident: '没有到岗',
      evidence: '通话记录',
      occurredOn: '2026-05-20',
    }
    const [frozen, recorded] = await Promise.all([
      freeze(),
      service.call(assessment.recordFinding, finding, { token: office.token }),
    ])
    expect(recorded.status).toBe(200)
    expect(recorded.data.record.month).toBe(frozen.status === 200 ? next : month)
  })

  it('an objection is either answered first or too late', async () => {
    const rural = await worker({ days: 20, valid: 20 })
    await close()
    const objection = { month, lineCode: 'base', text: '少算了' }
    const [frozen, raised] = await Promise.all([
      freeze(),
      service.call(pay.raiseObjection, objection, { token: rural.token }),
    ])
    expect([frozen.status, raised.status].sort()).toEqual([200, 409])
  })

  it('a judgement during the computation makes it stale, and another one puts it right', async () => {
    const rural = await worker({ days: 20, valid: 20 })
    await Promise.all([close(), invalidated(rural.reportIds[0])])
    const own = async () =>
      (await service.call(pay.statementDetail, { month }, { token: rural.token })).data
    const frozen = await freeze()
    if (frozen.status !== 200) {
      expect(frozen.error.code).toBe('monthStale')
      await close()
      expect((await freeze()).status).toBe(200)
    }
    expect((await own()).statement.totals.payFen).toBe(49_250)
    expect(await correctionsOf(rural)).toEqual([])
  })
})
