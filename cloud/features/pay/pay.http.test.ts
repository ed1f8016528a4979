import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assessment, pay } from '../../contract'
import type { InputOf } from '../../contract/define'
import type { WorkerKind } from '../../contract/primitives'
import { readSheet } from '../../platform/spreadsheets'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { createMonthMaker } from '../../testing/test-month'
import { closedMonth } from '../../testing/test-closing'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let office: TestPerson
let stranger: TestPerson
let county: TestPerson
let fill: ReturnType<typeof createMonthMaker>
const month = '2026-05'
const { township } = testAreas

async function worker(kind: WorkerKind, counts: { days: number; valid: number }, name?: string) {
  const person = await service.person('worker', testAreas.grid, {
    workerKind: kind,
    ...(name ? { name } : {}),
  })
  const reportIds = await fill(person, month, counts)
  return { ...person, reportIds }
}

const computed = (monthName = month) =>
  closedMonth(service, { month: monthName, townshipCode: township, token: office.token })

const statementOf = async (person: TestPerson, monthName = month) =>
  (await service.call(pay.statementDetail, { month: monthName }, { token: person.token })).data

beforeAll(async () => {
  service = await startTestService()
  fill = createMonthMaker(service.parts.database, testAreas.grid)
  office = await service.person('townshipOffice', township)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
  county = await service.person('countyCentre', testAreas.county)
})
afterAll(() => service.close())

