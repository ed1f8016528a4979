import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/loop-figures'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CallContext, FileAnswer } from '../../http/serve'
import { addMonths, dayStartMs, shanghaiDay } from '../../platform/clock'
import type { Job } from '../../platform/jobs'
import { writeWorkbook } from '../../platform/spreadsheets'
import type { AreasService, Directory } from '../areas/areas.service'
import { addFigures, type Figures, noCounts } from './figures'
import type { KeepFigures } from './keep-figures'
import { createKeptAnswers } from './kept-answers'
import { createLoopFiguresPolicy, type SightOf } from './loop-figures.policy'
import {
  areaSheet,
  presentFigures,
  presentMonth,
  presentPublic,
  presentPublicMonth,
  unitSheet,
} from './loop-figures.present'
import type { FigureRow, LoopFiguresStore, Sight } from './loop-figures.store'

export interface LoopFiguresParts {
  store: LoopFiguresStore
  keep: KeepFigures
  areas: Pick<AreasService, 'directory'>
  sightOf: SightOf
}

type Answer<E> = Promise<OutputOf<E>>

const hourMs = 3_600_000
/** Of the day in Shanghai: when nobody looks. */
const recountHour = 3
const trendMonths = 6
const publicTrendMonths = 12
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Characters of a grid's code that tell a place's parts apart; 0: a grid has none. */
function partLength(code: string): number {
  return { 2: 4, 4: 6, 6: 9, 9: 12, 12: 16 }[code.length] ?? 0
}

const monthsUpTo = (month: string, count: number): string[] =>
  Array.from({ length: count }, (_none, index) => addMonths(month, index + 1 - count))

/** Parts of a place that somebody sees, whether or not anything arrived there. */
function partsOf(directory: Directory, code: string, scopes: readonly string[]): string[] {
  const below =
    code.length === 12
      ? directory.gridsUnder(code).map((grid) => grid.code)
      : directory.childrenOf(code).map((area) => area.code)
  return below.filter((part) =>
    scopes.some((scope) => part.startsWith(scope) || scope.startsWith(part)),
  )
}

