import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codes } from '../../contract'
import { newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { as, codeCalls, codeFigures, createCodePeople } from '../../testing/test-codes'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'

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

const { print } = codeCalls(() => ({ service, office }))

describe('the endpoints', () => {
  beforeAll(async () => {
    await print({ what: 'cards', placeCode: testAreas.grid, cardsEach: 30 })
  })
  const common = {
    token: () => office.token,
    stranger: () => stranger.token,
    effect: () => codeFigures(service),
  }
  checkEndpoint(() => service, {
    ...common,
    entry: codes.handOuts,
    valid: () => ({ gridCode: testAreas.grid }),
    invalid: () => ({ gridCode: testAreas.village }),
  })
  const handOut = { gridCode: testAreas.grid, household: '1 号楼 101', handedOn: '2026-06-12' }
  checkEndpoint(() => service, {
    ...common,
    entry: codes.handOut,
    valid: () => ({ ...handOut, number: 1 }),
    other: () => ({ ...handOut, number: 2 }),
    invalid: () => ({ ...handOut, number: 1, handedOn: '2026-02-30' }),
  })
})

describe('the register of contact cards', () => {
  const gridCode = testAreas.secondGrid
  const handOut = (number: number, person: TestPerson, household = '2 号楼 202') =>
    service.call(codes.handOut, { gridCode, number, household, handedOn: '2026-06-13' }, as(person))

  it('notes which household was given which card, once, and only cards that were printed', async () => {
    await print({ what: 'cards', placeCode: gridCode, cardsEach: 5 })
    const { data: before } = await service.call(codes.handOuts, { gridCode }, as(second))
    expect((await handOut(before.numbered + 1, second)).error.code).toBe('cardNotNumbered')
    const number = before.numbered
    expect((await handOut(number, second)).status).toBe(200)
    const again = await handOut(number, head, '3 号楼 303')
    expect([again.status, again.error.code]).toEqual([409, 'cardHandedOut'])
    expect(again.error.message).toContain('2 号楼 202')
    const { data } = await service.call(codes.handOuts, { gridCode }, as(head))
    expect(data.handedOut).toBe(before.handedOut + 1)
    expect(data.cards.at(-1)).toMatchObject({
      number,
      household: '2 号楼 202',
      handedOn: '2026-06-13',
      recordedByName: second.name,
    })
  })

  it("is not for another grid's worker, and not for tomorrow", async () => {
    expect((await handOut(1, worker)).status).toBe(404)
    const tomorrow = { gridCode, number: 1, household: '1', handedOn: '2026-06-16' }
    const answer = await service.call(codes.handOut, tomorrow, as(second))
    expect([answer.status, answer.error.code]).toEqual([400, 'badInput'])
  })

  it('keeps its promise when two note the same card at the same moment', async () => {
    await print({ what: 'cards', placeCode: gridCode, cardsEach: 3 })
    const { data } = await service.call(codes.handOuts, { gridCode }, as(second))
    const both = await Promise.all([handOut(data.numbered, second), handOut(data.numbered, head)])
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
  })

  it('answers a repeat as the first time', async () => {
    await print({ what: 'cards', placeCode: gridCode, cardsEach: 1 })
    const { data } = await service.call(codes.handOuts, { gridCode }, as(second))
    const input = { gridCode, number: data.numbered, household: '9', handedOn: '2026-06-13' }
    const options = { ...as(second), commandId: newId() }
    expect((await service.call(codes.handOut, input, options)).status).toBe(200)
    expect((await service.call(codes.handOut, input, options)).status).toBe(200)
  })
})