describe('computing a month', () => {
  let rural: TestPerson
  let partTime: TestPerson
  let fullTime: TestPerson

  beforeAll(async () => {
    rural = await worker('rural', { days: 19, valid: 20 }, '甲农村')
    partTime = await worker('communityPartTime', { days: 0, valid: 0 }, '乙兼职')
    fullTime = await worker('communityFullTime', { days: 17, valid: 15 }, '丙专职')
    // G-DN-059: one of each finding
    for (const kind of ['unreportedHazard', 'disobeyedCommand', 'uncooperativeNotice'] as const) {
      const finding = {
        accountId: fullTime.accountId,
        kind,
        incident: `${kind} 一次`,
        evidence: '记录',
        occurredOn: '2026-05-12',
      }
      const answer = await service.call(assessment.recordFinding, finding, { token: office.token })
      expect(answer.status).toBe(200)
    }
    await computed()
  })

  it('comes to the fen of the worked cases', async () => {
    // G-DN-031, G-DN-049, G-DN-059
    expect((await statementOf(rural)).statement.totals.payFen).toBe(49_000)
    expect((await statementOf(partTime)).statement.totals.payFen).toBe(50_000)
    expect((await statementOf(fullTime)).statement.totals.payFen).toBe(131_850)
  })

  it('explains each line by its own tree, and the lines add up', async () => {
    const { statement, state, evidence } = await statementOf(fullTime)
    expect(state).toBe('proposed')
    const sum = statement.lines.reduce((total, line) => total + line.amountFen, 0)
    expect(sum).toBe(statement.totals.payFen)
    for (const line of statement.lines) {
      expect(line.figure.articles.length, line.code).toBeGreaterThan(0)
      expect(line.figure.sentence).toMatch(/元/)
    }
    expect(evidence.countedDays).toHaveLength(17)
    expect(evidence.validReports).toHaveLength(15)
    expect(evidence.missedDays).toBe(3)
  })

  it('shows the township its table, total in figures and in words', async () => {
    const { data } = await service.call(
      pay.statements,
      { townshipCode: township, month },
      { token: office.token },
    )
    expect(data.rows.map((row) => row.workerName).sort()).toEqual(
      ['丙专职', '乙兼职', '甲农村'].sort(),
    )
    expect(data.totalFen).toBe(49_000 + 50_000 + 131_850)
    expect(data.totalInWords).toBe('贰仟叁佰零捌元伍角整')
    expect(data.rows.find((row) => row.workerName === '甲农村')).toMatchObject({
      verdict: 'fail',
      checkInDays: 19,
      validReports: 20,
    })
    expect(data.month).toMatchObject({ state: 'proposed', stale: false, workerCount: 3 })
  })

  it('gives the table as xlsx with a place for signature and seal', async () => {
    const answer = await service.call(
      pay.statementsTable,
      { townshipCode: township, month },
      { token: office.token },
    )
    const text = JSON.stringify(await readSheet(answer.data as unknown as Buffer))
    for (const part of ['东河镇', '丙专职', '1318.5', '大写', '政法委员'])
      expect(text).toContain(part)
  })

  it('hides it from a stranger, and a worker’s statement from his colleagues', async () => {
    const foreign = await service.call(
      pay.statements,
      { townshipCode: township, month },
      { token: stranger.token },
    )
    expect(foreign.status).toBe(404)
    const colleague = await service.call(
      pay.statementDetail,
      { month, accountId: rural.accountId },
      { token: partTime.token },
    )
    expect(colleague.status).toBe(404)
    const own = await service.call(
      pay.statementDetail,
      { month, accountId: rural.accountId },
      { token: office.token },
    )
    expect(own.status).toBe(200)
  })

  it('refuses a month that is not over, a township twice at once, and rubbish', async () => {
    const early = await service.call(
      pay.close,
      { month: '2026-06', townshipCodes: [township] },
      { token: office.token },
    )
    expect(early.error.code).toBe('monthNotOver')
    const foreign = await service.call(
      pay.close,
      { month, townshipCodes: [testAreas.otherTownship] },
      { token: office.token },
    )
    expect(foreign.status).toBe(404)
    const both = await Promise.all(
      [1, 2].map(() =>
        service.call(pay.close, { month, townshipCodes: [township] }, { token: office.token }),
      ),
    )
    expect(both.map((one) => one.status)).toContain(200)
    for (const one of both) if (one.status !== 200) expect(one.error.code).toBe('closingUnderWay')
    await new Promise((resolve) => setTimeout(resolve, 300))
    await computed()
  })

  it('says that facts changed since, and no longer after computing again', async () => {
    const decision = {
      accountId: rural.accountId,
      month,
      decision: { kind: 'manualAdjustment' as const, amountFen: 1_000 },
      reason: '补发交通费',
    }
    expect((await service.call(assessment.decide, decision, { token: office.token })).status).toBe(
      200,
    )
    const stale = await service.call(pay.months, { month }, { token: office.token })
    expect(stale.data.months[0]).toMatchObject({ stale: true })
    const frozen = await service.call(
      pay.freeze,
      { townshipCode: township, month },
      { token: office.token },
    )
    expect(frozen.error.code).toBe('monthStale')
    await computed()
    expect((await statementOf(rural)).statement.totals.payFen).toBe(50_000)
    expect(
      (await service.call(pay.months, { month }, { token: office.token })).data.months[0],
    ).toMatchObject({ stale: false })
  })

  it('estimates the present month by the same computation', async () => {
    await fill(rural, '2026-06', { days: 3, valid: 2 })
    const { state, statement } = await statementOf(rural, '2026-06')
    expect(state).toBe('estimate')
    expect(statement.lines.find((line) => /piece/i.test(line.code))?.amountFen).toBe(1_500)
  })

  describe('objections', () => {
    const raised = (lineCode: string, text = '少算了一天'): InputOf<typeof pay.raiseObjection> => ({
      month,
      lineCode,
      text,
    })
    let lineCode = ''
    beforeAll(async () => {
      lineCode = (await statementOf(rural)).statement.lines[0]?.code ?? ''
    })

    checkEndpoint(() => service, {
      entry: pay.raiseObjection,
      token: () => rural.token,
      valid: () => raised(lineCode),
      invalid: () => raised('', ' '),
      other: () => raised(lineCode, '另一个理由'),
      effect: () => service.parts.database.prisma.objection.count(),
    })

    it('are to a line that is there', async () => {
      const answer = await service.call(pay.raiseObjection, raised('nothing'), {
        token: rural.token,
      })
      expect(answer.error.message).toContain('没有这一笔')
    })

    it('hold up the freezing until each has an answer that the worker can read', async () => {
      const held = await service.call(
        pay.freeze,
        { townshipCode: township, month },
        { token: office.token },
      )
      expect(held.error.code).toBe('objectionsOpen')
      const { data } = await service.call(pay.objections, { month }, { token: office.token })
      for (const one of data.objections) {
        const input = {
          objectionId: one.id,
          decision: 'rejected' as const,
          answer: '5 月 20 日的签到在网格外，未计入',
        }
        const foreign = await service.call(pay.answerObjection, input, { token: stranger.token })
        expect(foreign.status).toBe(404)
        expect(
          (await service.call(pay.answerObjection, input, { token: office.token })).status,
        ).toBe(200)
        const again = await service.call(pay.answerObjection, input, { token: office.token })
        expect(again.error.code).toBe('alreadyDecided')
      }
      const seen = await statementOf(rural)
      expect(seen.objections[0]).toMatchObject({
        state: 'rejected',
        answer: '5 月 20 日的签到在网格外，未计入',
      })
    })
  })
})

