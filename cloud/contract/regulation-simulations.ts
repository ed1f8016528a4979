import * as z from 'zod/mini'
import { command, query } from './define'
import { areaCode, done, id, instantMs, money, month } from './primitives'
import { parameterValue } from './regulation-values'
import { proposal, statement, verdict } from './trace'

/** What one scenario comes to in a township's month, against what was computed by the law as it was. */
const cost = {
  workers: z.int(),
  gaining: z.int(),
  losing: z.int(),
  beforeFen: money,
  afterFen: money,
  deltaFen: money,
  /** Of the difference the part that earlier months of the simulation cause. */
  carriedDeltaFen: money,
  /** Of the reward that is saved up and paid with the year's last batch. */
  accrualDeltaFen: money,
  /** What the year's last month pays of the reward saved up over the year; of others nothing. */
  yearEndDeltaFen: money,
  /** Who left within the year and would get another reward with its last month; of others nothing. */
  leavers: z.int(),
  /** Workers whose month was corrected after it was final, and by how much: that is not followed. */
  corrected: z.int(),
  correctedFen: money,
  /** Workers whose proposed result of the month turns. */
  turnedVerdicts: z.int(),
  /** Workers of whom people would be asked to decide otherwise, and where an earlier month brings it. */
  turnedProposals: z.int(),
  carriedProposals: z.int(),
}
export const costRow = z.object({ month, townshipCode: areaCode, ...cost })
export type CostRow = z.infer<typeof costRow>

const simulatedWorker = z.object({
  accountId: id,
  month,
  townshipCode: areaCode,
  beforeFen: money,
  afterFen: money,
  deltaFen: money,
  carriedDeltaFen: money,
  accrualDeltaFen: money,
  yearEndDeltaFen: money,
  /** Left before the year's last month: only what he saved up stands here. */
  left: z.boolean(),
  /** Corrections of the month, made after it was final: they are not followed. */
  correctedFen: money,
})

/** One way the law could have been: the draft's values, or another choice of one reading. */
export const scenarioResult = z.object({
  totals: z.object(cost),
  rows: z.array(costRow),
  /** Who gains most and who loses most, a few of each. */
  most: z.array(simulatedWorker),
  /** Workers whose month could not be computed so, and the first reason. */
  failed: z.object({ count: z.int(), message: z.nullable(z.string()) }),
})
export type ScenarioResult = z.infer<typeof scenarioResult>

export const simulatedScenario = z.object({
  /** Names and what each is set to, in words. */
  changes: z.array(
    z.object({ name: z.string(), label: z.string(), value: parameterValue, text: z.string() }),
  ),
})

export const simulation = query({
  name: 'regulations.simulation',
  path: '/api/regulations/simulation/:simulationId',
  summary: '试算的进度和结果',
  permission: 'regulations.read',
  input: z.object({ simulationId: id }),
  output: z.object({
    simulationId: id,
    changeId: z.nullable(id),
    months: z.array(month),
    state: z.enum(['running', 'done', 'failed', 'cancelled']),
    doneCount: z.int(),
    totalCount: z.int(),
    message: z.nullable(z.string()),
    startedByName: z.string(),
    startedAtMs: instantMs,
    scenarios: z.array(
      z.object({ ...simulatedScenario.shape, result: z.nullable(scenarioResult) }),
    ),
    /** Frozen statements that today's program computes to another sum than was frozen. */
    recomputed: z.int(),
    townships: z.array(z.object({ code: areaCode, name: z.string() })),
    /** Names of who stands in `most`. */
    names: z.record(z.string(), z.string()),
    abilities: z.object({ cancel: z.boolean() }),
  }),
  errors: [],
})
export type Simulation = z.infer<(typeof simulation)['output']>

export const simulateChange = command({
  name: 'regulations.simulateChange',
  path: '/api/regulations/simulate-change',
  summary: '用已定案的月份试算一项修改',
  permission: 'regulations.read',
  input: z.object({
    changeId: id,
    months: z.array(month).check(z.minLength(1, '请选月份'), z.maxLength(12)),
  }),
  output: z.object({ simulationId: id }),
  errors: ['regulationNothingFrozen', 'regulationSimulationUnderWay', 'alreadyDecided'],
})

export const simulateReadings = command({
  name: 'regulations.simulateReadings',
  path: '/api/regulations/simulate-readings',
  summary: '用最近定案的月份试算每一种读法',
  permission: 'regulations.read',
  input: z.object({}),
  output: z.object({ simulationId: id }),
  errors: ['regulationNothingFrozen', 'regulationSimulationUnderWay', 'regulationUnbound'],
})

/** Called off by whoever may begin one for the county: nothing of it is kept. */
export const cancelSimulation = command({
  name: 'regulations.cancelSimulation',
  path: '/api/regulations/cancel-simulation',
  summary: '取消正在进行的试算',
  permission: 'regulations.read',
  input: z.object({ simulationId: id }),
  output: done,
  errors: ['regulationSimulationOver'],
})

/** The newest comparison of the readings that was begun for the county. */
export const readingCosts = query({
  name: 'regulations.readingCosts',
  path: '/api/regulations/reading-costs',
  summary: '最近一次对各种读法的试算',
  permission: 'regulations.read',
  input: z.object({}),
  output: z.object({ simulationId: z.nullable(id) }),
  errors: [],
})

const scenarioIndex = z.optional(z.coerce.number().check(z.int(), z.gte(0), z.lte(200)))

export const simulationWorkers = query({
  name: 'regulations.simulationWorkers',
  path: '/api/regulations/simulation-workers',
  summary: '试算里一个乡镇一个月每个人的变化',
  permission: 'regulations.read',
  input: z.object({ simulationId: id, scenario: scenarioIndex, townshipCode: areaCode, month }),
  output: z.object({
    rows: z.array(
      z.object({ ...simulatedWorker.shape, workerName: z.string(), gridName: z.string() }),
    ),
  }),
  errors: [],
})

/** Both trees of one worker's month, and what differs line by line. */
export const simulationWorker = query({
  name: 'regulations.simulationWorker',
  path: '/api/regulations/simulation-worker',
  summary: '试算里一个人一个月的两份绩效，逐笔对照',
  permission: 'regulations.read',
  input: z.object({ simulationId: id, scenario: scenarioIndex, accountId: id, month }),
  output: z.object({
    accountId: id,
    workerName: z.string(),
    gridName: z.string(),
    month,
    before: statement,
    after: statement,
    verdicts: z.object({ before: verdict, after: verdict }),
    lines: z.array(
      z.object({
        code: z.string(),
        label: z.string(),
        beforeFen: money,
        afterFen: money,
        deltaFen: money,
        /** The part that earlier months of the simulation cause. */
        carriedDeltaFen: money,
      }),
    ),
    /** Proposals that only one of the two has. */
    proposals: z.array(
      z.object({
        turn: z.enum(['added', 'removed']),
        kind: proposal.shape.kind,
        sentence: z.string(),
        /** By itself the month would not bring it: an earlier one does. */
        isCarried: z.boolean(),
      }),
    ),
    /** Earlier months of the simulation that come out otherwise. */
    turnedMonths: z.array(month),
    /** Corrections of this month that were made after it was final: they stand as they were. */
    corrections: z.array(
      z.object({
        /** The month that carries it. */
        month,
        payDeltaFen: money,
        accrualDeltaFen: money,
        reason: z.string(),
      }),
    ),
    /** The reward saved up over the year, in its last month; null: another month, or none. */
    yearEnd: z.nullable(z.object({ beforeFen: money, afterFen: money, carriedFen: money })),
  }),
  errors: [],
})