function grouped(rows: readonly FigureRow[], keyOf: (row: FigureRow) => string) {
  const groups = new Map<string, FigureRow[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

const nothing: Figures = { ...noCounts, workingMinutes: [], elapsedMinutes: [] }

export type LoopFiguresService = ReturnType<typeof createLoopFiguresService>

export function createLoopFiguresService({ store, keep, areas, sightOf }: LoopFiguresParts) {
  const policy = createLoopFiguresPolicy(sightOf)
  const kept = createKeptAnswers()
  const keyOf = ({ scopes, circles }: Sight, ...rest: string[]) =>
    [scopes.join(), circles.join(), ...rest].join(' ')

  async function areaFigures(code: string, month: string, sight: Sight) {
    const [directory, rows, months] = await Promise.all([
      areas.directory(),
      store.grids(sight, month),
      store.months(sight, monthsUpTo(month, trendMonths)),
    ])
    const length = partLength(code)
    const parts = length > 0 ? grouped(rows, (row) => row.code.slice(0, length)) : new Map()
    const codes = new Set([
      ...(length > 0 ? partsOf(directory, code, sight.scopes) : []),
      ...parts.keys(),
    ])
    const sums = new Map([...codes].map((part) => [part, addFigures(parts.get(part) ?? [])]))
    const whole = length > 0 ? addFigures([...sums.values()]) : addFigures(rows)
    return {
      code,
      areaName: directory.areaName(code),
      figures: presentFigures(whole),
      rows: [...sums]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([part, sum]) => ({
          code: part,
          areaName: directory.areaName(part),
          figures: presentFigures(sum),
        })),
      months: monthsUpTo(month, trendMonths).map((one) =>
        presentMonth(one, months.get(one) ?? noCounts),
      ),
    }
  }

  async function areasAnswer(
    { code, month }: InputOf<typeof contract.areas>,
    actor: Actor,
    nowMs: number,
  ): Answer<typeof contract.areas> {
    const sight = policy.areaSight(actor, code)
    const directory = await areas.directory()
    if (!directory.area(code) && !directory.grid(code)) throw new Refusal('notFound')
    const { revision, countedThroughMs } = await keep.upToDate(nowMs)
    const answer = await kept(revision, keyOf(sight, 'areas', code, month), () =>
      areaFigures(code, month, sight),
    )
    return { ...answer, countedThroughMs }
  }

  async function unitFigures(sight: Sight, month: string) {
    const [units, rows] = await Promise.all([
      store.unitsIn(sight.scopes),
      store.units(sight, month),
    ])
    const days = grouped(rows, (row) => row.code)
    return units.map(({ code, name }) => {
      const sum = addFigures(days.get(code) ?? [])
      return {
        code,
        unitName: name,
        handedBack: sum.handedBack,
        figures: presentFigures(sum),
      }
    })
  }

  async function unitsAnswer(
    { areaCode, month }: InputOf<typeof contract.units>,
    actor: Actor,
    nowMs: number,
  ): Answer<typeof contract.units> {
    const sights = policy.unitSights(actor, areaCode)
    const directory = await areas.directory()
    if (!directory.area(areaCode)) throw new Refusal('notFound')
    const { revision, countedThroughMs } = await keep.upToDate(nowMs)
    const answers = await Promise.all(
      sights.map((sight) =>
        kept(revision, keyOf(sight, 'units', month), () => unitFigures(sight, month)),
      ),
    )
    // who holds posts of both kinds is told of each unit once, as its own people are
    const rows = new Map(answers.flat().map((row) => [row.code, row]))
    return { areaName: directory.areaName(areaCode), rows: [...rows.values()], countedThroughMs }
  }

  async function publicFigures(countyCode: string, month: string) {
    const sight: Sight = { scopes: [countyCode], circles: ['open'] }
    const asked = monthsUpTo(month, publicTrendMonths)
    const [rows, months] = await Promise.all([
      store.grids(sight, month),
      store.months(sight, asked),
    ])
    return {
      ...presentPublic(rows.length > 0 ? addFigures(rows) : nothing),
      months: asked.map((one) => presentPublicMonth(one, months.get(one) ?? noCounts)),
    }
  }

  return {
    areas: areasAnswer,
    units: unitsAnswer,

    async table(
      input: InputOf<typeof contract.table>,
      { actor, nowMs }: CallContext,
    ): Promise<FileAnswer> {
      const { code, month } = input
      const figures = await areasAnswer(input, actor, nowMs)
      const sheets = [areaSheet(figures, month)]
      if (code.length <= 9 && policy.seesUnits(actor, code)) {
        const units = await unitsAnswer({ areaCode: code, month }, actor, nowMs)
        sheets.push(unitSheet(units.areaName, month, units.rows))
      }
      await store.noteExport({ accountId: actor.accountId, atMs: nowMs, areaCode: code, month })
      return {
        bytes: await writeWorkbook(sheets, { createdAtMs: nowMs }),
        contentType: xlsx,
        fileName: `${figures.areaName}闭环记分板${month}.xlsx`,
      }
    },

    async publicTotals(
      { countyCode, month }: InputOf<typeof contract.publicTotals>,
      nowMs: number,
    ): Answer<typeof contract.publicTotals> {
      const county = (await areas.directory()).area(countyCode)
      if (county?.level !== 'county') throw new Refusal('notFound')
      const { revision, countedThroughMs } = await keep.upToDate(nowMs)
      const [answer, demo] = await Promise.all([
        kept(revision, `public ${countyCode} ${month}`, () => publicFigures(countyCode, month)),
        store.isDemo(),
      ])
      return { countyName: county.name, month, ...answer, countedThroughMs, demo }
    },

    /** What happened since the last look is counted before anybody asks; once a night all of it. */
    jobs(): Job[] {
      return [
        {
          name: 'loopFigures.bringUp',
          everyMs: 30_000,
          run: (run) => keep.bringUp(run.nowMs()),
        },
        {
          name: 'loopFigures.recount',
          everyMs: hourMs,
          run: async (run) => {
            const nowMs = run.nowMs()
            const hourOfDay = Math.floor((nowMs - dayStartMs(shanghaiDay(nowMs))) / hourMs)
            if (hourOfDay === recountHour) await keep.recount(nowMs, run.stopping)
          },
        },
      ]
    },

    idle: keep.idle,
  }
}
