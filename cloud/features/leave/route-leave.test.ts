import { describe, expect, it } from 'vitest'
import { Refusal } from '../../http/refusal'
import { payRegulations } from '../../regulations'
import type { Leave } from '../../rules/blocks/half-day-leave'
import { type RegulationOn, routeLeave } from './route-leave'

const by =
  (id: string): RegulationOn =>
  async () => {
    const pack = payRegulations.get(id)
    if (!pack) throw new Error(`no pack ${id}`)
    return Object.assign(Object.create(pack), { countyValues: [], countyStartsOn: '2021-01-01' })
  }

// 2021-06-07 is a Monday
const span = (from: string, to = from, change: Partial<Leave> = {}): Leave => ({
  from,
  fromHalf: 'morning',
  to,
  toHalf: 'afternoon',
  ...change,
})

const route = (regulationOn: RegulationOn, leave: Leave, others: Leave[] = [], halfDays = 2) =>
  routeLeave(regulationOn, {
    gridCode: '441300001001A001',
    workerKind: 'communityFullTime',
    leave,
    halfDays,
    others,
  })

describe('who decides a leave', () => {
  it('up to a day the village’s head, more the street (DYW-21.5)', async () => {
    const asked = by('dayawan-trial')
    const one = await route(asked, span('2021-06-07'))
    expect(one).toEqual({
      approver: 'villageHead',
      text: '专职网格员请假 1 天，由村（社区）主要领导批，批准后备案',
    })
    const more = await route(asked, span('2021-06-07', '2021-06-08', { toHalf: 'morning' }))
    expect(more.approver).toBe('township')
    expect(more.text).toContain('请假 1.5 天')
  })

  it('leaves that touch are one (A-DYW-02)', async () => {
    const asked = by('dayawan-trial')
    expect((await route(asked, span('2021-06-08'), [span('2021-06-07')])).approver).toBe('township')
    expect((await route(asked, span('2021-06-09'), [span('2021-06-07')])).approver).toBe(
      'villageHead',
    )
  })

  it('where the regulation says nothing of leave, or none binds, a head or the township', async () => {
    const silent = await route(by('daning-2022'), span('2021-06-07'), [], 3)
    expect(silent).toEqual({
      approver: 'anyHead',
      text: '按工作日计 1.5 天，由网格长、村（社区）负责人或乡镇平安办决定',
    })
    const unbound: RegulationOn = () => Promise.reject(new Refusal('regulationUnbound'))
    expect((await route(unbound, span('2021-06-07'))).approver).toBe('anyHead')
    const broken: RegulationOn = () => Promise.reject(new Error('database gone'))
    await expect(route(broken, span('2021-06-07'))).rejects.toThrow('database gone')
  })
})
