import { expect } from 'vitest'
import { open311 } from '../contract'
import * as documented from './documented-open311'
import { testAreas, testCentres, type TestPerson } from './test-county'
import type { TestService } from './test-service'

export const open311Place = testCentres[testAreas.grid] ?? { longitude: 0, latitude: 0 }

/** A key for another system, as the county's centre makes one. */
export async function newOpen311Key(service: TestService, centre: TestPerson, name: string) {
  const input = { countyCode: testAreas.county, name, contact: '0357-0000001' }
  const answer = await service.call(open311.createKey, input, { token: centre.token })
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return answer.data
}

/** What another system asks of the service, with a key it holds; answers read as they are documented. */
export function open311Calls(held: () => { service: TestService; apiKey: string }) {
  const get = (path: string, init: RequestInit = {}) =>
    fetch(`${held().service.url}/open311/v2/${path}`, init)
  const json = async (path: string) => (await get(path)).json() as Promise<unknown>
  const tree = async (path: string) => documented.xmlTree(await (await get(path)).text())

  let serial = 0
  const filled = (changed: Record<string, string> = {}) => {
    serial += 1
    return {
      api_key: held().apiKey,
      service_code: 'facility',
      lat: String(open311Place.latitude),
      long: String(open311Place.longitude),
      description: `路灯不亮，第 ${serial} 处`,
      ...changed,
    }
  }

  function post(
    fields: Record<string, string>,
    format = 'json',
    headers: Record<string, string> = {},
  ) {
    return get(`requests.${format}`, { method: 'POST', body: new URLSearchParams(fields), headers })
  }

  async function submitted(changed: Record<string, string> = {}): Promise<string> {
    const answer = await post(filled(changed))
    const body = await answer.json()
    expect(answer.status, JSON.stringify(body)).toBe(200)
    const [one] = documented.accepted.parse(body)
    return one?.service_request_id ?? ''
  }

  const matterOf = (receiptNumber: string) =>
    held().service.parts.database.prisma.matter.findUniqueOrThrow({ where: { receiptNumber } })
  const matterCount = () => held().service.parts.database.prisma.matter.count()

  async function shown(receiptNumber: string) {
    const list = documented.requests.parse(await json(`requests/${receiptNumber}.json`))
    expect(list).toHaveLength(1)
    return list[0] as (typeof list)[number]
  }

  async function refused(answer: Response) {
    const list = documented.errors.parse(await answer.json())
    for (const one of list) expect(one.code).toBe(answer.status)
    return { status: answer.status, text: list.map((one) => one.description).join('\n') }
  }

  return { get, json, tree, filled, post, submitted, matterOf, matterCount, shown, refused }
}
