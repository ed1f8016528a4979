import { describe, expect, it } from 'vitest'
import type { MonthFacts } from '../../rules/month-facts'
import { RuleError } from '../../rules/rule-error'
import { daning2022 } from '.'

const facts = (change: Partial<MonthFacts> = {}): MonthFacts => ({
  regulation: 'daning-2022',
  month: '2022-06',
  worker: { reference: 'x', kind: 'rural' },
  counts: { local: { checkInDays: 20, validReports: 20 }, provincial: null },
  ...change,
})

function refusalOf(change: Partial<MonthFacts>): string {
  try {
    daning2022.evaluateMonth(facts(change))
  } catch (error) {
    if (error instanceof RuleError) return `${error.code} ${error.path}`
    throw error
  }
  return 'not refused'
}

describe('the pack', () => {
  it('dates every parameter and rests it on an article', () => {
    const { parameters, articles } = daning2022.book('2022-06-01')
    const known = new Set(articles.map(({ id }) => id))
    for (const { name, article, validFrom, label } of parameters) {
      expect(known.has(article), name).toBe(true)
      expect(validFrom <= '2022-06-01', name).toBe(true)
      expect(label, name).toMatch(/[\u4e00-\u9fff]/)
    }
  })

  it('has a parameter for every reading A-DN-01 to A-DN-38', () => {
    const readings = new Set(daning2022.book('2022-06-01').parameters.map(({ reading }) => reading))
    const missing = Array.from(
      { length: 38 },
      (_, index) => `A-DN-${String(index + 1).padStart(2, '0')}`,
    ).filter((reading) => !readings.has(reading))
    expect(missing).toEqual([])
  })

  it('has all sixteen articles', () => {
    for (let number = 1; number <= 16; number++)
      expect(daning2022.article(`DN-${number}`).title).toMatch(/^第.+条$/)
  })

  it('knows quotas, and which kind has none for reports', () => {
    expect(daning2022.quotas('rural', '2022-06')).toMatchObject({
      checkIns: { value: 20 },
      validReports: { value: 20 },
    })
    expect(daning2022.quotas('communityPartTime', '2022-06').validReports).toBeNull()
  })
})

describe('facts that the regulation does not admit', () => {
  it.each<[string, Partial<MonthFacts>, string]>([
    ['a month before it', { month: '2022-04' }, 'monthNotCovered month'],
    [
      'a fourth kind',
      { worker: { reference: 'x', kind: 'ruralFullTime' } },
      'factsRefused worker.kind',
    ],
    [
      'a service that had not begun',
      { worker: { reference: 'x', kind: 'rural', serviceFrom: '2022-07-01' } },
      'factsRefused worker.serviceFrom',
    ],
    [
      'a service that was over',
      { worker: { reference: 'x', kind: 'rural', serviceTo: '2022-05-31' } },
      'factsRefused worker.serviceTo',
    ],
    [
      'a service that ends before it begins',
      {
        worker: {
          reference: 'x',
          kind: 'rural',
          serviceFrom: '2022-06-10',
          serviceTo: '2022-06-09',
        },
      },
      'factsRefused worker.serviceTo',
    ],
    [
      'a kind that is not the last one',
      {
        worker: {
          reference: 'x',
          kind: 'rural',
          kindHistory: [
            { from: '2022-06-01', kind: 'rural' },
            { from: '2022-06-10', kind: 'communityPartTime' },
          ],
        },
      },
      'factsRefused worker.kind',
    ],
    [
      'an amount between the bands',
      { majorReports: [{ reportId: 'r', grade: 'major', amountFen: 40_000 }] },
      'factsRefused majorReports.0.amountFen',
    ],
    [
      'an especially major report without its record',
      { majorReports: [{ reportId: 'r', grade: 'especiallyMajor', amountFen: 50_000 }] },
      'factsRefused majorReports.0.deliberation',
    ],
    [
      'a history of the month itself',
      { history: [{ month: '2022-06', verdict: 'fail', validReports: 0, fullMonth: true }] },
      'factsRefused history.0.month',
    ],
    [
      'a month twice in the history',
      {
        history: [
          { month: '2022-05', verdict: 'fail', validReports: 0, fullMonth: true },
          { month: '2022-05', verdict: 'pass', validReports: 0, fullMonth: true },
        ],
      },
      'factsRefused history.1.month',
    ],
    [
      'a correction of a later month',
      {
        adjustments: [
          { id: 'a', correctedMonth: '2022-06', payDeltaFen: 1, accrualDeltaFen: 0, reason: 'x' },
        ],
      },
      'factsRefused adjustments.0.correctedMonth',
    ],
    [
      'a correction by an unknown article',
      {
        adjustments: [
          {
            id: 'a',
            correctedMonth: '2022-05',
            payDeltaFen: 1,
            accrualDeltaFen: 0,
            reason: 'x',
            article: 'DN-99',
          },
        ],
      },
      'notInPack ',
    ],
    ['an unknown reading', { readings: { weather: 'fine' } }, 'readingUnknown readings.weather'],
    [
      'a reading that is not among the choices',
      { readings: { baseMode: 'scored' } },
      'readingUnknown readings.baseMode',
    ],
    [
      'counting every check-in without their number',
      { readings: { checkInCount: 'everyCheckIn' } },
      'factsRefused counts.local.rawCheckIns',
    ],
  ])('%s', (_, change, refusal) => expect(refusalOf(change)).toBe(refusal))

  it('proposes what only people decide', () => {
    const statement = daning2022.evaluateMonth(
      facts({
        worker: {
          reference: 'x',
          kind: 'communityPartTime',
          kindHistory: [
            { from: '2022-06-01', kind: 'rural' },
            { from: '2022-06-10', kind: 'communityPartTime' },
          ],
        },
        fraud: [{ id: 'f', incident: '编造信息' }],
        graveIncidents: [{ id: 'g' }],
      }),
    )
    expect(statement.proposals.map(({ kind, grounds }) => `${kind} ${grounds}`)).toEqual([
      'elimination fraud',
      'fraudAccrual fraud',
      'elimination graveIncident',
      'kindChange kindChange',
    ])
  })
})
