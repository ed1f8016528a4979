import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/scoreboards'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CallContext, FileAnswer } from '../../http/serve'
import type { Clock } from '../../platform/clock'
import { writeWorkbook } from '../../platform/spreadsheets'
import type { AreaEntry, AreasService } from '../areas/areas.service'
import type { RegulationsService } from '../regulations/regulations.service'
import type { StaffService } from '../staff/staff.service'
import { alikeOf, distributionOf, groupByPart, paysOf, placeOf, totalsOf } from './board-totals'
import { type MonthRules, monthRulesOf, noRules } from './estimate-pay'
import { createKept } from './kept-boards'
import { inHand } from './sort-in-hand'
import { scoreboardsPolicy } from './scoreboards.policy'
import {
  type AreaScores,
  areaSheet,
  daySheet,
  presentScore,
  type WorkerScore,
  workerSheet,
} from './scoreboards.present'
import type { Alike, Board, BoardPage, ScoreboardsStore } from './scoreboards.store'

export interface ScoreboardsParts {
  store: ScoreboardsStore
  areas: Pick<AreasService, 'directory'>
  staff: Pick<StaffService, 'names' | 'worker'>
  regulations: Pick<RegulationsService, 'ofMonth'>
  clock: Clock
}

type Answer<E> = Promise<OutputOf<E>>

const usualLimit = 100
/** Workers of a big township: more would be carried for the few that a page shows. */
const mostInHand = 1_000
/** More workers than a person reads in one workbook, and than one request should carry. */
const mostTableRows = 20_000
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Characters of a grid's code that tell an area's parts apart; 0: it has none on the board. */
function partLength(areaCode: string): number {
  return { 2: 4, 4: 6, 6: 9, 9: 12 }[areaCode.length] ?? 0
}

/** A township and what lies below it is asked for whole, once; a county might be too many. */
const fitsInHand = (areaCode: string) => areaCode.length >= 9

export type ScoreboardsService = ReturnType<typeof createScoreboardsService>

