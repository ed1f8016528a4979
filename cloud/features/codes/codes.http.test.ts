import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit, codes, residents } from '../../contract'
import { dateOfDay } from '../../platform/clock'
import { idBytes } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { as, codeCalls, codeFigures, createCodePeople } from '../../testing/test-codes'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'
import { folderOf, tokenOf } from './code-token'

let service: TestService
let office: TestPerson
let stranger: TestPerson
let head: TestPerson
let worker: TestPerson
let second: TestPerson
beforeAll(async () => {
  service = await startTestService()
  ;({ office, stranger, head, worker, second } = await createCodePeople(service))
})
afterAll(() => service.close())

const { print, sheetText, revoke } = codeCalls(() => ({ service, office }))
const keyOf = () => service.parts.keys.signing
const badgeOf = async (person: TestPerson) =>
  print({ what: 'badges', placeCode: testAreas.township, accountId: person.accountId })
const scan = (token: string) => service.call(codes.badge, { badgeCode: token })

const figures = () => codeFigures(service)

describe('the endpoints', () => {
  const grid = { placeCode: testAreas.grid }
  let printId = ''
  let serial = 0
  beforeAll(async () => {
    ;({ printId, serial } = await print({ what: 'cards', ...grid, cardsEach: 30 }))
  })
  const common = { token: () => office.token, stranger: () => stranger.token, effect: figures }
  checkEndpoint(() => service, {
    ...common,
    entry: codes.overview,
    valid: () => ({ placeCode: testAreas.village }),
    invalid: () => ({ placeCode: "1' OR 1=1" }),
  })
  checkEndpoint(() => service, {
    ...common,
    entry: codes.print,
    valid: () => ({ what: 'cards' as const, ...grid, cardsEach: 2 }),
    other: () => ({ what: 'cards' as const, ...grid, cardsEach: 3 }),
    invalid: () => ({ what: 'cards', ...grid, cardsEach: 0 }),
  })
  checkEndpoint(() => service, {
    ...common,
    entry: codes.sheet,
    valid: () => ({ printId }),
    invalid: () => ({ printId: 'x' }),
  })
  checkEndpoint(() => service, {
    ...common,
    entry: codes.picture,
    valid: () => ({ serial, look: 'qr' as const }),
    invalid: () => ({ serial: -1, look: 'qr' }),
  })
  checkEndpoint(() => service, {
    ...common,
    entry: codes.revoke,
    valid: () => ({ serial, reason: '被人贴了假的' }),
    other: () => ({ serial, reason: '另一个原因' }),
    invalid: () => ({ serial, reason: ' ' }),
  })
  checkEndpoint(() => service, {
    entry: codes.badge,
    token: () => office.token,
    valid: () => ({ badgeCode: 'x'.repeat(18) }),
    invalid: () => ({ badgeCode: "1' OR 1=1" }),
  })
})

