import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routing, units } from '../../contract'
import type { InputOf } from '../../contract/define'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let centre: TestPerson
let office: TestPerson
let stranger: TestPerson
let villageHead: TestPerson
const { county, township, otherTownship, village, grid, secondGrid, otherGrid } = testAreas

beforeAll(async () => {
  service = await startTestService()
  centre = await service.person('countyCentre', county)
  office = await service.person('townshipOffice', township, { name: '平安办甲' })
  stranger = await service.person('townshipOffice', otherTownship)
  villageHead = await service.person('villageHead', village)
})
afterAll(() => service.close())

let serial = 0
const unitInput = (marks: Partial<InputOf<typeof units.create>> = {}) => {
  serial += 1
  return {
    areaCode: township as string,
    name: `单位${serial}`,
    kind: 'department' as const,
    joinsTeam: false,
    ...marks,
  }
}
const create = (marks: Partial<InputOf<typeof units.create>> = {}, by = office) =>
  service.call(units.create, unitInput(marks), { token: by.token })
async function unitOf(marks: Partial<InputOf<typeof units.create>> = {}, by = office) {
  const answer = await create(marks, by)
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return answer.data.code
}
const listOf = async (by: TestPerson, input: InputOf<typeof units.list> = {}) =>
  (await service.call(units.list, input, { token: by.token })).data
const setRule = (input: InputOf<typeof routing.set>, by = office) =>
  service.call(routing.set, input, { token: by.token })
async function ruleOf(input: InputOf<typeof routing.set>, by = office) {
  const answer = await setRule(input, by)
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return answer.data.ruleId
}
const tryOut = async (
  classCode: InputOf<typeof routing.dryRun>['classCode'],
  by = office,
  gridCode: string = secondGrid,
) => (await service.call(routing.dryRun, { gridCode, classCode }, { token: by.token })).data
const unitRows = () => service.parts.database.prisma.unit.findMany({ orderBy: { code: 'asc' } })
const ruleRows = () =>
  service.parts.database.prisma.routingRule.findMany({ orderBy: { id: 'asc' } })

describe('the endpoints', () => {
  let code = ''
  let ruleId = ''
  let retirable: string[] = []
  let removable: string[] = []
  beforeAll(async () => {
    code = await unitOf()
    ruleId = await ruleOf({ placeCode: township, classCode: 'order', leadCode: code, coCodes: [] })
    retirable = [await unitOf(), await unitOf()]
    removable = [
      await ruleOf({ placeCode: village, classCode: 'order', leadCode: code, coCodes: [] }),
      ruleId,
    ]
  })
  const outsider = { token: () => office.token, stranger: () => stranger.token }

  checkEndpoint(() => service, {
    ...outsider,
    entry: units.list,
    valid: () => ({ areaCode: township }),
    invalid: () => ({ areaCode: '14103' }),
  })
  checkEndpoint(() => service, {
    ...outsider,
    entry: units.create,
    valid: () => unitInput({ name: '水利站' }),
    other: () => unitInput({ name: '林业站' }),
    invalid: () => unitInput({ phone: 'abc' }),
    effect: unitRows,
  })
  checkEndpoint(() => service, {
    ...outsider,
    entry: units.change,
    valid: () => ({ code, name: '综合执法队', joinsTeam: true, phone: '0357-1' }),
    other: () => ({ code, name: '执法队' }),
    invalid: () => ({ code: '141030100' }),
    effect: unitRows,
  })
  checkEndpoint(() => service, {
    ...outsider,
    entry: units.retire,
    valid: () => ({ code: retirable[0] ?? '', reason: '撤并' }),
    other: () => ({ code: retirable[1] ?? '', reason: '撤并' }),
    invalid: () => ({ code: retirable[0], reason: '' }),
    effect: unitRows,
  })
  checkEndpoint(() => service, {
    ...outsider,
    entry: routing.list,
    valid: () => ({ areaCode: township }),
    invalid: () => ({ classCode: 'nothing' }),
  })
  checkEndpoint(() => service, {
    ...outsider,
    entry: routing.set,
    valid: () => ({ placeCode: grid, classCode: null, leadCode: code, coCodes: [village] }),
    other: () => ({ placeCode: grid, classCode: null, leadCode: village, coCodes: [] }),
    invalid: () => ({ placeCode: '1410', classCode: null, leadCode: code, coCodes: [] }),
    effect: ruleRows,
  })
  checkEndpoint(() => service, {
    ...outsider,
    entry: routing.remove,
    valid: () => ({ ruleId: removable[0] ?? '' }),
    other: () => ({ ruleId: removable[1] ?? '' }),
    invalid: () => ({ ruleId: 'none' }),
    effect: ruleRows,
  })
  checkEndpoint(() => service, {
    ...outsider,
    entry: routing.dryRun,
    valid: () => ({ gridCode: grid, classCode: 'order' as const }),
    invalid: () => ({ gridCode: grid, classCode: 'nothing' }),
  })
})

