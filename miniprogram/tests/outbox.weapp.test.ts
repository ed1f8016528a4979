import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { signedInStorage } from './people'
import type { Program } from './weapp-simulator/logic'
import { programInNode, withRejections } from './weapp-simulator/node'
import type { WxRequest } from './weapp-simulator/types'

/** What a worker takes in the built mini program without a network, and what becomes of it. */
const folder = path.join(import.meta.dirname, '..', 'dist', 'weapp')

const taken = {
  checkIn: {
    id: '0199aaaa-0000-7000-8000-0000000000c1',
    gridCode: '141030100001A001',
    gridName: '向阳社区第一网格',
    day: '2026-11-25',
    takenAtMs: 1_795_000_000_000,
    receivedAtMs: 1_795_000_001_000,
    verdict: 'inside',
    counted: true,
    distanceMeters: 3,
    pointName: null,
    notes: [],
    remark: null,
    sentence: '已计入今天',
  },
  progress: {
    month: '2026-11',
    countedDays: 12,
    checkIns: 15,
    quotaDays: 20,
    daysLeft: 9,
    reachable: true,
  },
}

let storage: Map<string, unknown>
let phoneFiles: Map<string, string>
let online: boolean
let commands: { url: string; commandId: string; filePath?: string }[]

function request(asked: WxRequest & { formData?: { commandId: string }; filePath?: string }) {
  if (!online) throw new Error('no network')
  const { url, data, formData, filePath } = asked
  if (formData) commands.push({ url, commandId: formData.commandId, filePath })
  else if (url.endsWith('/take') || url.endsWith('/submit')) {
    commands.push({ url, commandId: JSON.parse(String(data)).commandId })
  } else {
    const error = { code: 'notFound', message: '没有找到', requestId: '1' }
    return { statusCode: 404, data: JSON.stringify({ error }) }
  }
  return { data: JSON.stringify(taken) }
}

let started = 0

/** The phone as it is, the program started anew; one that was started before is over and sends nothing. */
function start(answer = request): Program {
  started += 1
  const own = started
  return programInNode(folder, {
    storage,
    phoneFiles,
    request: (asked: WxRequest) => {
      if (own !== started) throw new Error('the program is over')
      return answer(asked)
    },
  })
}

function waitingIds(): string[] {
  const keys = [...storage.keys()].filter((key) => key.startsWith('mingge:outbox:'))
  return keys.map((key) => key.slice(-36)).toSorted()
}

beforeEach(() => {
  storage = signedInStorage('worker')
  phoneFiles = new Map()
  online = false
  commands = []
})

describe('the outbox in the mini program', () => {
  test('a check-in taken without a network is sent once when the program is opened again', async () => {
    const program = start()
    await withRejections(program, async () => {
      await program.launch('pages/today/index')
      await program.tap('check-in')
      await program.until(() => waitingIds().length > 0)
    })
    const ids = waitingIds()
    expect(ids).toHaveLength(1)
    expect(program.problems).toEqual([])

    online = true
    const next = start()
    await withRejections(next, async () => {
      await next.launch('pages/today/index')
      await next.until(() => waitingIds().length === 0)
    })
    expect(waitingIds()).toEqual([])
    expect(commands.map(({ commandId }) => commandId)).toEqual(ids)
    expect(next.problems).toEqual([])
  })

  test('a report keeps its photo on the phone until both have arrived', async () => {
    const program = start()
    await withRejections(program, async () => {
      await program.launch('pages/report/index')
      await program.tap('report-item')
      await program.tap('report-item-4-1')
      await program.type('report-text', '村口的路灯不亮了')
      await program.tap('report-photos-add')
      await program.waitForText('已选 1 张')
      await program.tap('report-send')
      await program.until(() => waitingIds().length > 1)
    })
    const ids = waitingIds()
    expect(ids).toHaveLength(2)
    expect(
      [...phoneFiles.keys()].filter((file) => file.includes('/outbox/') && !file.endsWith('/')),
    ).toHaveLength(1)
    expect(program.problems).toEqual([])

    online = true
    const next = start()
    await withRejections(next, async () => {
      await next.launch('pages/today/index')
      await next.until(() => waitingIds().length === 0)
    })
    expect(waitingIds()).toEqual([])
    expect(commands.map(({ commandId }) => commandId).toSorted()).toEqual(ids)
    expect(commands.find(({ filePath }) => filePath)?.url).toContain('/api/reports/photos')
    expect([...phoneFiles.keys()].filter((file) => !file.endsWith('/'))).toEqual([])
    expect(next.problems).toEqual([])
  })

  test('the network coming back is enough', async () => {
    const program = start()
    await withRejections(program, async () => {
      await program.launch('pages/today/index')
      program.emit('NetworkStatusChange', { isConnected: false, networkType: 'none' })
      await program.tap('check-in')
      await program.until(() => waitingIds().length > 0)
      await program.wait(60)
      expect(commands).toEqual([])
      online = true
      program.emit('NetworkStatusChange', { isConnected: true, networkType: '4g' })
      await program.until(() => waitingIds().length === 0)
    })
    expect(commands).toHaveLength(1)
    expect(program.problems).toEqual([])
  })
})

describe('a refused report in the mini program', () => {
  test('is opened in the form again, mended, and sent under a new id with its photo', async () => {
    const program = start((asked) => {
      const isWrong = asked.url.endsWith('/submit') && String(asked.data).includes('写错')
      if (!isWrong) return request(asked)
      const error = { code: 'badInput', message: '内容有误，请改正', requestId: '1' }
      return { statusCode: 422, data: JSON.stringify({ error }) }
    })
    online = true
    await withRejections(program, async () => {
      await program.launch('pages/report/index')
      await program.tap('report-item')
      await program.tap('report-item-4-1')
      await program.type('report-text', '写错的一条')
      await program.tap('report-photos-add')
      await program.waitForText('已选 1 张')
      await program.tap('report-send')
      await program.until(() => waitingIds().length === 1)
    })
    const [refusedId] = waitingIds()
    const photoId = commands.find(({ filePath }) => filePath)?.commandId
    expect(photoId).toBeDefined()

    await withRejections(program, async () => {
      await program.launch('pages/outbox/index')
      await program.waitForText('内容有误，请改正')
      await program.tap(`mend-${refusedId}`)
      await program.waitForText('改好以后提交')
      await program.type('report-text', '改对的一条')
      await program.tap('draft-aside')
      await program.waitForText('还有 1 条没写完')
      await program.tap('open-drafts')
      await program.waitForText('修改没有被接受的一条')
      await program.launch('pages/outbox/index')
      await program.tap(`mend-${refusedId}`)
      await program.waitForText('改好以后提交')
      commands = []
      await program.tap('report-send')
      await program.until(() => waitingIds().length === 0)
    })
    expect(waitingIds()).toEqual([])
    expect(commands).toHaveLength(1)
    expect(commands[0]?.commandId).not.toBe(refusedId)
    expect([...storage.keys()].filter((key) => key.startsWith('mingge:drafts:'))).toEqual([])
    expect([...phoneFiles.keys()].filter((file) => !file.endsWith('/'))).toEqual([])
    expect(program.problems).toEqual([])
  })
})
