import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorkerKind } from '../../contract/primitives'
import { dateOfDay } from '../../platform/clock'
import { idBytes, newId } from '../../platform/ids'
import { testAreas } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'
import { createStaffService, type StaffService } from './staff.service'
import { createStaffStore } from './staff.store'

let service: TestService
let staff: StaffService

beforeAll(async () => {
  service = await startTestService()
  staff = createStaffService(createStaffStore(service.parts.database))
})
afterAll(() => service.close())

const worker = (scopeCode: string, options: Parameters<TestService['person']>[2] = {}) =>
  service.person('worker', scopeCode, options)

async function secondPost(
  accountId: string,
  scopeCode: string,
  startsOn: string,
  options: { workerKind?: WorkerKind; endsOn?: string } = {},
) {
  await service.parts.database.prisma.post.create({
    data: {
      id: idBytes(newId()),
      accountId: idBytes(accountId),
      role: 'worker',
      scopeCode,
      workerKind: options.workerKind ?? 'rural',
      startsOn: dateOfDay(startsOn),
      endsOn: options.endsOn ? dateOfDay(options.endsOn) : null,
      createdAt: new Date(),
    },
  })
}

const idsOf = async (scopes: readonly string[], month: string) =>
  (await staff.workersOf(scopes, month)).map((one) => one.accountId)

describe('workers of a month', () => {
  it('are those with a post on any of its days', async () => {
    const one = await worker(testAreas.grid, {
      startsOn: '2026-03-31',
      endsOn: '2026-05-01',
      name: '李四',
    })
    const months = ['2026-02', '2026-03', '2026-04', '2026-05', '2026-06']
    const found = await Promise.all(months.map((month) => staff.worker(one.accountId, month)))
    expect(found.map((row) => row !== null)).toEqual([false, true, true, true, false])
    expect(found[1]).toEqual({
      accountId: one.accountId,
      name: '李四',
      gridCode: testAreas.grid,
      villageCode: testAreas.village,
      townshipCode: testAreas.township,
      workerKind: 'rural',
      serviceFrom: '2026-03-31',
      serviceTo: '2026-05-01',
      kindHistory: [{ from: '2026-03-31', kind: 'rural' }],
    })
  })

  it('stand in one row each, by the post that counts last', async () => {
    const one = await worker(testAreas.grid, { endsOn: '2026-04-10' })
    await secondPost(one.accountId, testAreas.otherGrid, '2026-04-11', {
      workerKind: 'communityPartTime',
    })
    expect(await idsOf([testAreas.township], '2026-03')).toContain(one.accountId)
    expect(await idsOf([testAreas.township], '2026-04')).not.toContain(one.accountId)
    expect(await idsOf([testAreas.otherTownship], '2026-04')).toEqual([one.accountId])
    expect(
      (await idsOf([testAreas.county], '2026-04')).filter((id) => id === one.accountId),
    ).toHaveLength(1)
    expect(await staff.worker(one.accountId, '2026-04')).toMatchObject({
      gridCode: testAreas.otherGrid,
      workerKind: 'communityPartTime',
      serviceFrom: '2022-01-01',
      serviceTo: null,
      kindHistory: [
        { from: '2026-04-01', kind: 'rural' },
        { from: '2026-04-11', kind: 'communityPartTime' },
      ],
    })
  })

  it('with two posts at once belong to the one begun last', async () => {
    const one = await worker(testAreas.grid)
    await secondPost(one.accountId, testAreas.secondGrid, '2026-01-01')
    await secondPost(one.accountId, testAreas.otherGrid, '2026-02-01', { endsOn: '2026-02-10' })
    expect(await staff.worker(one.accountId, '2026-02')).toMatchObject({
      gridCode: testAreas.secondGrid,
    })
  })

  it('do not include a post that was called off before it began', async () => {
    const one = await worker(testAreas.grid, { startsOn: '2026-06-20', endsOn: '2026-06-15' })
    expect(await staff.worker(one.accountId, '2026-06')).toBeNull()
    expect(await idsOf([], '2026-06')).toEqual([])
  })

  it('have names', async () => {
    const one = await worker(testAreas.grid, { name: '王五' })
    expect(await staff.names([one.accountId, one.accountId, newId()])).toEqual(
      new Map([[one.accountId, '王五']]),
    )
    expect(await staff.names([])).toEqual(new Map())
  })
})