export function createScoreboardsService({
  store,
  areas,
  staff,
  regulations,
  clock,
}: ScoreboardsParts) {
  const kept = createKept(clock)
  const keptRules = new Map<string, MonthRules>()

  async function rulesOf(areaCode: string, month: string): Promise<MonthRules> {
    let regulation: Awaited<ReturnType<RegulationsService['ofMonth']>>
    try {
      regulation = await regulations.ofMonth(areaCode.slice(0, 12), month)
    } catch (error) {
      if (error instanceof Refusal) return noRules
      throw error
    }
    const law = [regulation.id, regulation.packVersion, JSON.stringify(regulation.countyValues)]
    const key = `${law.join(' ')} ${month}`
    const rules = keptRules.get(key) ?? monthRulesOf(regulation, month)
    if (keptRules.size > 100) keptRules.clear()
    keptRules.set(key, rules)
    return rules
  }

  async function boardOf(scopes: readonly string[], month: string): Promise<Board> {
    return { scopes, month, computed: await store.isComputed(scopes, month) }
  }

  function alike(board: Board, length = 0): Promise<Alike[]> {
    const key = `${board.scopes.join()} ${board.month} ${board.computed} ${length}`
    return kept(
      key,
      () => store.alike(board, length),
      (rows) => rows.reduce((sum, row) => sum + row.workers, 0),
    )
  }

  async function scoresOf(
    board: Board,
    page: BoardPage,
    rules: MonthRules,
  ): Promise<WorkerScore[]> {
    const rows = await store.page(board, page)
    const [names, directory] = await Promise.all([
      staff.names(rows.map((row) => row.accountId)),
      areas.directory(),
    ])
    return rows.map((row) =>
      presentScore(row, {
        accountId: row.accountId,
        name: names.get(row.accountId) ?? '',
        gridName: directory.areaName(row.gridCode),
        rules,
      }),
    )
  }

  /** What only the page's workers need is asked for the page alone. */
  async function fromDatabase(board: Board, page: BoardPage, rules: MonthRules) {
    // only the order by pay needs every worker's pay before the page can be cut
    const first = page.sort === 'payFen' ? await alike(board) : null
    const pays = first ? paysOf(first, rules) : []
    const [rows, scores] = await Promise.all([
      first ?? alike(board),
      scoresOf(board, { ...page, pays }, rules),
    ])
    return { rows, scores }
  }

  async function workers(
    input: InputOf<typeof contract.workers>,
    actor: Actor,
  ): Answer<typeof contract.workers> {
    const { areaCode, month, limit = usualLimit, offset = 0 } = input
    const [board, rules, directory] = await Promise.all([
      boardOf(scoreboardsPolicy.scopesIn(actor, areaCode), month),
      rulesOf(areaCode, month),
      areas.directory(),
    ])
    const sort = input.sort ?? 'gridCode'
    const page: BoardPage = {
      sort,
      descending: input.order === 'descending',
      limit,
      offset,
      pays: [],
    }
    // the database sorts by pay only from a long list of estimates: a small county is sorted here too
    const triesHand = fitsInHand(areaCode) || sort === 'payFen'
    const whole = triesHand ? await store.whole(board, mostInHand) : null
    const { rows, scores } = whole
      ? { rows: alikeOf(whole), scores: inHand(whole, page, rules, directory) }
      : await fromDatabase(board, page, rules)
    const totals = totalsOf(rows, rules)
    return {
      areaName: directory.areaName(areaCode),
      totals,
      workers: scores,
      workerCount: totals.workers,
    }
  }

  async function dayCounts(board: Board) {
    const key = `days ${board.scopes.join()} ${board.month}`
    const load = async () => {
      const [counted, reports] = await Promise.all([
        store.countedByDay(board),
        store.reportsByDay(board.scopes, board.month),
      ])
      return counted.map((checkIns, index) => {
        const day = `${board.month}-${String(index + 1).padStart(2, '0')}`
        return { day, checkIns, reports: reports.get(day) ?? 0 }
      })
    }
    return kept(key, load, (days) => Math.max(...days.map((one) => one.checkIns + one.reports)))
  }

  async function areaScores(
    areaCode: string,
    month: string,
    scopes: readonly string[],
  ): Promise<AreaScores> {
    const [board, rules, directory] = await Promise.all([
      boardOf(scopes, month),
      rulesOf(areaCode, month),
      areas.directory(),
    ])
    const [rows, days] = await Promise.all([alike(board, partLength(areaCode)), dayCounts(board)])
    const parts = groupByPart(rows)
    const seen = ({ code }: AreaEntry) =>
      scopes.some((scope) => code.startsWith(scope) || scope.startsWith(code))
    return {
      areaName: directory.areaName(areaCode),
      totals: totalsOf(rows, rules),
      rows: directory
        .childrenOf(areaCode)
        .filter(seen)
        .map(({ code, name }) => ({
          areaCode: code,
          areaName: name,
          totals: totalsOf(parts.get(code) ?? [], rules),
        })),
      days,
    }
  }

  return {
    workers,
    areas: async (
      { areaCode, month }: InputOf<typeof contract.areas>,
      actor: Actor,
    ): Answer<typeof contract.areas> =>
      areaScores(areaCode, month, scoreboardsPolicy.scopesIn(actor, areaCode)),

    async table(
      input: InputOf<typeof contract.table>,
      { actor, nowMs }: CallContext,
    ): Promise<FileAnswer> {
      const { areaCode, month } = input
      const scopes = scoreboardsPolicy.scopesIn(actor, areaCode)
      const [scores, rules, board] = await Promise.all([
        areaScores(areaCode, month, scopes),
        rulesOf(areaCode, month),
        boardOf(scopes, month),
      ])
      if (scores.totals.workers > mostTableRows) {
        throw new Refusal('badInput', { message: `超过 ${mostTableRows} 人，请按县或乡镇分别下载` })
      }
      const page = {
        sort: 'gridCode',
        descending: false,
        limit: mostTableRows,
        offset: 0,
        pays: [],
      } as const
      const workerScores = await scoresOf(board, page, rules)
      const sheets = [workerSheet(scores.areaName, month, workerScores), daySheet(scores, month)]
      if (scores.rows.length > 0) sheets.splice(1, 0, areaSheet(scores, month))
      await store.noteExport({ accountId: actor.accountId, atMs: nowMs, areaCode, month })
      return {
        bytes: await writeWorkbook(sheets, { createdAtMs: nowMs }),
        contentType: xlsx,
        fileName: `${scores.areaName}记分板${month}.xlsx`,
      }
    },

    async mine(
      { month }: InputOf<typeof contract.mine>,
      actor: Actor,
    ): Answer<typeof contract.mine> {
      const worker = await staff.worker(actor.accountId, month)
      if (!worker) return { place: null, workerCount: 0, distribution: [] }
      const rows = await alike(await boardOf([worker.townshipCode], month))
      const own = await store.validReportsOf(actor.accountId, month)
      const workerCount = rows.reduce((sum, row) => sum + row.workers, 0)
      return { place: placeOf(rows, own), workerCount, distribution: distributionOf(rows, own) }
    },
  }
}
