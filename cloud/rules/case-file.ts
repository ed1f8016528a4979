import { parse } from 'yaml'
import { z } from 'zod'
import {
  factCommendation,
  factDay,
  factDecision,
  factMajorReport,
  factMonth,
  type MonthFacts,
  monthFacts,
} from './month-facts'
import { parseYuan } from './money'

/**
 * Worked cases of a regulation, as its county checks them: what happened, in few words, and what
 * must come out to the fen. A case that says nothing of a thing means that it was in order.
 */
const yuan = z.string().refine((text) => parseYuan(text) !== null, 'not an amount of money')
const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'not an instant')

const findingKind = z.enum(['unreportedHazard', 'disobeyedCommand', 'uncooperativeNotice'])

const givenMonth = z.strictObject({
  month: factMonth.optional(),
  kind: z.string().optional(),
  validReports: z.int().optional(),
  checkIns: z.int().optional(),
  rawCheckIns: z.int().optional(),
  provincial: z.strictObject({ checkIns: z.int(), validReports: z.int() }).optional(),
  serviceFrom: factDay.optional(),
  serviceTo: factDay.optional(),
  conduct: monthFacts.shape.conduct,
  /** Numbers of findings a kind; `incident` names one occurrence for all of them. */
  findings: z.partialRecord(findingKind, z.int()).optional(),
  incident: z.string().optional(),
  commendations: z
    .array(
      z.strictObject({
        ...factCommendation.omit({ alreadyPaidFen: true }).shape,
        alreadyPaid: yuan.optional(),
      }),
    )
    .optional(),
  majorReports: z
    .array(z.strictObject({ ...factMajorReport.omit({ amountFen: true }).shape, amount: yuan }))
    .optional(),
  decisions: z.array(factDecision).optional(),
  spotChecks: z
    .array(
      z.strictObject({
        calledAt: instant,
        answered: z.boolean(),
        calledBackAt: instant.optional(),
      }),
    )
    .optional(),
  criticismNotices: monthFacts.shape.criticismNotices,
  fraud: monthFacts.shape.fraud,
  /** The office keeps the worker although a counter reached its limit. */
  kept: z.boolean().optional(),
  readings: monthFacts.shape.readings,
})
export type GivenMonth = z.infer<typeof givenMonth>

const expectedMonth = z.strictObject({
  pay: yuan.optional(),
  accrual: yuan.optional(),
  uncollected: yuan.optional(),
  /** Amounts of lines by code. */
  lines: z.record(z.string(), yuan).optional(),
  /** Counts that the month was computed with. */
  checkIns: z.int().optional(),
  validReports: z.int().optional(),
  verdict: z.enum(['pass', 'fail']).optional(),
  final: z.enum(['pass', 'fail']).optional(),
  /** Local less provincial, by code. */
  differences: z.record(z.string(), z.int()).optional(),
  /** Grounds of the proposed eliminations and of the warnings, all of them. */
  elimination: z.array(z.string()).optional(),
  warnings: z.array(z.string()).optional(),
  /** Kinds of proposals that must be there. */
  proposals: z.array(z.string()).optional(),
  /** What the month would pay if the proposed proration were followed. */
  proposed: yuan.optional(),
  /** Codes of information lines, all of them. */
  information: z.array(z.string()).optional(),
})
export type ExpectedMonth = z.infer<typeof expectedMonth>

