import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { signedInStorage } from './people'
import { programInNode, withRejections } from './weapp-simulator/node'
import type { Program } from './weapp-simulator/logic'
import type { WxRequest } from './weapp-simulator/types'

/** Matters in the built mini program: seen, worked on, and kept while there is no network. */
const folder = path.join(import.meta.dirname, '..', 'dist', 'weapp')
const id = '0199aaaa-0000-7000-8000-0000000000b1'
const text = '小学西门外的护栏断了一段'

const matter = {
  id,
  receiptNumber: '20261130AB12CD',
  source: 'report',
  classCode: 'facility',
  classLabel: '道路、水电、通讯等设施',
  level: 'ordinary',
  restricted: false,
  brief: text,
  gridCode: '141030100001A001',
  gridName: '向阳社区第一网格',
  villageName: '向阳社区',
  state: 'handled',
  outcome: null,
  holderName: '向阳社区第一网格',
  clock: {
    label: '核查时限',
    dueAtMs: 1_795_000_000_000,
    leftWorkingMs: 3 * 3_600_000,
    overdue: false,
    pausedMs: 0,
  },
  raisedAtMs: 1_794_000_000_000,
  urgedCount: 1,
  reopenedCount: 0,
  selfHandled: false,
  satisfaction: null,
}
const detail = {
  matter,
  text,
  placeText: null,
  position: null,
  objectType: 'component',
  raisedByName: '冯建军',
  timeline: [
    {
      number: 1,
      move: 'raise',
      label: '发现',
      toState: 'raised',
      atMs: 1_794_000_000_000,
      byName: '冯建军（向阳社区第一网格）',
      text: null,
      sentence: '已登记，等待受理',
      position: null,
      photos: [],
    },
  ],
  tasks: [],
  photos: [],
  clockText: '处置时限 5 个工作日（系统默认值，2022年1月1日起，办法没有写明）',
  mergedInto: null,
  followers: [],
  moves: [
    { move: 'verify', label: '核查销号', needs: ['text', 'position'] },
    { move: 'message', label: '留言', needs: ['text'] },
  ],
}
const answers: Record<string, unknown> = {
  '/api/matters/queue': { matters: [matter], waitingCount: 1, overdueCount: 0, next: null },
  '/api/matters/mine': { matters: [{ ...matter, state: 'verified' }], next: null },
  [`/api/matters/detail/${id}`]: detail,
}

let storage: Map<string, unknown>
let online: boolean
let commands: { url: string; body: Record<string, unknown> }[]

function request({ url, data }: WxRequest) {
  if (!online) throw new Error('no network')
  const { pathname } = new URL(url)
  if (pathname === '/api/matters/move' || pathname === '/api/matters/raise') {
    commands.push({ url: pathname, body: JSON.parse(String(data)) })
    const output = { matterId: id, state: 'verified', number: 2, atMs: 1, receiptNumber: 'x' }
    return { data: JSON.stringify(output) }
  }
  const answer = answers[pathname]
  if (answer) return { data: JSON.stringify(answer) }
  const error = { code: 'notFound', message: '没有找到', requestId: '1' }
  return { statusCode: 404, data: JSON.stringify({ error }) }
}

const start = (): Program => programInNode(folder, { storage, request })
const waitingIds = () =>
  [...storage.keys()].filter((key) => key.startsWith('mingge:outbox:')).map((key) => key.slice(-36))

beforeEach(() => {
  storage = signedInStorage('worker')
  online = true
  commands = []
})

describe('matters in the mini program', () => {
  test('the list tells what waits and for how long, and opens the matter', async () => {
    const program = start()
    await withRejections(program, async () => {
      await program.launch('pages/matters/index')
      await program.waitForText('还剩 3 小时（工作时间）')
      await program.tap(`matter-${id}`)
      await program.waitForText('已登记，等待受理')
    })
    expect(program.page.route).toBe('pages/matter/index')
    expect(program.text()).toContain('核查销号')
    expect(program.problems).toEqual([])
  })

  test('what was verified without a network is sent once when the program is opened again', async () => {
    const program = start()
    await withRejections(program, async () => {
      await program.launch(`pages/matter/index?id=${id}`)
      await program.waitForText('核查销号')
      online = false
      await program.tap('move-verify')
      await program.type('move-text', '在现场看过了')
      await program.tap('move-send')
      await program.until(() => waitingIds().length > 0)
    })
    const ids = waitingIds()
    expect(ids).toHaveLength(1)
    expect(commands).toEqual([])
    expect(program.problems).toEqual([])

    online = true
    const next = start()
    await withRejections(next, async () => {
      await next.launch('pages/today/index')
      await next.until(() => waitingIds().length === 0)
    })
    expect(commands.map(({ body }) => body.commandId)).toEqual(ids)
    expect(commands[0]?.body).toMatchObject({ matterId: id, move: 'verify', text: '在现场看过了' })
    expect(commands[0]?.body.position).toMatchObject({ datum: 'wgs84' })
    expect(next.problems).toEqual([])
  })

  test('a matter is raised with its class and words', async () => {
    const program = start()
    await withRejections(program, async () => {
      await program.launch('pages/matter-raise/index')
      await program.tap('raise-class-correction')
      await program.waitForText('直接报给司法所')
      await program.type('raise-text', '社区矫正对象联系不上')
      await program.tap('raise-send')
      await program.until(() => commands.length > 0)
    })
    expect(commands[0]).toMatchObject({
      url: '/api/matters/raise',
      body: { classCode: 'correction', level: 'ordinary', text: '社区矫正对象联系不上' },
    })
    expect(program.problems).toEqual([])
  })

  test('the office opens a matter by itself and sees what may be done', async () => {
    storage = signedInStorage('townshipOffice')
    const program = start()
    await withRejections(program, async () => {
      await program.launch('office/pages/matters/index')
      await program.waitForText(text)
      await program.tap(`matter-${id}`)
      await program.waitForText('已督办 1 次')
    })
    expect(program.page.route).toBe('office/pages/matter/index')
    expect(program.problems).toEqual([])
  })
})
