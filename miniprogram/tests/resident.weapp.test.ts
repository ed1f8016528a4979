import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { programInNode, withRejections } from './weapp-simulator/node'
import type { Program } from './weapp-simulator/logic'
import type { WxApi, WxOptions, WxRequest } from './weapp-simulator/types'

/** A resident in the built mini program: what he allows in WeChat goes with what he sends. */
const folder = path.join(import.meta.dirname, '..', 'dist', 'weapp')
const gridCode = '141030100001A001'
const templateId = 'template-of-progress'
const receipt = { receiptNumber: '260615-AB12CD34', state: 'raised', atMs: 1, token: 'a-token' }

const card = {
  code: gridCode,
  name: '向阳社区第一网格',
  countyName: '大宁县',
  townshipName: '昕水镇',
  villageName: '向阳社区',
  households: 300,
  outline: { type: 'Polygon', coordinates: [] },
  datum: 'gcj02',
  outlineSource: 'synthetic',
  points: [],
  people: [],
  duties: [],
  officePhone: null,
  emergency: [],
  demo: false,
}
const followed = {
  matterId: '0199aaaa-0000-7000-8000-0000000000b1',
  receiptNumber: receipt.receiptNumber,
  classCode: 'facility',
  classLabel: '道路、水电、通讯等设施',
  text: '村口路灯不亮',
  placeText: null,
  gridName: card.name,
  state: 'accepted',
  stateWords: '已受理，正在安排谁来办',
  holderName: null,
  clock: null,
  raisedAtMs: 1_794_000_000_000,
  satisfaction: null,
  timeline: [],
  photos: [],
  moves: [],
  own: {
    phoneMasked: null,
    phoneVerified: false,
    wechatNotice: true,
    wechatLeft: 0,
    position: null,
    photoCount: 0,
    erasedAtMs: null,
    mayErase: false,
  },
  officePhone: null,
}
const answers: Record<string, unknown> = {
  '/api/notices/message-templates': {
    templates: [{ kind: 'matterMoved', label: '事项有进展', templateId }],
  },
  [`/api/public/grids/${gridCode}`]: card,
  '/api/public/alike': { alike: [] },
  '/api/public/raise': receipt,
  '/api/public/follow': followed,
  '/api/public/follow/want-wechat': { wechatLeft: 1 },
}

let asked: { templateIds: unknown; inTap: boolean }[]
let posted: Map<string, Record<string, unknown>>
let tapped: 'accept' | 'reject'
let inTap: boolean

function request({ url, data, method }: WxRequest) {
  const { pathname } = new URL(url)
  if (method === 'POST') posted.set(pathname, JSON.parse(String(data)))
  const answer = answers[pathname]
  if (answer) return { data: JSON.stringify(answer) }
  const error = { code: 'notFound', message: '没有找到', requestId: '1' }
  return { statusCode: 404, data: JSON.stringify({ error }) }
}

/** As WeChat documents it: three templates at most, from a tap alone, one answer for each. */
const wx: WxApi = {
  requestSubscribeMessage({ tmplIds, success, fail }: WxOptions & { tmplIds: string[] }) {
    asked.push({ templateIds: tmplIds, inTap })
    if (!inTap)
      return fail?.({
        errMsg: 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.',
      })
    if (tmplIds.length === 0 || tmplIds.length > 3)
      return fail?.({ errMsg: 'requestSubscribeMessage:fail', errCode: 20003 })
    success?.({
      errMsg: 'requestSubscribeMessage:ok',
      ...Object.fromEntries(tmplIds.map((id) => [id, tapped])),
    })
  },
}

const start = (): Program => programInNode(folder, { storage: new Map(), request, wx })

async function tap(program: Program, id: string) {
  inTap = true
  const done = program.tap(id)
  inTap = false
  await done
}

beforeEach(() => {
  asked = []
  posted = new Map()
  tapped = 'accept'
  inTap = false
})

describe('a resident in the mini program', () => {
  test.each(['accept', 'reject'] as const)('answers %s, and it goes with 提交', async (answer) => {
    tapped = answer
    const program = start()
    await withRejections(program, async () => {
      await program.launch(`pages/raise/index?code=${gridCode}`)
      await program.waitForText(card.name)
      await program.type('raise-text', '村口路灯不亮')
      await tap(program, 'raise-send')
      await program.waitForText(receipt.receiptNumber)
    })
    expect(asked).toEqual([{ templateIds: [templateId], inTap: true }])
    expect(posted.get('/api/public/alike')).toMatchObject({ gridCode, text: '村口路灯不亮' })
    expect(posted.get('/api/public/raise')).toMatchObject({
      pass: 'wechat simulator-code',
      messages: [{ templateId, result: answer }],
    })
    expect(program.problems).toEqual([])
  })

  test('allows one more from the page that he follows', async () => {
    const program = start()
    await withRejections(program, async () => {
      await program.launch('pages/follow/index?t=a-token')
      await program.waitForText('要再收到，请再点一次允许')
      await tap(program, 'notice-wechat-again')
      await program.until(() => posted.has('/api/public/follow/want-wechat'))
    })
    expect(posted.get('/api/public/follow/want-wechat')).toMatchObject({
      token: 'a-token',
      code: 'simulator-code',
      results: [{ templateId, result: 'accept' }],
    })
    expect(program.problems).toEqual([])
  })
})