describe('units', () => {
  it('are kept by their own office: the county its own and the townships’, a township its own', async () => {
    expect((await create({ areaCode: county })).status).toBe(403)
    expect((await create({ areaCode: otherTownship })).status).toBe(404)
    expect((await create({}, villageHead)).status).toBe(403)
    const countyCode = await unitOf({ areaCode: county, name: '县住建局' }, centre)
    expect(countyCode).toMatch(/^141030-\d\d$/)
    expect(await unitOf({ areaCode: otherTownship }, centre)).toMatch(/^141030101-\d\d$/)
    // seen by the township, kept by the county
    const seen = (await listOf(office)).units.find((unit) => unit.code === countyCode)
    expect(seen).toMatchObject({ name: '县住建局', areaName: '试验县', mayChange: false })
    const change = { code: countyCode, name: '住建' }
    expect((await service.call(units.change, change, { token: office.token })).status).toBe(403)
    expect((await listOf(office)).mayCreateIn.map((area) => area.code)).toEqual([township])
    expect((await listOf(centre)).mayCreateIn.map((area) => area.code)).toEqual([
      county,
      township,
      otherTownship,
    ])
  })
  it('are only set up in a county or a township', async () => {
    const answer = await create({ areaCode: village }, centre)
    expect([answer.status, answer.error.code]).toEqual([400, 'badInput'])
  })
  it('have one name in an area, until one of them is retired; a code is never used again', async () => {
    const first = await unitOf({ name: '市场所' })
    const again = await create({ name: '市场所' })
    expect([again.status, again.error.code]).toEqual([409, 'unitNameTaken'])
    expect((await create({ name: '市场所', areaCode: otherTownship }, centre)).status).toBe(200)
    const retire = { code: first, reason: '撤并' }
    expect((await service.call(units.retire, retire, { token: office.token })).status).toBe(200)
    const second = await unitOf({ name: '市场所' })
    expect(second > first).toBe(true)
    const twice = await service.call(units.retire, retire, { token: office.token })
    expect([twice.status, twice.error.code]).toEqual([409, 'alreadyDecided'])
    const { units: retired } = await listOf(office, { areaCode: township, retired: 'yes' })
    expect(retired.find((unit) => unit.code === first)).toMatchObject({
      retiredOn: '2026-06-15',
      mayChange: false,
    })
    expect((await listOf(office)).units.map((unit) => unit.code)).not.toContain(first)
  })
  it('are made one by one, however many are set up at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => create()))
    expect(answers.map((answer) => answer.status)).toEqual(Array(6).fill(200))
    expect(new Set(answers.map((answer) => answer.data.code)).size).toBe(6)
  })
  it('tell how many people are in them', async () => {
    const code = await unitOf()
    await service.person('department', code)
    await service.person('department', code, { endsOn: '2026-06-01' })
    const listed = (await listOf(office)).units.find((unit) => unit.code === code)
    expect(listed?.peopleCount).toBe(1)
  })
  it('are not retired while a matter waits for them', async () => {
    const code = await unitOf()
    const at = new Date(service.clock.nowMs())
    await service.parts.database.prisma.matterTask.create({
      data: {
        matterId: idBytes(newId()),
        number: 1,
        holderCode: code,
        part: 'lead',
        state: 'open',
        dispatchedAt: at,
        dueAt: at,
        classCode: 'facility',
        circle: 'open',
        gridCode: grid,
        matterState: 'dispatched',
      },
    })
    const retire = { code, reason: '撤并' }
    const answer = await service.call(units.retire, retire, { token: office.token })
    expect([answer.status, answer.error.code]).toEqual([409, 'unitBusy'])
    expect(answer.error.message).toContain('1 件')
    await service.parts.database.prisma.matterTask.updateMany({
      where: { holderCode: code },
      data: { state: 'transferred' },
    })
    expect((await service.call(units.retire, retire, { token: office.token })).status).toBe(200)
  })
  it('keep what is not named in a change', async () => {
    const code = await unitOf({ phone: '0357-1234567', joinsTeam: true })
    const empty = await service.call(units.change, { code }, { token: office.token })
    expect(empty.status).toBe(400)
    await service.call(units.change, { code, phone: null }, { token: office.token })
    const listed = (await listOf(office)).units.find((unit) => unit.code === code)
    expect(listed).toMatchObject({ phone: null, joinsTeam: true, name: `单位${serial}` })
  })
})

