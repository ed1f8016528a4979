import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { personWith, signedInStorage } from './people'
import { programInNode, withRejections } from './weapp-simulator/node'
import { readPackage, routesOf } from './weapp-simulator/package-files'
import type { WxRequest } from './weapp-simulator/types'

const folder = path.join(import.meta.dirname, '..', 'dist', 'weapp')
const app = JSON.parse(readPackage(folder, /^app\.json$/)['app.json'] ?? '{}')
const routes = routesOf(app)

const grid = '141030100001A001'
const parametersOf: Record<string, string> = {
  'pages/card/index': `?code=${grid}`,
  'pages/badge/index': '?b=00001zabcdefghijkl',
}

const requests: WxRequest[] = []
/** The service is out of reach, in the ways it can be. */
const answers = {
  offline: () => {
    throw new Error('timeout')
  },
  notFound: (request: WxRequest) => {
    requests.push(request)
    const error = { code: 'notFound', message: '没有找到，或不在您的管理范围内', requestId: '1' }
    return { statusCode: 404, data: JSON.stringify({ error }) }
  },
}

beforeEach(() => {
  requests.length = 0
})

describe('every page opens in the built mini program', () => {
  for (const route of routes) {
    const roles = route.startsWith('office/') ? ['townshipOffice', 'countyCentre'] : ['worker']
    test.each(['offline', 'notFound'] as const)(`${route} (service %s)`, async (kind) => {
      const program = programInNode(folder, {
        storage: signedInStorage(...roles),
        request: answers[kind],
      })
      await withRejections(program, async () => {
        await program.launch(route + (parametersOf[route] ?? ''))
        await program.until(() => program.text() !== '')
        await program.wait(120)
      })
      expect(program.problems).toEqual([])
      expect(program.stack.length).toBeGreaterThan(0)
      expect(program.text()).not.toBe('')
    })
  }
})

describe('where people start', () => {
  test('who is not signed in is asked to', async () => {
    const program = programInNode(folder, { request: answers.notFound })
    await withRejections(program, async () => {
      await program.launch()
      await program.waitForText('手机号或身份证号')
    })
    expect(program.page.route).toBe('pages/sign-in/index')
    expect(program.problems).toEqual([])
  })

  test('a worker starts with his day, the office with its desk', async () => {
    for (const [role, route] of [
      ['worker', 'pages/today/index'],
      ['townshipOffice', 'office/pages/home/index'],
    ] as const) {
      const program = programInNode(folder, {
        storage: signedInStorage(role),
        request: answers.notFound,
      })
      await withRejections(program, async () => {
        await program.launch()
        await program.until(() => program.page.route === route)
      })
      expect(program.problems).toEqual([])
    }
  })

  test('signing in sends what was typed and opens the day', async () => {
    const storage = new Map<string, unknown>()
    const me = personWith('worker')
    const program = programInNode(folder, {
      storage,
      request: (request) => {
        requests.push(request)
        if (!request.url.endsWith('/sign-in')) return answers.notFound(request)
        return { data: JSON.stringify({ token: 'new', expiresAtMs: 4e12, me }) }
      },
    })
    await withRejections(program, async () => {
      await program.launch('pages/sign-in/index')
      await program.type('sign-in-name', '13800000001')
      await program.type('sign-in-password', 'a good password')
      await program.tap('sign-in-submit')
      await program.until(() => program.page.route === 'pages/today/index')
    })
    const sent = requests.find((request) => request.url.endsWith('/api/accounts/sign-in'))
    const body = JSON.parse(String(sent?.data))
    expect(body).toMatchObject({ signInName: '13800000001', password: 'a good password' })
    expect(body.commandId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/)
    expect(JSON.parse(String(storage.get('mingge:session'))).token).toBe('new')
    expect(program.problems).toEqual([])
  })
})
