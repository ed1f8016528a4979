import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Figure, statement as statementSchema, type Statement } from '../../contract/trace'
import type { MonthFacts } from '../../rules/month-facts'
import { yuanText } from '../../rules/money'
import { StatementBytes } from '../../rules/statement-bytes'
import { daning2022 } from '.'

/** Any month that could happen, for the properties of the computation. */
const kinds = ['rural', 'communityPartTime', 'communityFullTime'] as const
const months = ['2022-05', '2022-06', '2023-01', '2024-02', '2026-11']
const incident = fc.option(fc.constantFrom('渠口', '道路', '电线'), { nil: undefined })

const majorReport = fc.oneof(
  fc.record({
    reportId: fc.string({ minLength: 1, maxLength: 4 }),
    grade: fc.constant('major' as const),
    amountFen: fc.integer({ min: 10_000, max: 30_000 }),
  }),
  fc.record({
    reportId: fc.string({ minLength: 1, maxLength: 4 }),
    grade: fc.constant('especiallyMajor' as const),
    amountFen: fc.integer({ min: 50_000, max: 100_000 }),
    deliberation: fc.constant('会议记录'),
  }),
)

const decision = fc.oneof(
  fc.record({
    kind: fc.constant('verdict' as const),
    verdict: fc.constantFrom('pass' as const, 'fail' as const),
    reason: fc.constant('核定'),
  }),
  fc.record({
    kind: fc.constant('proration' as const),
    accept: fc.boolean(),
    reason: fc.constant('核定'),
  }),
  fc.record({ kind: fc.constant('quotaWaiver' as const), reason: fc.constant('整月假') }),
  fc.record({
    kind: fc.constant('checkInQuota' as const),
    quota: fc.integer({ min: 0, max: 31 }),
    reason: fc.constant('春节'),
  }),
  fc.record({
    kind: fc.constant('manualAdjustment' as const),
    amountFen: fc.integer({ min: -90_000, max: 90_000 }),
    reason: fc.constant('核定'),
  }),
)

const readings = fc.record(
  {
    pieceCapAtPool: fc.boolean(),
    baseMode: fc.constantFrom('fixed', 'withheldWhenFailed'),
    beyondQuotaPrice: fc.constantFrom('rewardOnly', 'unitPriceToo'),
    overQuotaPrecondition: fc.constantFrom(
      'reports',
      'reportsAndCheckIns',
      'reportsCheckInsAndConduct',
    ),
    commendationStacking: fc.constantFrom('highest', 'sum'),
    proration: fc.constantFrom('proposal', 'none', 'byCalendarDays'),
    deductFrom: fc.constantFrom('allEarnings', 'baseAndPiece'),
    conductUnit: fc.constantFrom('perRecord', 'perIncident'),
    baseWithoutReports: fc.boolean(),
  },
  { requiredKeys: [] },
)

const arbitraryFacts: fc.Arbitrary<MonthFacts> = fc
  .record({
    month: fc.constantFrom(...months),
    kind: fc.constantFrom(...kinds),
    from: fc.option(fc.integer({ min: 1, max: 28 }), { nil: undefined }),
    checkInDays: fc.integer({ min: 0, max: 31 }),
    validReports: fc.integer({ min: 0, max: 120 }),
    provincial: fc.option(
      fc.record({
        checkIns: fc.integer({ min: 0, max: 60 }),
        validReports: fc.integer({ min: 0, max: 120 }),
      }),
    ),
    conduct: fc.option(
      fc.record({ commands: fc.constantFrom('met' as const, 'failed' as const) }),
      { nil: undefined },
    ),
    findings: fc.array(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 4 }),
        kind: fc.constantFrom(
          'unreportedHazard' as const,
          'disobeyedCommand' as const,
          'uncooperativeNotice' as const,
        ),
        incident,
      }),
      { maxLength: 12 },
    ),
    commendations: fc.array(
      fc.record({
        reportId: fc.constantFrom('a', 'b', 'c'),
        level: fc.constantFrom('county' as const, 'city' as const, 'province' as const),
        alreadyPaidFen: fc.constantFrom(0, 1_000, 2_000),
      }),
      { maxLength: 4 },
    ),
    majorReports: fc.array(majorReport, { maxLength: 2 }),
    decisions: fc.array(decision, { maxLength: 3 }),
    adjustments: fc.array(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 4 }),
        correctedMonth: fc.constant('2022-04'),
        payDeltaFen: fc.integer({ min: -60_000, max: 60_000 }),
        accrualDeltaFen: fc.integer({ min: -5_000, max: 5_000 }),
        reason: fc.constant('核对后更正'),
      }),
      { maxLength: 2 },
    ),
    readings,
  })
  .map(({ month, kind, from, checkInDays, validReports, provincial, ...rest }) => ({
    regulation: 'daning-2022',
    month,
    worker: {
      reference: 'any',
      kind,
      ...(from === undefined ? {} : { serviceFrom: `${month}-${String(from).padStart(2, '0')}` }),
    },
    counts: { local: { checkInDays, rawCheckIns: checkInDays, validReports }, provincial },
    ...rest,
  }))

const always = (check: (facts: MonthFacts, statement: Statement) => void, runs = 400) =>
  fc.assert(
    fc.property(arbitraryFacts, (facts) => check(facts, daning2022.evaluateMonth(facts))),
    { numRuns: runs },
  )

