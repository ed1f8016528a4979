import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { discipline, pay } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { closedMonth } from '../../testing/test-closing'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { caseMonth, disciplineCalls } from '../../testing/test-discipline'
import { boundTo, countySets } from '../../testing/test-qiling'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let office: TestPerson
let secondOffice: TestPerson
let signer: TestPerson
let county: TestPerson
let policy: TestPerson
const { township } = testAreas
const month = caseMonth

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', township, { name: '平安办甲' })
  secondOffice = await service.person('townshipOffice', township, { name: '平安办乙' })
  signer = await service.person('townshipSigner', township)
  county = await service.person('countyCentre', testAreas.county, { name: '县综治中心' })
  policy = await service.person('countyPolicy', testAreas.county)
})
afterAll(() => service.close())

const calls = disciplineCalls(() => ({ service, office, county }))
const { worker, opened, openCase, move, detailOf, onDay } = calls

describe('a month that is frozen', () => {
  const frozenMonth = '2026-05'
  let failing: TestPerson
  let caseIds: string[]

  beforeAll(async () => {
    failing = await worker('连续不合格')
    for (const one of ['2026-04', frozenMonth]) {
      await closedMonth(service, { month: one, townshipCode: township, token: county.token })
      const frozen = await service.call(
        pay.freeze,
        { townshipCode: township, month: one },
        { token: office.token },
      )
      expect(frozen.status, JSON.stringify(frozen.error)).toBe(200)
    }
    const { data } = await service.call(
      discipline.cases,
      { areaCode: township },
      { token: county.token },
    )
    caseIds = data.cases
      .filter((row) => row.accountId === failing.accountId && row.month === frozenMonth)
      .map((row) => row.id)
  })

  it('opens a case of each proposal, with article, sentence and the evaluated trees', async () => {
    const details = await Promise.all(caseIds.map((id) => detailOf(id)))
    const grounds = details.map(({ case: one }) => `${one.kind} ${one.article.id}`)
    expect(grounds.sort()).toEqual(['elimination DN-13.1', 'elimination DN-13.2a'])
    const [failures] = details.filter(({ case: one }) => one.article.id === 'DN-13.1')
    expect(failures?.case.sentence).toContain('2026-04、2026-05 连续 2 次考核不合格')
    expect(failures?.evidence.reasons.some((reason) => !reason.met)).toBe(true)
    expect(failures?.evidence.figures[0]).toMatchObject({ unit: 'fen' })
    expect(failures?.evidence.history).toContain('2026-04 不合格，有效信息 0 条')
    expect(failures?.steps[0]).toMatchObject({ label: '按办法自动提出', byName: null })
  })

  it('opens none of them twice, whoever tries', async () => {
    const [row] = await service.parts.database.prisma.disciplineCase.findMany({
      where: { accountId: idBytes(failing.accountId), month: frozenMonth },
    })
    if (!row) throw new Error('no case')
    const { article, evidence, ...same } = row
    await expect(
      service.parts.database.prisma.disciplineCase.create({
        data: { ...same, id: idBytes(newId()), article: {}, evidence: {} },
      }),
    ).rejects.toThrow(/[Uu]nique/)
  })

  it('tells later months who was kept, and they must then be computed again', async () => {
    const month7 = '2026-06'
    await onDay('2026-07-02', async () => {
      const closing = { month: month7, townshipCode: township, token: county.token }
      await closedMonth(service, closing)
      const setAside = await move(secondOffice, caseIds[0] ?? '', 'setAside')
      expect(setAside.data.case).toMatchObject({ state: 'closed', outcome: 'kept' })
      const freezing = { townshipCode: township, month: month7 }
      const stale = await service.call(pay.freeze, freezing, { token: office.token })
      expect(stale.error.code).toBe('monthStale')
      await closedMonth(service, closing)
      const row = await service.parts.database.prisma.statement.findUniqueOrThrow({
        where: { accountId_month: { accountId: idBytes(failing.accountId), month: month7 } },
      })
      const { history } = row.facts as unknown as { history: { month: string; kept?: boolean }[] }
      expect(history.filter((one) => one.kept).map((one) => one.month)).toEqual([frozenMonth])
    })
  })
})