describe('a frozen month', () => {
  let surplus: TestPerson
  const frozenRows = () =>
    service.parts.database.prisma.statement.findMany({
      where: { month },
      orderBy: { accountId: 'asc' },
    })

  beforeAll(async () => {
    // G-DN-100
    surplus = await worker('rural', { days: 20, valid: 22 }, '戊农村')
    await computed()
  })

  checkEndpoint(() => service, {
    entry: pay.freeze,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ townshipCode: township, month }),
    invalid: () => ({ townshipCode: 'x', month }),
    effect: () => service.parts.database.prisma.townshipMonth.findMany(),
  })

  it('keeps the whole tree and is not computed, objected to or frozen again', async () => {
    expect(await statementOf(surplus)).toMatchObject({
      state: 'frozen',
      abilities: { object: false },
    })
    const rows = await frozenRows()
    expect(rows.every((row) => row.frozen && row.tree !== null)).toBe(true)
    const close = await service.call(
      pay.close,
      { month, townshipCodes: [township] },
      { token: county.token },
    )
    expect(close.error.code).toBe('monthFrozen')
    const again = await service.call(
      pay.freeze,
      { townshipCode: township, month },
      { token: office.token },
    )
    expect(again.error.code).toBe('monthFrozen')
    const { lines } = (await statementOf(surplus)).statement
    const objection = await service.call(
      pay.raiseObjection,
      { month, lineCode: lines[0]?.code ?? '', text: '晚了' },
      { token: surplus.token },
    )
    expect(objection.error.code).toBe('monthFrozen')
  })

  it('turns the province’s later figure into one, once (G-DN-100)', async () => {
    const before = await frozenRows()
    const table = `姓名,手机号,签到次数,有效信息数\n戊农村,${surplus.phone},20,18`
    const input = () =>
      ({ month, rehearse: 'no', file: new File([table], '省平台.csv') }) as InputOf<
        typeof assessment.importStatistics
      >
    const first = await service.call(assessment.importStatistics, input(), { token: county.token })
    expect(first.data).toMatchObject({ imported: true, adjustmentCount: 1 })
    const second = await service.call(assessment.importStatistics, input(), { token: county.token })
    expect(second.data).toMatchObject({ imported: true, adjustmentCount: 0 })
    const lines = (await service.parts.database.prisma.adjustment.findMany()).filter(
      (line) =>
        Buffer.from(line.accountId).toString('hex') === surplus.accountId.replaceAll('-', ''),
    )
    expect(lines.map((line) => [line.payDeltaFen, line.accrualDeltaFen, line.month])).toEqual([
      [-1_500, -1_000, '2026-06'],
    ])
    expect(await frozenRows()).toEqual(before)
  })

  it('is listed to the worker with what he saved up this year', async () => {
    const { data } = await service.call(pay.myMonths, {}, { token: surplus.token })
    expect(data.months[0]).toMatchObject({ month, state: 'frozen', payFen: 50_000 })
    expect(data.accruedFen).toBe(1_000)
  })

  it('is not frozen by somebody whose own pay is in it', async () => {
    const { database } = service.parts
    await database.prisma.townshipMonth.updateMany({
      where: { month: '2026-04' },
      data: { state: 'open' },
    })
    const both = await service.person('worker', testAreas.grid, { workerKind: 'rural' })
    await database.prisma.post.create({
      data: {
        id: new Uint8Array(16).fill(7),
        accountId: Uint8Array.from(Buffer.from(both.accountId.replaceAll('-', ''), 'hex')),
        role: 'townshipOffice',
        scopeCode: township,
        startsOn: new Date('2022-01-01'),
        createdAt: new Date(),
      },
    })
    await computed('2026-04')
    const answer = await service.call(
      pay.freeze,
      { townshipCode: township, month: '2026-04' },
      { token: both.token },
    )
    expect(answer.error.code).toBe('ownCase')
  })
})