function everyFigure(figure: Figure, check: (figure: Figure) => void) {
  check(figure)
  for (const input of figure.inputs) everyFigure(input, check)
}

function figuresOf({ lines, pay, accrual, proposals }: Statement): Figure[] {
  return [
    pay,
    accrual,
    ...lines.map(({ figure }) => figure),
    ...proposals.flatMap(({ figure }) => figure ?? []),
  ]
}

const sumOf = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('any month of Daning', () => {
  it('never pays less than nothing, and accounts for every fen', () => {
    always((_, { totals, uncollectedFen, lines }) => {
      expect(totals.payFen).toBeGreaterThanOrEqual(0)
      expect(totals.payFen).toBe(totals.grossFen - totals.collectedFen)
      expect(totals.deductionFen).toBe(totals.collectedFen + uncollectedFen)
      expect(totals.collectedFen).toBeGreaterThanOrEqual(0)
      expect(uncollectedFen).toBeGreaterThanOrEqual(0)
      expect(sumOf(lines.map(({ amountFen }) => amountFen))).toBe(
        totals.grossFen - totals.deductionFen,
      )
    })
  })

  it('shows in its tree what it pays', () => {
    always((_, statement) => {
      const { pay, lines, totals } = statement
      const [gross, deduction] = pay.inputs
      expect(pay.value).toBe(totals.payFen)
      expect(gross?.value).toBe(totals.grossFen)
      expect(deduction?.value).toBe(totals.deductionFen)
      const ofKind = (kind: string) =>
        lines.filter((line) => line.kind === kind).map(({ figure }) => figure)
      expect(gross?.inputs).toEqual(ofKind('earning'))
      expect(deduction?.inputs).toEqual(ofKind('deduction'))
      for (const { figure, amountFen } of lines) expect(Math.abs(amountFen)).toBe(figure.value)
    })
  })

  it('adds up at every sum, takes whole fen, and says the value it has', () => {
    always((_, statement) => {
      for (const root of figuresOf(statement)) {
        everyFigure(root, (figure) => {
          expect(Number.isSafeInteger(figure.value)).toBe(true)
          if (figure.block === 'sum')
            expect(figure.value).toBe(sumOf(figure.inputs.map(({ value }) => value)))
          const lastNumber = /-?\d+(\.\d+)?(?!.*\d)/.exec(figure.sentence)?.[0]
          const said = figure.unit === 'fen' ? `${lastNumber} 元` : lastNumber
          expect(said, figure.sentence).toBe(
            figure.unit === 'fen' ? yuanText(figure.value) : String(figure.value),
          )
          expect(figure.articles.length, figure.code).toBeGreaterThan(0)
        })
      }
    })
  })

  it('pays no less for one more valid report', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        // a penalty per incident or a proposal does not depend on reports; nor may pay fall
        const { local } = facts.counts
        const own = { ...facts, counts: { local, provincial: null } }
        const more = {
          ...own,
          counts: { local: { ...local, validReports: local.validReports + 1 }, provincial: null },
        }
        const before = daning2022.evaluateMonth(own)
        const after = daning2022.evaluateMonth(more)
        expect(after.totals.payFen).toBeGreaterThanOrEqual(before.totals.payFen)
        expect(after.accrualFen).toBeGreaterThanOrEqual(before.accrualFen)
        expect(before.verdict.proposal === 'pass' && after.verdict.proposal === 'fail').toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  it('pays no less for one more day checked in', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        const { local } = facts.counts
        const own = { ...facts, counts: { local, provincial: null } }
        const more = {
          ...own,
          counts: { local: { ...local, checkInDays: local.checkInDays + 1 }, provincial: null },
        }
        expect(daning2022.evaluateMonth(more).totals.payFen).toBeGreaterThanOrEqual(
          daning2022.evaluateMonth(own).totals.payFen,
        )
      }),
    )
  })

  it('is the same for the same facts, has the shape that pages expect, and is written as JSON writes it', () => {
    const written = new StatementBytes()
    always((facts, statement) => {
      expect(daning2022.evaluateMonth(structuredClone(facts))).toEqual(statement)
      expect(statementSchema.safeParse(statement).success).toBe(true)
      written.appendLine(statement)
      expect(Buffer.from(written.take()).toString()).toBe(`${JSON.stringify(statement)}\n`)
    })
  })

  it('is corrected by what makes the frozen one the later one', () => {
    fc.assert(
      fc.property(arbitraryFacts, fc.nat(60), (facts, validReports) => {
        const frozen = daning2022.evaluateMonth(facts)
        const more: MonthFacts = {
          ...facts,
          counts: { local: { ...facts.counts.local, validReports }, provincial: null },
        }
        const later = daning2022.evaluateMonth(more)
        const { payDeltaFen, accrualDeltaFen, lines } = daning2022.correct(frozen, later)
        expect(frozen.totals.payFen + payDeltaFen).toBe(later.totals.payFen)
        expect(frozen.accrualFen + accrualDeltaFen).toBe(later.accrualFen)
        const changed =
          later.totals.grossFen -
          later.totals.deductionFen -
          (frozen.totals.grossFen - frozen.totals.deductionFen)
        expect(sumOf(lines.map(({ deltaFen }) => deltaFen))).toBe(changed)
      }),
    )
  })
})