describe('the windows', () => {
  it('say that the text is silent, and follow the county once it has set them', async () => {
    const before = await openCase(await worker('期限甲'))
    const detailOf = async (caseId: string) =>
      (await service.call(discipline.detail, { caseId }, { token: office.token })).data
    expect((await detailOf(before)).windows[0]).toBe(
      '申辩期 5 个工作日（条文没有写，系统默认值，第十三条）',
    )
    await move(office, before, 'notify')
    expect((await detailOf(before)).replyDueOn).toBe('2026-06-23')
    const publishers = {
      author: policy,
      publisher: await service.person('countyPolicy', testAreas.county),
    }
    const of = { regulation: 'daning-2022', firstMonth: month }
    await countySets(service, publishers, of, { replyWindow: 3 })
    const after = await openCase(await worker('期限乙'))
    await move(office, after, 'notify')
    const shown = await detailOf(after)
    expect(shown.windows[0]).toBe('申辩期 3 个工作日（县定，自 2026-06-01，第十三条）')
    expect(shown.replyDueOn).toBe('2026-06-18')
    // a window that runs already stays as it was told
    expect((await detailOf(before)).replyDueOn).toBe('2026-06-23')
  })
})

describe('who has had a hand in a case', () => {
  it('is told that another of the office decides, and what to do where there is none', async () => {
    const person = await worker('经手甲')
    const asked = { token: county.token }
    const { data } = await service.call(discipline.open, opened(person.accountId), asked)
    expect(data.ownHand).toBe(
      '这件事是您提出的，不能由您作决定，要由县综治中心的另一个人办理。县综治中心只有您一个账号的，请在“人员”里给另一名工作人员开账号，由他登录办理；您提出的记录保留。',
    )
    const caseId = data.case.id
    const by = async (person: TestPerson) =>
      (await service.call(discipline.detail, { caseId }, { token: person.token })).data.ownHand
    expect([await by(office), await by(policy)]).toEqual([null, null])
    // the way out that the sentence names is one
    const second = await service.person('countyCentre', testAreas.county)
    await move(office, caseId, 'notify')
    await onDay('2026-07-01', async () => {
      expect((await move(county, caseId, 'impose')).error.code).toBe('ownCase')
      expect((await move(second, caseId, 'impose')).status).toBe(200)
    })
  })
})

describe('a ladder of measures', () => {
  it('is offered where the regulation has one, and only what stands in it is taken', async () => {
    const none = await openCase(await worker('处理甲'))
    const plain = await service.call(discipline.detail, { caseId: none }, { token: office.token })
    expect(plain.data.measures).toEqual([])
    const publishers = {
      author: policy,
      publisher: await service.person('countyPolicy', testAreas.county),
    }
    await boundTo(service, publishers, { regulation: 'dayawan-trial', firstMonth: '2026-08' })
    const person = await worker('处理乙')
    await onDay('2026-08-03', async () => {
      const asked = { month: '2026-08', kind: 'exit' as const, article: 'DYW-21.7' }
      const caseId = await openCase(person, asked)
      const { data } = await service.call(discipline.detail, { caseId }, { token: signer.token })
      expect(data.measures.map((one) => one.text)).toEqual([
        '书面检查',
        '诫勉谈话',
        '劝退',
        '解除劳务合同',
        '追究相应责任',
      ])
      await move(secondOffice, caseId, 'notify')
      service.clock.set(Date.parse('2026-08-20T10:00:00+08:00'))
      const impose = (measure: string) =>
        service.call(
          discipline.move,
          { caseId, move: 'impose', text: '情节严重', measure },
          { token: signer.token },
        )
      expect((await impose('fine')).error.code).toBe('badInput')
      const decided = await impose('persuadedToLeave')
      expect(decided.status, JSON.stringify(decided.error)).toBe(200)
      expect(decided.data.steps.at(-1)?.label).toBe('决定：决定成立（劝退）')
    })
  })
})
