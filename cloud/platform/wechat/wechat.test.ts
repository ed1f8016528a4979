import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createWechat,
  isScene,
  startWechatStandIn,
  WechatClient,
  type WechatStandIn,
} from './index'

const appId = 'wx0000000000000001'
const appSecret = 'a-secret-of-thirty-two-characters'
let nowMs = Date.UTC(2024, 4, 6)
const now = () => nowMs
let standIn: WechatStandIn
let client: WechatClient

beforeAll(async () => {
  standIn = await startWechatStandIn({
    appId,
    appSecret,
    now,
    publishedPages: ['pages/card/index'],
  })
  client = new WechatClient({ appId, appSecret, baseUrl: standIn.baseUrl, now })
})
afterAll(() => standIn.close())

describe('codeToSession', () => {
  it('exchanges a code once', async () => {
    const code = standIn.issueCode('oPerson1', 'uPerson1')
    expect(await client.codeToSession(code)).toEqual({
      openId: 'oPerson1',
      unionId: 'uPerson1',
      sessionKey: expect.stringMatching(/^[A-Za-z0-9+/]{22}==$/),
    })
    await expect(client.codeToSession(code)).rejects.toMatchObject({
      code: 'wechatCodeInvalid',
      details: { errcode: 40163 },
    })
  })

  it('refuses a code after five minutes, and one never issued', async () => {
    const code = standIn.issueCode('oPerson1')
    nowMs += 5 * 60_000 + 1
    const invalid = { code: 'wechatCodeInvalid', details: { errcode: 40029 } }
    await expect(client.codeToSession(code)).rejects.toMatchObject(invalid)
    await expect(client.codeToSession('0abc')).rejects.toMatchObject(invalid)
    await expect(client.codeToSession("' or 1=1&secret=x")).rejects.toMatchObject(invalid)
    await expect(client.codeToSession('')).rejects.toMatchObject({ code: 'wechatCodeInvalid' })
    await expect(client.codeToSession('x'.repeat(300))).rejects.toMatchObject({
      code: 'wechatCodeInvalid',
    })
  })

  it('takes a demo code any number of times', async () => {
    for (let round = 0; round < 3; round += 1) {
      expect(await client.codeToSession('demo-oZhang_3')).toMatchObject({
        openId: 'oZhang_3',
        unionId: null,
      })
    }
  })

  it('tells blocked, too frequent and unavailable apart, in Chinese', async () => {
    standIn.blockUser('oBlocked')
    await expect(client.codeToSession(standIn.issueCode('oBlocked'))).rejects.toMatchObject({
      code: 'wechatUserBlocked',
      details: { errcode: 40226 },
      message: expect.stringMatching(/^[^a-z]+$/i),
    })
    for (let round = 0; round < 100; round += 1) await client.codeToSession('demo-oBusy')
    await expect(client.codeToSession('demo-oBusy')).rejects.toMatchObject({
      code: 'wechatTooFrequent',
      details: { errcode: 45011 },
    })
    nowMs += 61_000
    await client.codeToSession('demo-oBusy')
    standIn.failNext(-1)
    await expect(client.codeToSession('demo-oBusy')).rejects.toMatchObject({
      code: 'wechatUnavailable',
    })
    standIn.failNext(99_999)
    await expect(client.codeToSession('demo-oBusy')).rejects.toMatchObject({
      code: 'wechatRefused',
    })
  })

  it('knows a wrong app or secret', async () => {
    for (const wrong of [{ appId: 'wx9' }, { appSecret: 'other' }]) {
      const other = new WechatClient({ appId, appSecret, baseUrl: standIn.baseUrl, now, ...wrong })
      await expect(other.codeToSession('demo-a')).rejects.toMatchObject({
        code: 'wechatMisconfigured',
      })
      await expect(other.getStableAccessToken()).rejects.toMatchObject({
        code: 'wechatMisconfigured',
      })
    }
  })
})

describe('getStableAccessToken', () => {
  it('keeps a token, asks once for many callers, and renews before its end', async () => {
    const tokens = await Promise.all(Array.from({ length: 5 }, () => client.getStableAccessToken()))
    expect(new Set(tokens).size).toBe(1)
    nowMs += 6_800_000
    expect(await client.getStableAccessToken()).toBe(tokens[0])
    nowMs += 200_000
    expect(await client.getStableAccessToken()).not.toBe(tokens[0])
  })
})