describe('routing', () => {
  it('is one row a place and class: setting it again changes it', async () => {
    const [first, second] = [await unitOf(), await unitOf()]
    const rule = { placeCode: township, classCode: 'goods' as const, coCodes: [] }
    const ruleId = await ruleOf({ ...rule, leadCode: first })
    expect(await ruleOf({ ...rule, leadCode: second, coCodes: [first, second] })).toBe(ruleId)
    const { rules } = (await service.call(routing.list, {}, { token: office.token })).data
    const found = rules.filter((one) => one.placeCode === township && one.classCode === 'goods')
    expect(found).toMatchObject([
      {
        id: ruleId,
        placeName: '东河镇',
        classLabel: '食品药品、假冒伪劣',
        lead: { code: second, inUse: true },
        coHandlers: [{ code: first }],
        changedByName: '平安办甲',
        mayChange: true,
      },
    ])
  })
  it('tells who would get a matter, by which row, and what that beat', async () => {
    const [own, countyUnit] = [
      await unitOf({ name: '东河环保站' }),
      await unitOf({ areaCode: county, name: '生态环境分局' }, centre),
    ]
    const whole = { placeCode: county, classCode: 'environment' as const, coCodes: [] }
    const countyRule = await ruleOf({ ...whole, leadCode: countyUnit }, centre)
    expect(await tryOut('environment', stranger, otherGrid)).toMatchObject({
      lead: { name: '生态环境分局' },
      ruleId: countyRule,
      why: '按派单规则“试验县 · 环境污染、噪声”；乡镇先“呼县级”，由县综治中心派',
      beaten: [],
    })
    const ownRule = await ruleOf({
      placeCode: township,
      classCode: 'environment',
      leadCode: own,
      coCodes: [township],
    })
    expect(await tryOut('environment')).toMatchObject({
      classLabel: '环境污染、噪声',
      lead: { name: '东河环保站' },
      coHandlers: [{ name: '东河镇平安办' }],
      ruleId: ownRule,
      why: '按派单规则“东河镇 · 环境污染、噪声”',
      beaten: [
        {
          ruleId: countyRule,
          title: '试验县 · 环境污染、噪声',
          lead: { name: '生态环境分局' },
          why: '另一条规则的范围更小',
        },
      ],
    })
    // a retired unit's row is passed over at once
    await service.call(units.retire, { code: own, reason: '撤并' }, { token: office.token })
    expect(await tryOut('environment')).toMatchObject({
      lead: { name: '生态环境分局' },
      beaten: [{ ruleId: ownRule, why: '东河环保站已停用' }],
    })
    const { token } = office
    expect((await service.call(routing.remove, { ruleId: countyRule }, { token })).status).toBe(403)
  })
  it('says so where no row is for it', async () => {
    expect(await tryOut('service', stranger, otherGrid)).toMatchObject({
      lead: null,
      ruleId: null,
      why: '没有规则对得上，派单时由派单的人选择',
    })
  })
  it('gives only to those on whose ground the place lies, and whom one may command', async () => {
    const countyUnit = await unitOf({ areaCode: county }, centre)
    const otherUnit = await unitOf({ areaCode: otherTownship }, stranger)
    const rule = { placeCode: township as string, classCode: null, coCodes: [] }
    const reach = await setRule({ ...rule, leadCode: countyUnit })
    expect([reach.status, reach.error.code]).toEqual([403, 'holderOutOfReach'])
    const ground = await setRule({ ...rule, leadCode: otherUnit }, centre)
    expect([ground.status, ground.error.code]).toEqual([422, 'holderUnknown'])
    const unknown = await setRule({ ...rule, leadCode: '141030-98' }, centre)
    expect(unknown.error.code).toBe('holderUnknown')
    expect((await setRule({ ...rule, leadCode: countyUnit }, centre)).status).toBe(200)
    expect((await setRule({ ...rule, placeCode: county, leadCode: county })).status).toBe(403)
    const nowhere = await setRule({ ...rule, placeCode: '141030999', leadCode: county }, centre)
    expect(nowhere.status).toBe(404)
  })
  it('keeps restricted classes with the offices, and sends alarms past every row', async () => {
    const unit = await unitOf()
    const rule = { placeCode: township, coCodes: [] }
    const restricted = await setRule({ ...rule, classCode: 'organisedCrime', leadCode: unit })
    expect([restricted.status, restricted.error.code]).toEqual([422, 'routeUnfit'])
    await ruleOf({ ...rule, classCode: 'organisedCrime', leadCode: township })
    const alarm = await setRule({ ...rule, classCode: 'correction', leadCode: unit })
    expect(alarm.error.code).toBe('routeUnfit')
    expect((await tryOut('correction')).lead).toBeNull()
    const judicial = await unitOf({ kind: 'judicial', name: '东河司法所' })
    expect(await tryOut('correction')).toMatchObject({
      lead: { code: judicial },
      ruleId: null,
      why: '社区矫正异常直接报东河司法所',
    })
  })
})