const head = {
  id: z.string(),
  variant: z.string().optional(),
  articles: z.array(z.string()).min(1),
}
const caseSchema = z.discriminatedUnion('run', [
  z.strictObject({ ...head, run: z.literal('month'), given: givenMonth, expect: expectedMonth }),
  z.strictObject({
    ...head,
    run: z.literal('months'),
    given: z.strictObject({ months: z.array(givenMonth).min(1) }),
    expect: z.strictObject({
      pay: yuan.optional(),
      accrual: yuan.optional(),
      each: z.array(expectedMonth).optional(),
    }),
  }),
  z.strictObject({
    ...head,
    run: z.literal('instants'),
    given: z.strictObject({ instants: z.array(instant) }),
    expect: z.strictObject({
      months: z.record(factMonth, z.strictObject({ days: z.int(), raw: z.int() })),
    }),
  }),
  z.strictObject({
    ...head,
    run: z.literal('majorAmount'),
    given: z.strictObject({
      grade: z.enum(['major', 'especiallyMajor']),
      amount: yuan,
      deliberation: z.string().optional(),
    }),
    expect: z.strictObject({
      outcome: z.enum(['accepted', 'amountOutOfRange', 'deliberationNeeded']),
    }),
  }),
  z.strictObject({
    ...head,
    run: z.literal('table'),
    given: z.strictObject({
      groups: z.array(z.strictObject({ workers: z.int(), ...givenMonth.shape })),
    }),
    expect: z.strictObject({ pay: yuan, words: z.string().optional() }),
  }),
  z.strictObject({
    ...head,
    run: z.literal('capital'),
    given: z.strictObject({ amount: yuan }),
    expect: z.strictObject({ words: z.string() }),
  }),
  z.strictObject({
    ...head,
    run: z.literal('correction'),
    given: z.strictObject({ frozen: givenMonth, later: givenMonth, next: givenMonth }),
    expect: z.strictObject({
      frozenPay: yuan.optional(),
      frozenAccrual: yuan.optional(),
      payDelta: yuan,
      accrualDelta: yuan.optional(),
      nextPay: yuan.optional(),
      nextAccrual: yuan.optional(),
      nextUncollected: yuan.optional(),
    }),
  }),
  z.strictObject({
    ...head,
    run: z.literal('yearEnd'),
    given: z.strictObject({
      year: z.string(),
      months: z.array(z.strictObject({ month: factMonth, accrual: yuan })),
      leftOn: factDay.optional(),
      eliminatedForFraud: z.boolean().optional(),
      readings: monthFacts.shape.readings,
    }),
    expect: z.strictObject({ payable: yuan, held: yuan, forfeited: yuan }),
  }),
  z.strictObject({
    ...head,
    run: z.literal('eligibility'),
    given: z.strictObject({
      bornOn: factDay,
      appliedOn: factDay,
      readings: monthFacts.shape.readings,
    }),
    expect: z.strictObject({ outcome: z.enum(['eligible', 'reasonRequired', 'refused']) }),
  }),
])
export type RuleCase = z.infer<typeof caseSchema>
export type CaseOf<R extends RuleCase['run']> = Extract<RuleCase, { run: R }>

export function readCases(name: string, text: string): RuleCase[] {
  const read = z.array(caseSchema).safeParse(parse(text))
  if (read.success) return read.data
  throw new Error(`${name}: ${z.prettifyError(read.error)}`)
}

export function fenOf(text: string): number {
  return parseYuan(text) ?? Number.NaN
}

/** The facts that a case's few words stand for: 20 check-ins and 20 valid reports where it says nothing. */
export function factsOfCase(
  regulation: string,
  given: GivenMonth,
  defaults: { kind: string; month: string },
): MonthFacts {
  const { month = defaults.month, kind = defaults.kind, validReports = 20, checkIns = 20 } = given
  const { serviceFrom, serviceTo, rawCheckIns, provincial } = given
  return {
    regulation,
    month,
    worker: { reference: 'case', kind, serviceFrom, serviceTo },
    counts: {
      local: { checkInDays: checkIns, rawCheckIns, validReports },
      provincial: provincial ?? null,
    },
    conduct: given.conduct,
    findings: findingsOf(given),
    commendations: given.commendations?.map(({ alreadyPaid = '0.00', ...one }) => ({
      ...one,
      alreadyPaidFen: fenOf(alreadyPaid),
    })),
    majorReports: given.majorReports?.map(({ amount, ...one }) => ({
      ...one,
      amountFen: fenOf(amount),
    })),
    decisions: given.decisions,
    spotChecks: given.spotChecks?.map(({ calledAt, answered, calledBackAt }) => ({
      calledAtMs: Date.parse(calledAt),
      answered,
      calledBackAtMs: calledBackAt === undefined ? undefined : Date.parse(calledBackAt),
    })),
    criticismNotices: given.criticismNotices,
    fraud: given.fraud,
    readings: given.readings,
  }
}

function findingsOf({ findings = {}, incident }: GivenMonth): MonthFacts['findings'] {
  return findingKind.options.flatMap((kind) =>
    Array.from({ length: findings[kind] ?? 0 }, (_, index) => ({
      id: `${kind}-${index + 1}`,
      kind,
      incident,
    })),
  )
}