describe('getUnlimitedQrCode', () => {
  const card = { scene: '141030100001A001.abcDEF-_0123', page: 'pages/card/index' }

  it('gives a picture, also after the token was dropped', async () => {
    const picture = await sharp(await client.getUnlimitedQrCode(card)).metadata()
    expect(picture.format).toBe('png')
    standIn.dropToken()
    expect((await client.getUnlimitedQrCode(card)).length).toBeGreaterThan(100)
  })

  it('refuses a scene WeChat would not take, and an unpublished page', async () => {
    for (const scene of ['', 'x'.repeat(33), '网格', 'a%20', 'a b']) {
      expect(isScene(scene)).toBe(false)
      await expect(client.getUnlimitedQrCode({ ...card, scene })).rejects.toMatchObject({
        code: 'wechatSceneInvalid',
      })
    }
    const unknown = { ...card, page: 'pages/new/index' }
    await expect(client.getUnlimitedQrCode(unknown)).rejects.toMatchObject({
      code: 'wechatPageUnknown',
    })
    await client.getUnlimitedQrCode({ ...unknown, checkPage: false, version: 'develop' })
    await expect(
      client.getUnlimitedQrCode({ ...card, page: '/pages/card/index' }),
    ).rejects.toMatchObject({ code: 'wechatPageUnknown' })
  })
})

describe('sendSubscribeMessage', () => {
  const templateId = 'T-moved-0000000000000000000000000000000001'
  const data = { character_string1: '0615-ABC234', thing2: '井盖坏了', phrase3: '正在办理' }
  const message = { openId: 'oReader', templateId, page: 'pages/inbox/index?from=wechat', data }
  let strict: WechatStandIn
  let sender: WechatClient
  beforeAll(async () => {
    strict = await startWechatStandIn({
      appId,
      appSecret,
      now,
      publishedPages: ['pages/inbox/index'],
      messageTemplates: { [templateId]: Object.keys(data) },
    })
    sender = new WechatClient({ appId, appSecret, baseUrl: strict.baseUrl, now })
  })
  afterAll(() => strict.close())

  it('sends as often as it was allowed, also after the token was dropped', async () => {
    const notAllowed = { code: 'wechatMessageNotAllowed', details: { errcode: 43101 } }
    await expect(sender.sendSubscribeMessage(message)).rejects.toMatchObject(notAllowed)
    strict.allowMessages('oReader', templateId, 2)
    const { messageId } = await sender.sendSubscribeMessage(message)
    strict.dropToken()
    await sender.sendSubscribeMessage(message)
    expect(strict.sentMessages).toHaveLength(2)
    expect(strict.sentMessages[0]).toEqual({
      messageId,
      openId: 'oReader',
      templateId,
      page: 'pages/inbox/index?from=wechat',
      data,
    })
    await expect(sender.sendSubscribeMessage(message)).rejects.toMatchObject(notAllowed)
  })

  it('tells what was wrong with a message', async () => {
    strict.allowMessages('oReader', templateId, 5)
    const wrong = async (changed: Partial<typeof message>) =>
      sender.sendSubscribeMessage({ ...message, ...changed }).catch((error: unknown) => error)
    expect(await wrong({ openId: '' })).toMatchObject({ code: 'wechatPersonUnknown' })
    expect(await wrong({ templateId: 'other' })).toMatchObject({ details: { errcode: 40037 } })
    expect(await wrong({ page: 'pages/new/index' })).toMatchObject({ code: 'wechatPageUnknown' })
    expect(await wrong({ data: { ...data, thing2: '字'.repeat(21) } })).toMatchObject({
      code: 'wechatMessageInvalid',
      details: { errcode: 47003 },
    })
    strict.failNext(-1)
    expect(await wrong({})).toMatchObject({ code: 'wechatUnavailable' })
    expect(strict.sentMessages).toHaveLength(2)
  })

  it('does not claim that nothing was sent when the answer is lost', async () => {
    strict.allowMessages('oReader', templateId, 1)
    strict.loseAnswers()
    await expect(sender.sendSubscribeMessage(message)).rejects.toMatchObject({
      code: 'wechatOutcomeUnknown',
    })
    expect(strict.sentMessages).toHaveLength(3)
  })

  it('says so where WeChat was never reached', async () => {
    const away = await startWechatStandIn({ appId, appSecret, now })
    const client = new WechatClient({ appId, appSecret, baseUrl: away.baseUrl, now })
    await client.getStableAccessToken()
    await away.close()
    await expect(client.sendSubscribeMessage(message)).rejects.toMatchObject({
      code: 'wechatUnavailable',
    })
  })
})

