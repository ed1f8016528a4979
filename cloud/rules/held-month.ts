import type { z } from 'zod'
import type { Verdict } from '../contract/trace'
import type { CountyValue } from './law'
import type { LeaveInMonth } from './leave-in-month'
import type { MonthFacts } from './month-facts'

/**
 * What a pack's month is made of, beside the worker, the county's values and the corrections of
 * earlier months. A pack names what it reads; who asks it collects just that.
 */
export type FactSort =
  | 'checkIns'
  | 'reports'
  | 'findings'
  | 'fraud'
  | 'commendations'
  | 'majorReports'
  | 'spotChecks'
  | 'verdictDecision'
  | 'proration'
  | 'wholeMonthLeave'
  | 'manualAdjustment'
  | 'employment'
  | 'officeScores'
  | 'ranks'
  | 'households'
  | 'patrols'
  | 'problems'
  | 'events'
  | 'partScores'
  | 'attendance'
  | 'earlierScores'
  | 'scoreCorrections'
  | 'surveys'

/** A decision about a month as people took it; which of the values it has depends on its kind. */
export interface HeldDecision {
  kind: string
  reason: string
  verdict?: Verdict
  accept?: boolean
  quota?: number
  amountFen?: number
}

/** The few things that the facts of every pack have; the rest is the pack's own. */
export interface PackFacts {
  regulation: string
  month: string
  worker: { reference: string; kind: string }
  decisions?: readonly HeldDecision[] | undefined
  /** Values that the county set, of any date. */
  countyValues?: CountyValue[] | undefined
  history?: readonly EarlierMonthTold[] | undefined
}

/** Of an earlier month what the pack looks back on. */
export interface EarlierMonthTold {
  month: string
  verdict?: Verdict | undefined
  exempt?: boolean | undefined
  validReports?: number | undefined
  ranking?: RankOfMonth | null | undefined
  met?: boolean | null | undefined
  scoreHundredths?: number | null | undefined
  payFen?: number | undefined
}

/** A place among all who were ranked; 1 is the best, and from the bottom 1 is the last. */
export interface RankOfMonth {
  rank: number
  ranked: number
  fromBottom?: number | undefined
}

/** One item of a month's scheme; null: its office has not scored yet. */
export interface HeldScore {
  office: string
  mostPoints: number
  scoreHundredths: number | null
}

/** A fact of a worker's month that people record, because nothing else in the product tells it. */
export interface RecordedFact {
  /** Stable, e.g. 'patrolsDue'. */
  name: string
  label: string
  sort: FactSort
  /** Article id on which it rests. */
  article: string
  measure: string
  /** Counts are whole; points have two decimals and are held in hundredths. */
  unit: 'count' | 'points'
  /** Without it the month is not computed; a fact that is not needed may stay away. */
  isNeeded: boolean
  /** The pack's own schema of the value. */
  schema: z.ZodType<number>
  /** Kinds of workers, in the service's words, of whom it is recorded; absent: of all. */
  workerKinds?: readonly string[]
}

/** What was recorded of such a fact last; counts, or hundredths of a point. */
export interface HeldFact {
  value: number
  evidence: string
}

/** Approved leave of a month; half days of work. */
export type HeldLeave = LeaveInMonth

/** Matters of the worker's grid in the month, as the loop closed them. */
export interface HeldMatters {
  /** Received in the month and neither merged, withdrawn, sent back nor spam. */
  known: number
  /** Those of them that the grid's own force found. */
  found: number
  /** Due in the month. */
  due: number
  /** Those of them that were closed by the month's end. */
  closed: number
}

/** All that is held of one worker's month. A pack takes what it reads; absent did not happen. */
export interface HeldMonth extends MonthFacts {
  /** First day in force, where the text names none. */
  countyStartsOn?: string
  /** Sent by an agency, as last decided. */
  dispatched?: boolean
  /** Leave over the whole month. */
  wholeMonthLeave?: boolean
  inProbation?: boolean
  /** Present once all items are in. */
  officeScores?: HeldScore[]
  ranking?: RankOfMonth
  /** Earlier months, each with its rank, up to this one; null: not ranked. */
  earlierRanks?: { month: string; ranking: RankOfMonth | null }[]
  /** The yearly file of the worker's grid. */
  householdFile?: { year: string; households: number; document: string }
  /** Decisions inside the year up to the month, oldest first. */
  householdExceptions?: { from: string; households: number; reason: string }[]
  /** What people recorded of the month, by the fact's name. */
  recorded?: Readonly<Record<string, HeldFact>>
  matters?: HeldMatters
  /** Residents' answers about the worker's grid in the quarter, up to the month's end. */
  survey?: { answers: number; aware: number; satisfied: number }
  /** Of earlier months the pay; the score where the same regulation gave one. */
  earlierScores?: { month: string; payFen: number; scoreHundredths: number | null }[]
}

/** Somebody who worked in the street in a month, as its ranking sees him. */
export interface RankedPerson {
  reference: string
  /** First day on which he was ever a worker in the county. */
  firstServiceOn: string
  wholeMonthLeave: boolean
  /** null: not scored. */
  scoreHundredths: number | null
}

/** How somebody stands among all of the street. */
export interface Standing {
  inProbation: boolean
  /** null: not ranked. */
  ranking: RankOfMonth | null
}