describe("a grid's printed code", () => {
  it('opens the same card as the grid does, and stays the same when printed again', async () => {
    const first = await print({ what: 'posters', placeCode: testAreas.secondGrid })
    const again = await print({ what: 'notices', placeCode: testAreas.secondGrid }, head)
    expect(again.serial).toBe(first.serial)
    const token = tokenOf('grid', first.serial, keyOf())
    const scanned = await service.call(residents.gridCard, { code: token })
    const plain = await service.call(residents.gridCard, { code: testAreas.secondGrid })
    expect(scanned.status).toBe(200)
    expect(scanned.data).toEqual({ ...plain.data, signed: true })
    // what anybody may type is no code that was scanned
    expect(plain.data.signed).toBe(false)
  })

  it('once revoked says so, where the new one hangs, and which grid it was', async () => {
    const { serial } = await print({ what: 'posters', placeCode: testAreas.secondGrid })
    expect((await revoke(serial, head)).error.code).toBe('notAllowed')
    expect((await revoke(serial)).status).toBe(200)
    expect((await revoke(serial)).error.code).toBe('alreadyDecided')
    const token = tokenOf('grid', serial, keyOf())
    const { status, error } = await service.call(residents.gridCard, { code: token })
    expect([status, error.code]).toEqual([410, 'codeRevoked'])
    expect(error.message).toContain('阳光社区公示栏')
    expect(error.message).toContain('0357-0000100')
    expect(error.details?.gridCode).toBe(testAreas.secondGrid)
    const picture = await service.call(codes.picture, { serial, look: 'qr' }, as(office))
    expect(picture.error.code).toBe('codeRevoked')
    const next = await print({ what: 'posters', placeCode: testAreas.secondGrid })
    expect(next.serial).toBeGreaterThan(serial)
    const { data } = await service.call(codes.overview, { placeCode: testAreas.village }, as(head))
    const shown = data.grids.find((grid) => grid.gridCode === testAreas.secondGrid)
    expect(shown?.code).toMatchObject({ serial: next.serial, prints: 1 })
    expect(shown?.code?.lastPrintedByName).toBe(office.name)
    const address = `/g/${tokenOf('grid', next.serial, keyOf())}`
    expect(shown?.code?.address).toBe(service.parts.publicUrl + address)
    expect(data.revoked[0]).toMatchObject({ serial, reason: '丢了', kind: 'grid' })
    expect(data.abilities.revoke).toBe(false)
  })

  it('of our making alone is known', async () => {
    const { serial } = await print({ what: 'posters', placeCode: testAreas.grid })
    const token = tokenOf('grid', serial, keyOf())
    const badge = tokenOf('badge', serial, keyOf())
    const never = tokenOf('grid', 999_999, keyOf())
    const other = tokenOf('grid', serial, Buffer.alloc(32, 1))
    const changed = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')
    for (const code of [badge, never, other, changed]) {
      const { status, error } = await service.call(residents.gridCard, { code })
      expect([status, error.code], code).toEqual([404, 'codeUnknown'])
    }
  })

  it('is issued once, though many print at the same moment', async () => {
    const { serial } = await print({ what: 'posters', placeCode: testAreas.grid })
    expect((await revoke(serial)).status).toBe(200)
    const all = await Promise.all(
      Array.from({ length: 6 }, () => print({ what: 'cards', placeCode: testAreas.grid })),
    )
    expect(new Set(all.map((one) => one.serial)).size).toBe(1)
    const items = await service.parts.database.prisma.codePrintItem.findMany({
      where: { printId: { in: all.map((one) => idBytes(one.printId)) } },
    })
    expect(new Set(items.map((item) => item.firstCard)).size).toBe(6)
  })

  it("leads a browser and WeChat to the same path, and fits a mini-program code's scene", async () => {
    const { serial } = await print({ what: 'picture', placeCode: testAreas.grid })
    const token = tokenOf('grid', serial, keyOf())
    expect(token.length).toBeLessThanOrEqual(32)
    expect(folderOf.grid).toBe('g')
    for (const look of ['qr', 'wechat'] as const) {
      const answer = await service.call(codes.picture, { serial, look, size: 430 }, as(office))
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
      const { width } = await sharp(answer.data as unknown as Buffer).metadata()
      expect(width).toBe(430)
    }
  })

  it('is not made by a WeChat that refuses, and says why', async () => {
    const { serial } = await print({ what: 'picture', placeCode: testAreas.grid })
    const { wechat } = service.parts
    const made = wechat.getUnlimitedQrCode
    const { wechatError } = await import('../../platform/wechat/wechat-port')
    wechat.getUnlimitedQrCode = async () => Promise.reject(wechatError('wechatPageUnknown'))
    try {
      const answer = await service.call(codes.picture, { serial, look: 'wechat' }, as(office))
      expect([answer.status, answer.error.code]).toEqual([503, 'wechatCodeNotMade'])
      expect(answer.error.message).toContain('要发布后')
    } finally {
      wechat.getUnlimitedQrCode = made
    }
  })
})

describe("a worker's badge", () => {
  it('tells anybody that he serves today, and nothing private', async () => {
    const { serial } = await badgeOf(worker)
    const answer = await scan(tokenOf('badge', serial, keyOf()))
    expect(answer.data).toMatchObject({
      state: 'inService',
      worker: {
        name: '张䶮',
        post: '农村网格员',
        workPhone: '0357-1234567',
        grids: [{ gridCode: testAreas.grid, name: '阳光社区第一网格' }],
        townshipName: '东河镇',
      },
      revokedOn: null,
      officePhone: '0357-0000100',
    })
    const text = JSON.stringify(answer.data)
    expect(text).not.toContain(worker.accountId)
    expect(text).not.toMatch(/199\d{8}|14103019800101/)
  })

  it('that was taken back says so, and tells nothing of him; a new one holds', async () => {
    const { serial } = await badgeOf(worker)
    expect((await revoke(serial)).status).toBe(200)
    const { data } = await scan(tokenOf('badge', serial, keyOf()))
    expect(data).toMatchObject({ state: 'revoked', worker: null, revokedOn: '2026-06-15' })
    expect(JSON.stringify(data)).not.toContain(worker.name)
    const next = await badgeOf(worker)
    expect((await scan(tokenOf('badge', next.serial, keyOf()))).data.state).toBe('inService')
  })

  it('of one who has left, or whose account was ended, says that he is none', async () => {
    const { serial } = await badgeOf(second)
    const token = tokenOf('badge', serial, keyOf())
    const { prisma } = service.parts.database
    const mine = { where: { accountId: idBytes(second.accountId) } }
    await prisma.post.updateMany({ ...mine, data: { endsOn: dateOfDay('2026-06-14') } })
    const left = await scan(token)
    expect([left.data.state, left.data.worker]).toEqual(['left', null])
    expect(JSON.stringify(left.data)).not.toContain(second.name)
    await prisma.post.updateMany({ ...mine, data: { endsOn: null } })
    expect((await scan(token)).data.state).toBe('inService')
    const account = { where: { id: idBytes(second.accountId) } }
    await prisma.account.update({ ...account, data: { state: 'deactivated' } })
    expect((await scan(token)).data.state).toBe('left')
    await prisma.account.update({ ...account, data: { state: 'active' } })
  })

  it('forged, or made as a code of another kind, is unknown', async () => {
    const { serial } = await badgeOf(worker)
    const forged = [tokenOf('grid', serial, keyOf()), tokenOf('badge', 999_999, keyOf())]
    for (const token of [...forged, `00000${'a'.repeat(13)}`]) {
      const { status, error } = await scan(token)
      expect([status, error.code]).toEqual([404, 'codeUnknown'])
    }
  })

  it("of somebody else's township is not to be printed", async () => {
    const input = { what: 'badges' as const, placeCode: testAreas.otherTownship }
    const { accountId } = worker
    const answer = await service.call(codes.print, { ...input, accountId }, as(stranger))
    expect(answer.status).toBe(404)
    const none = await service.call(codes.print, input, as(stranger))
    expect([none.status, none.error.code]).toEqual([422, 'nothingToPrint'])
  })
})