describe('looking at content', () => {
  const wrote = (text: string) => client.checkText({ openId: 'oPerson1', text })

  it('tells what may stand, what is doubtful and what is not allowed', async () => {
    expect(await wrote('路灯不亮')).toBe('pass')
    expect(await wrote('一段可疑样例')).toBe('review')
    expect(await wrote('一段违规样例')).toBe('risky')
    standIn.dropToken()
    expect(await wrote('灯'.repeat(5_000))).toBe('pass')
  })

  it('gives a number for a picture, under which the verdict comes later', async () => {
    const image = { openId: 'oPerson1', imageUrl: 'https://example.org/a.jpg' }
    const { traceId } = await client.checkImage(image)
    expect(traceId).toMatch(/^[0-9a-f]{24}$/)
    expect((await client.checkImage(image)).traceId).not.toBe(traceId)
  })

  it('does not take a person WeChat does not know, or an address it cannot fetch', async () => {
    await expect(client.checkText({ openId: '', text: '灯' })).rejects.toMatchObject({
      code: 'wechatPersonUnknown',
    })
    await expect(
      client.checkImage({ openId: 'oPerson1', imageUrl: 'file:///etc/passwd' }),
    ).rejects.toMatchObject({ code: 'wechatRefused' })
    standIn.failNext(-1)
    await expect(wrote('灯')).rejects.toMatchObject({ code: 'wechatUnavailable' })
  })
})

describe('a WeChat that does not answer well', () => {
  let server: Server
  let mode: 'silent' | 'html' | 'broken' | 'empty' | 'error' = 'silent'
  let broken: WechatClient

  beforeAll(async () => {
    server = createServer((_request, response) => {
      if (mode === 'html') response.end('<html>')
      if (mode === 'broken') response.end('{"openid":')
      if (mode === 'empty') response.end('{}')
      if (mode === 'error') response.writeHead(502).end()
    })
    await new Promise<void>((started) => server.listen(0, '127.0.0.1', started))
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    broken = new WechatClient({ appId, appSecret, baseUrl, timeoutMs: 200, now })
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  it('is waited for only so long', async () => {
    const error = await broken.codeToSession('abc').catch((cause: unknown) => cause)
    expect(error).toMatchObject({ code: 'wechatUnavailable' })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(appSecret)
  })

  it('is called unavailable', async () => {
    for (const each of ['html', 'broken', 'empty', 'error'] as const) {
      mode = each
      await expect(broken.codeToSession('abc')).rejects.toMatchObject({ code: 'wechatUnavailable' })
    }
  })
})

describe('the stand-in', () => {
  it('is refused in production', async () => {
    await expect(
      startWechatStandIn({ appId, appSecret, now, nodeEnv: 'production' }),
    ).rejects.toMatchObject({ code: 'wechatStandInRefused' })
  })

  it('is what an installation without settings gets, except in production', async () => {
    const port = createWechat({ NODE_ENV: 'test' })
    expect((await port.codeToSession('demo-oZhang')).openId).toBe('oZhang')
    const scene = { scene: 'a', page: 'pages/card/index' }
    expect((await port.getUnlimitedQrCode(scene)).length).toBeGreaterThan(100)
    const misconfigured = { code: 'wechatMisconfigured' }
    const bare = createWechat({ NODE_ENV: 'production' })
    await expect(bare.codeToSession('demo-oZhang')).rejects.toMatchObject(misconfigured)
    expect(() => createWechat({ NODE_ENV: 'production', WECHAT: 'stand-in' })).toThrow(
      expect.objectContaining({ code: 'wechatStandInRefused' }),
    )
    expect(() => createWechat({ NODE_ENV: 'production', WECHAT: 'real' })).toThrow(
      expect.objectContaining(misconfigured),
    )
    expect(
      createWechat({ NODE_ENV: 'production', WECHAT_APP_ID: appId, WECHAT_APP_SECRET: appSecret }),
    ).toBeInstanceOf(WechatClient)
  })

  it('follows the documented methods and answers', async () => {
    const ask = async (path: string, init?: RequestInit) =>
      (await fetch(standIn.baseUrl + path, init)).json()
    expect(await ask('/sns/jscode2session')).toMatchObject({ errcode: 41002 })
    expect(await ask('/sns/jscode2session', { method: 'POST' })).toMatchObject({ errcode: 43001 })
    expect(await ask('/cgi-bin/stable_token')).toMatchObject({ errcode: 43002 })
    const post = (body: string) => ask('/cgi-bin/stable_token', { method: 'POST', body })
    expect(await post('')).toMatchObject({ errcode: 44002 })
    expect(await post('x')).toMatchObject({ errcode: 47001 })
    expect(await post('{}')).toMatchObject({ errcode: 40002 })
    expect((await fetch(`${standIn.baseUrl}/elsewhere`)).status).toBe(404)
  })
})
