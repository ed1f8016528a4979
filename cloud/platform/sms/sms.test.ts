import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signedHeaders } from './aliyun-signature'
import { AliyunSms, createSms, SmsStandIn } from './index'

const atMs = Date.parse('2026-06-15T10:00:00+08:00')

it('signs as the provider documents it', () => {
  const headers = signedHeaders({
    host: 'ecs.cn-shanghai.aliyuncs.com',
    action: 'RunInstances',
    version: '2014-05-26',
    query: {
      RegionId: 'cn-shanghai',
      ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
    },
    accessKeyId: 'YourAccessKeyId',
    accessKeySecret: 'YourAccessKeySecret',
    date: '2023-10-26T10:22:32Z',
    nonce: '3156853299f313e23d1673dc12e1703d',
  })
  expect(headers.authorization).toBe(
    'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  )
})

describe('the client', () => {
  const keys = { accessKeyId: 'key', accessKeySecret: 'secret of the provider' }
  const sms = {
    phone: '13800000001',
    template: 'notice',
    params: { number: '0615-ABC234', words: '正在办理' },
    reference: 'm-7',
  } as const
  let server: Server
  let client: AliyunSms
  let reply: 'signed' | 'silent' | 'html' | { status: number; body: object } = 'signed'
  const taken: Record<string, string>[] = []

  beforeAll(async () => {
    server = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '/', 'http://provider')
      const query = Object.fromEntries(searchParams)
      taken.push(query)
      if (reply === 'silent') return
      if (reply === 'html') return void response.end('<html>')
      if (reply !== 'signed') {
        return void response.writeHead(reply.status).end(JSON.stringify(reply.body))
      }
      const head = (name: string) => String(request.headers[name])
      const expected = signedHeaders({
        ...keys,
        host: head('host'),
        action: 'SendSms',
        version: '2017-05-25',
        query,
        date: head('x-acs-date'),
        nonce: head('x-acs-signature-nonce'),
      }).authorization
      const sound = request.method === 'POST' && head('authorization') === expected
      response.end(
        JSON.stringify(sound ? { Code: 'OK', BizId: '9006^0' } : { Code: 'SignatureDoesNotMatch' }),
      )
    })
    await new Promise<void>((started) => server.listen(0, '127.0.0.1', started))
    client = clientWith(keys)
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  beforeEach(() => {
    reply = 'signed'
    taken.length = 0
  })

  function clientWith(
    given: typeof keys,
    { port = (server.address() as AddressInfo).port, timeoutMs = 20_000 } = {},
  ) {
    return new AliyunSms({
      ...given,
      signName: '明格（试）',
      templates: { notice: 'SMS_1' },
      baseUrl: `http://127.0.0.1:${port}`,
      timeoutMs,
      now: () => atMs,
    })
  }

  it('asks in the documented form and keeps the provider’s name for it', async () => {
    expect(await client.send(sms)).toEqual({ providerId: '9006^0' })
    expect(taken).toEqual([
      {
        PhoneNumbers: '13800000001',
        SignName: '明格（试）',
        TemplateCode: 'SMS_1',
        TemplateParam: '{"number":"0615-ABC234","words":"正在办理"}',
        OutId: 'm-7',
      },
    ])
  })

  it('tells refusals apart', async () => {
    const codes = {
      'isv.MOBILE_NUMBER_ILLEGAL': 'smsPhoneInvalid',
      'isv.BUSINESS_LIMIT_CONTROL': 'smsTooFrequent',
      'isv.AMOUNT_NOT_ENOUGH': 'smsMisconfigured',
      'isp.SYSTEM_ERROR': 'smsUnavailable',
      'isv.BLACK_KEY_CONTROL_LIMIT': 'smsRefused',
    }
    for (const [Code, code] of Object.entries(codes)) {
      reply = { status: 200, body: { Code, Message: 'x' } }
      await expect(client.send(sms)).rejects.toMatchObject({
        code,
        details: { providerCode: Code },
      })
    }
    const other = clientWith({ ...keys, accessKeySecret: 'another' })
    reply = 'signed'
    await expect(other.send(sms)).rejects.toMatchObject({ code: 'smsMisconfigured' })
    taken.length = 0
    await expect(client.send({ ...sms, phone: '12' })).rejects.toMatchObject({
      code: 'smsPhoneInvalid',
    })
    await expect(client.send({ ...sms, template: 'code' })).rejects.toMatchObject({
      code: 'smsMisconfigured',
    })
    expect(taken).toEqual([])
  })

  it('does not claim that nothing was sent, unless it never got there', async () => {
    for (const each of ['silent', 'html', { status: 502, body: {} }] as const) {
      reply = each
      const asking = each === 'silent' ? clientWith(keys, { timeoutMs: 100 }) : client
      const error = await asking.send(sms).catch((cause: unknown) => cause)
      expect(error).toMatchObject({ code: 'smsOutcomeUnknown' })
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(sms.phone)
    }
    const away = createServer().listen(0, '127.0.0.1')
    await new Promise((listening) => away.once('listening', listening))
    const { port } = away.address() as AddressInfo
    await new Promise((closed) => away.close(closed))
    await expect(clientWith(keys, { port }).send(sms)).rejects.toMatchObject({
      code: 'smsUnavailable',
    })
  })
})

it('says the code of an SMS that is not sent, and nothing of people', async () => {
  const said: unknown[] = []
  const sms = createSms({ NODE_ENV: 'test' }, { warn: (...words: unknown[]) => said.push(words) })
  const notice = { number: 'M-1', words: '张测试的事办结了' }
  await sms.send({ phone: '13800000001', template: 'notice', params: notice, reference: '1' })
  await sms.send({
    phone: '13800000001',
    template: 'code',
    params: { code: '123456' },
    reference: '2',
  })
  expect(said).toEqual([[{ to: '…0001', code: '123456' }, '模拟短信，没有真的发出']])
})

it('gives an installation what its settings ask for', async () => {
  const keys = { SMS_ACCESS_KEY: 'a', SMS_ACCESS_SECRET: 'b', SMS_SIGN_NAME: 'c' }
  expect(createSms({ NODE_ENV: 'production', ...keys })).toBeInstanceOf(AliyunSms)
  expect(createSms({ NODE_ENV: 'test' })).toBeInstanceOf(SmsStandIn)
  expect(createSms({ NODE_ENV: 'test', ...keys, SMS: 'stand-in' })).toBeInstanceOf(SmsStandIn)
  const none = createSms({ NODE_ENV: 'production' })
  expect(none.available).toBe(false)
  const sms = { phone: '13800000001', template: 'code', params: {}, reference: '1' } as const
  await expect(none.send(sms)).rejects.toMatchObject({ code: 'smsMisconfigured' })
  expect(() => createSms({ NODE_ENV: 'production', SMS: 'stand-in' })).toThrow(
    expect.objectContaining({ code: 'smsStandInRefused' }),
  )
  expect(() => createSms({ NODE_ENV: 'production', SMS: 'aliyun' })).toThrow(
    expect.objectContaining({ code: 'smsMisconfigured' }),
  )
})