describe('the sheets', () => {
  it('are PDFs with the Chinese letters in them, each card with a number of its own', async () => {
    const {
      printId,
      codes: made,
      cards,
    } = await print({
      what: 'cards',
      placeCode: testAreas.village,
      cardsEach: 11,
    })
    expect([made, cards]).toEqual([2, 22])
    const text = await sheetText(printId)
    expect(text.match(/张䶮/g)).toHaveLength(11)
    expect(text.match(/0357-1234567/g)).toHaveLength(11)
    const numbers = text.match(/A00[12]-\d{4}/g) ?? []
    expect(new Set(numbers).size).toBe(22)
    expect(await sheetText(printId)).toBe(text)
    const answer = await service.call(codes.sheet, { printId }, as(office))
    const bytes = answer.data as unknown as Buffer
    expect(bytes.toString('latin1')).toMatch(/\/FontFile2/)
    expect(bytes.length).toBeLessThan(200_000)
  })

  it('for each household number as many cards as there are households', async () => {
    const { cards } = await print({
      what: 'cards',
      placeCode: testAreas.grid,
      cardsEach: 'households',
    })
    expect(cards).toBe(200)
  })

  it('name who is responsible on posters, and duties and outline on notices', async () => {
    const poster = await print({ what: 'posters', placeCode: testAreas.grid })
    const posterText = await sheetText(poster.printId)
    for (const words of ['阳光社区第一网格', '张䶮', '0357-1234567', '110', '12345']) {
      expect(posterText).toContain(words)
    }
    const notice = await print({ what: 'notices', placeCode: testAreas.grid })
    const noticeText = await sheetText(notice.printId)
    for (const words of ['网格员上岗公示', '张䶮', '示意图', '200 户', '反映意见和困难']) {
      expect(noticeText).toContain(words)
    }
  })

  it('of badges carry the name, the post and how to check it', async () => {
    const { printId, codes: made } = await print({ what: 'badges', placeCode: testAreas.village })
    expect(made).toBe(2)
    const text = await sheetText(printId)
    for (const words of ['网格员工作牌', '张䶮', '李测试', '扫码核实身份']) {
      expect(text).toContain(words)
    }
  })

  it('leave out what was revoked since, and end when nothing is left', async () => {
    const { printId, serial } = await print({ what: 'posters', placeCode: testAreas.village })
    expect((await revoke(serial)).status).toBe(200)
    expect(await sheetText(printId)).not.toContain('第一网格')
    const single = await print({ what: 'posters', placeCode: testAreas.grid })
    expect((await revoke(single.serial)).status).toBe(200)
    const answer = await service.call(codes.sheet, { printId: single.printId }, as(office))
    expect([answer.status, answer.error.code]).toEqual([410, 'codeRevoked'])
  })

  it('that would be too many are refused before anything is issued', async () => {
    const { prisma } = service.parts.database
    const many = { where: { code: testAreas.grid }, data: { households: 3_001 } }
    await prisma.grid.update(many)
    service.clock.advance(120_000)
    const before = await figures()
    const input = { what: 'cards' as const, placeCode: testAreas.grid }
    const whole = { ...input, cardsEach: 'households' as const }
    const { status, error } = await service.call(codes.print, whole, as(office))
    expect([status, error.code]).toEqual([422, 'printTooMuch'])
    expect(error.message).toContain('3001')
    expect(await figures()).toEqual(before)
  })

  it('leave a trace of who printed and who ended what', async () => {
    const { data } = await service.call(audit.list, { areaCode: testAreas.township }, as(office))
    const events = data.entries.map((entry) => entry.eventLabel)
    expect(events).toContain('印二维码')
    expect(events).toContain('停用二维码')
  })
})
