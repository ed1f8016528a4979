import { describe, expect, it } from 'vitest'
import type { Statement } from '../../contract/trace'
import { daning2022 } from '.'

const facts = {
  regulation: 'daning-2022',
  month: '2023-03',
  worker: { reference: 'one', kind: 'rural', serviceFrom: '2022-01-01' },
  counts: { local: { checkInDays: 0, rawCheckIns: 0, validReports: 0 } },
  history: [{ month: '2023-02', verdict: 'fail', validReports: 0, fullMonth: true }],
}

function month(more: object): Statement {
  const evaluated = daning2022.evaluate({ ...facts, ...more })
  if (!evaluated.ok) throw new Error(evaluated.error.message)
  return evaluated.result as Statement
}
const groundsOf = ({ proposals }: Statement) => proposals.map((one) => one.grounds)
const leaveLine = ({ informationLines }: Statement) =>
  informationLines.find((one) => one.code === 'leave')

describe('a month away by an approved leave', () => {
  it('is counted in no streak when it took every working day (A-DN-21)', () => {
    expect(groundsOf(month({}))).toEqual(
      expect.arrayContaining(['consecutiveFailures', 'zeroReports']),
    )
    const away = month({ leave: { halfDays: 46, workingHalfDays: 46 } })
    expect(groundsOf(away)).toEqual([])
    expect(leaveLine(away)?.sentence).toContain('批准请假 23 天（当月工作日 23 天）')
    expect(leaveLine(away)?.article?.id).toBe('DN-13.2a')
  })

  it('breaks no streak either', () => {
    const history = [
      { month: '2023-01', verdict: 'fail', validReports: 0, fullMonth: true },
      { month: '2023-02', verdict: 'fail', validReports: 0, fullMonth: true, exempt: true },
    ]
    expect(groundsOf(month({ history }))).toContain('zeroReports')
  })

  it('in part leaves quota and amount to the office, and says so', () => {
    const part = month({ leave: { halfDays: 7, workingHalfDays: 46 } })
    expect(groundsOf(part)).toContain('zeroReports')
    expect(part.totals.payFen).toBe(month({}).totals.payFen)
    expect(leaveLine(part)?.sentence).toContain('批准请假 3.5 天')
    expect(leaveLine(part)?.sentence).toContain('由平安办认定')
  })
})
