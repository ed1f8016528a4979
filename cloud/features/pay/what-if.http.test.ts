import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pay } from '../../contract'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { createMonthMaker } from '../../testing/test-month'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let worker: TestPerson
let office: TestPerson
/** The month of the tests' clock. */
const month = '2026-06'

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid, { name: '甲农村' })
  office = await service.person('townshipOffice', testAreas.township)
  const fill = createMonthMaker(service.parts.database, testAreas.grid)
  await fill(worker, month, { days: 5, valid: 19 })
})
afterAll(() => service.close())

const ask = (
  input: { month: string; checkInDays: number; validReports: number },
  token = worker.token,
) => service.call(pay.whatIf, input, { token })

describe('pay.whatIf', () => {
  it('says what three more reports and two more days would bring, to the fen', async () => {
    const { data } = await ask({ month, checkInDays: 2, validReports: 3 })
    // base 350.00, piece 19 × 7.50, 15 missing check-ins × 10.00
    expect(data.now.payFen).toBe(350_00 + 142_50 - 150_00)
    // the piece rate ends at 20; 13 missing check-ins; two reports beyond the quota are saved up
    expect(data.after).toMatchObject({ payFen: 350_00 + 150_00 - 130_00, accrualFen: 10_00 })
    expect(data.lines.reduce((sum, line) => sum + line.deltaFen, 0)).toBe(27_50)
    expect(data.sentence).toContain('多 27.50 元')
    expect(data.sentence).toContain('年底另外多发 10.00 元')
  })

  it('counts no more days than the month still has', async () => {
    const { data } = await ask({ month, checkInDays: 31, validReports: 0 })
    expect(data.daysLeftOut).toBeGreaterThan(0)
    const days = 31 - data.daysLeftOut
    expect(data.after.payFen - data.now.payFen).toBe(Math.min(days, 15) * 10_00)
  })

  it('changes nothing', async () => {
    const before = await ask({ month, checkInDays: 0, validReports: 0 })
    await ask({ month, checkInDays: 5, validReports: 50 })
    expect((await ask({ month, checkInDays: 0, validReports: 0 })).data).toEqual(before.data)
    expect(before.data.after).toEqual(before.data.now)
  })

  it('is for the worker himself, for the open month, within bounds', async () => {
    const more = { month, checkInDays: 2, validReports: 3 }
    expect((await service.call(pay.whatIf, more)).error.code).toBe('notSignedIn')
    expect((await ask(more, office.token)).error.code).toBe('notAllowed')
    expect((await ask({ ...more, month: '2026-05' })).error.code).toBe('monthNotOpen')
    expect((await ask({ ...more, checkInDays: 32 })).error.code).toBe('badInput')
    expect((await ask({ ...more, validReports: -1 })).error.code).toBe('badInput')
  })
})
