/** Months as an auditor would hand them over: mostly plain ones, each oddity as often as it is met. */

/** Numbers that look random and are the same in every run. */
function drawFrom(seed: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return {
    below: (limit: number) => Math.floor(next() * limit),
    oneIn: (times: number) => next() * times < 1,
    of: <T>(choices: readonly T[]): T => choices[Math.floor(next() * choices.length)] as T,
  }
}
type Draw = ReturnType<typeof drawFrom>

const monthsOfYear = Array.from(
  { length: 12 },
  (_, index) => `-${String(index + 1).padStart(2, '0')}`,
)
const years = ['2024', '2025']
const allMonths = years.flatMap((year) => monthsOfYear.map((month) => `${year}${month}`))
const earlierMonths = 6

function monthAt(index: number): string {
  return allMonths[index] as string
}

function daningMonth(draw: Draw, number: number): object {
  const index = monthsOfYear.length + draw.below(monthsOfYear.length)
  const month = monthAt(index)
  const checkIns = 12 + draw.below(20)
  const validReports = draw.below(46)
  const rarely = (times: number, name: string, value: () => unknown) =>
    draw.oneIn(times) ? { [name]: value() } : {}
  return {
    regulation: 'daning-2022',
    month,
    worker: {
      reference: `${141_030_000 + number}`,
      kind: draw.of(['rural', 'rural', 'rural', 'communityPartTime', 'communityFullTime']),
      ...rarely(40, 'serviceFrom', () => `${month}-${String(2 + draw.below(26)).padStart(2, '0')}`),
    },
    counts: {
      local: { checkInDays: checkIns, rawCheckIns: checkIns + draw.below(10), validReports },
      // the province counts what it was sent: mostly the same, sometimes a little less
      provincial: draw.oneIn(2)
        ? {
            checkIns,
            validReports: Math.max(0, validReports - (draw.oneIn(4) ? draw.below(4) : 0)),
          }
        : null,
    },
    ...rarely(10, 'conduct', () => ({ commands: draw.of(['met', 'failed']), meetings: 'met' })),
    ...rarely(12, 'findings', () => [
      {
        id: `finding ${number}`,
        kind: draw.of(['unreportedHazard', 'disobeyedCommand', 'uncooperativeNotice']),
        incident: draw.of(['渠口塌陷没有上报', '未参加防汛值守', '电线垂落']),
      },
    ]),
    ...rarely(20, 'commendations', () => [
      { reportId: `report ${number}`, level: draw.of(['county', 'city']), alreadyPaidFen: 0 },
    ]),
    ...rarely(50, 'majorReports', () => [
      { reportId: `report ${number}`, grade: 'major', amountFen: 10_000 + draw.below(200) * 100 },
    ]),
    ...rarely(40, 'decisions', () => [
      { kind: 'manualAdjustment', amountFen: draw.below(100) * 100 - 5_000, reason: '核对后调整' },
    ]),
    ...rarely(40, 'adjustments', () => [
      {
        id: `correction ${number}`,
        correctedMonth: monthAt(index - 1),
        payDeltaFen: draw.below(60) * 750 - 20_000,
        accrualDeltaFen: 0,
        reason: '省平台统计更正',
      },
    ]),
    history: Array.from({ length: earlierMonths }, (_, back) => ({
      month: monthAt(index - 1 - back),
      verdict: draw.of(['pass', 'pass', 'pass', 'fail']),
      validReports: draw.below(46),
      fullMonth: true,
    })),
    ...rarely(20, 'spotChecks', () => [
      { calledAtMs: Date.parse(`${month}-10T02:00:00Z`), answered: draw.oneIn(2) },
    ]),
  }
}

function qilingMonth(draw: Draw, number: number): object {
  const index = monthsOfYear.length + draw.below(monthsOfYear.length)
  const month = monthAt(index)
  const ranked = 180 + draw.below(20)
  const ranking = () => ({ rank: 1 + draw.below(ranked), ranked })
  const whole = () => {
    const of = 4 + draw.below(40)
    return { of, done: draw.below(of + 1) }
  }
  return {
    regulation: 'qiling-2020',
    month,
    worker: { reference: `${370_305_000 + number}`, kind: draw.of(['community', 'rural']) },
    householdFiles: [{ year: month.slice(0, 4), households: 200 + draw.below(400) }],
    scoreHundredths: (60 + draw.below(41)) * 100,
    ranking: ranking(),
    history: Array.from({ length: earlierMonths }, (_, back) => ({
      month: monthAt(index - 1 - back),
      ranking: ranking(),
    })),
    ...(draw.oneIn(3) ? { activity: { meetings: whole(), tasks: whole(), logDays: 20 } } : {}),
    countyValues: [
      { name: 'base.community', from: '2020-03-01', value: 100_000 },
      { name: 'base.rural', from: '2020-03-01', value: 60_000 },
      { name: 'householdRate.community', from: '2020-03-01', value: 100 },
      { name: 'householdRate.rural', from: '2020-03-01', value: 50 },
    ],
  }
}

const makers = { 'daning-2022': daningMonth, 'qiling-2020': qilingMonth }
export type Evaluated = keyof typeof makers

/** So many months of facts, one a line, as JSON. */
export function* monthLines(regulation: Evaluated, count: number): Generator<string> {
  const draw = drawFrom(count)
  for (let number = 0; number < count; number += 1)
    yield `${JSON.stringify(makers[regulation](draw, number))}\n`
}
