import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { areas, residents, system } from '../contract'
import { startTestService, type TestService } from '../testing/test-service'
import { testAreas } from '../testing/test-county'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.close())

describe('the foundation', () => {
  it('answers health and gives a time ticket with every answer', async () => {
    const answer = await service.call(system.health, {})
    expect(answer.data).toEqual({ ok: true, nowMs: service.clock.nowMs() })
    expect(answer.headers.get('x-server-time-ticket')).toMatch(/\./)
  })

  it('shows the grid card to anybody, with the people responsible and nothing private', async () => {
    await service.person('worker', testAreas.grid, { name: '张测试' })
    const answer = await service.call(residents.gridCard, { code: testAreas.grid })
    expect(answer.status).toBe(200)
    expect(answer.data.people).toEqual([
      {
        name: '张测试',
        post: '农村网格员',
        workPhone: null,
        portraitKey: null,
        standsInFor: null,
      },
    ])
    expect(answer.data.townshipName).toBe('东河镇')
    expect(JSON.stringify(answer.data)).not.toMatch(/1990\d{7}|14103019800101/)
  })

  it('does not know a grid that is not there, nor a code that is none', async () => {
    const absent = await service.call(residents.gridCard, { code: '141030100001A999' })
    expect([absent.status, absent.error.code]).toEqual([404, 'notFound'])
    const rubbish = await service.call(residents.gridCard, { code: "1' OR 1=1" })
    expect([rubbish.status, rubbish.error.code]).toEqual([400, 'badInput'])
  })

  it('gives outlines only of the area somebody reaches', async () => {
    const worker = await service.person('worker', testAreas.grid)
    const mine = await service.call(
      areas.gridsOfArea,
      { code: testAreas.township },
      { token: worker.token },
    )
    expect(mine.data.grids.map((grid) => grid.code)).toEqual([testAreas.grid])
    const other = await service.call(
      areas.gridsOfArea,
      { code: testAreas.otherTownship },
      { token: worker.token },
    )
    expect(other.status).toBe(404)
  })

  it('refuses an unknown address, a wrong method, a body that is no JSON', async () => {
    const absent = await fetch(`${service.url}/api/nothing`)
    expect(absent.status).toBe(404)
    const method = await fetch(`${service.url}/api/health`, { method: 'POST' })
    expect(method.status).toBe(405)
    expect(await method.json()).toMatchObject({
      error: { code: 'methodNotAllowed', message: '不支持这种操作' },
    })
  })
})
