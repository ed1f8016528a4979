import type { Logger } from '../../platform/log'
import { type Counted, countMatters, countTasks, type WorkingMs } from './figures'
import type { Books, CountingState, Piece, PieceRow, RecountStore } from './recount.store'

/** A deed is written within this of the instant it bears; what lies so near is looked at again. */
const overlapMs = 2 * 60_000
/** Figures are at most so old when somebody reads them. */
const freshForMs = 1_000
/** Where a counting had more pieces than this, readers no longer wait for the next one. */
const mostWaitedFor = 200
/** Grids counted together: some ten thousand matters are in hand at once. */
const gridsAtOnce = 100

export interface KeepFiguresParts {
  store: RecountStore
  workingMs: WorkingMs
  log: Pick<Logger, 'warn'>
}

function circlesOf<Facts extends { circle: string }>(
  all: readonly { code: string; facts: Facts }[],
): Map<string, { code: string; facts: Facts[] }> {
  const groups = new Map<string, { code: string; facts: Facts[] }>()
  for (const { code, facts } of all) {
    const key = `${code} ${facts.circle}`
    const group = groups.get(key)
    if (group) group.facts.push(facts)
    else groups.set(key, { code, facts: [facts] })
  }
  return groups
}

function rowsOf<Facts extends { circle: PieceRow['circle'] }>(
  piece: Omit<Piece, 'code'>,
  all: readonly { code: string; facts: Facts }[],
  count: (facts: readonly Facts[]) => Counted,
): PieceRow[] {
  const rows: PieceRow[] = []
  for (const { code, facts } of circlesOf(all).values()) {
    const [{ circle } = { circle: 'open' as const }] = facts
    rows.push({ ...piece, code, circle, counted: count(facts) })
  }
  return rows
}

interface Group {
  kind: Piece['kind']
  startsOn: string
  codes: string[]
}

/** Pieces of one kind and time together, each once, no more than can be in hand. */
function groupsOf(pieces: readonly Piece[]): Group[] {
  const groups = new Map<string, Group & { all: Set<string> }>()
  for (const { kind, startsOn, code } of pieces) {
    const key = `${kind} ${startsOn}`
    const group = groups.get(key) ?? { kind, startsOn, codes: [], all: new Set<string>() }
    group.all.add(code)
    groups.set(key, group)
  }
  return [...groups.values()].flatMap(({ kind, startsOn, all }) => {
    const codes = [...all]
    const count = Math.ceil(codes.length / gridsAtOnce)
    return Array.from({ length: count }, (_none, index) => ({
      kind,
      startsOn,
      codes: codes.slice(index * gridsAtOnce, (index + 1) * gridsAtOnce),
    }))
  })
}

export type KeepFigures = ReturnType<typeof createKeepFigures>

/**
 * Keeps the figures up to what happened: counts again, whole, each piece that something happened
 * to. A piece is always counted from its matters, never added to, so that it can be wrong only
 * until it is counted again.
 */
export function createKeepFigures({ store, workingMs, log }: KeepFiguresParts) {
  async function count(books: Books, { kind, startsOn, codes }: Group, nowMs: number) {
    const rows =
      kind === 'grid'
        ? rowsOf({ kind, startsOn }, await books.matters(startsOn, codes), (facts) =>
            countMatters(facts, nowMs, workingMs),
          )
        : rowsOf({ kind, startsOn }, await books.tasks(startsOn, codes), (facts) =>
            countTasks(facts, nowMs, workingMs),
          )
    await books.replace({ kind, startsOn }, codes, rows)
  }

  function countStale(nowMs: number) {
    return store.counting(async (books, state) => {
      const never = state.revision === 0
      const since = Math.min(state.countedThroughMs, nowMs) - overlapMs
      const pieces = never ? await books.all() : await books.stale(since, nowMs)
      for (const group of groupsOf(pieces)) await count(books, group, nowMs)
      const next: CountingState = {
        countedThroughMs: nowMs,
        revision: state.revision + (pieces.length > 0 || never ? 1 : 0),
      }
      await books.setState(next)
      return { state: next, pieces: pieces.length }
    })
  }

  let known: CountingState | null = null
  let wasLong = false
  let underWay: Promise<CountingState> | null = null

  function begin(nowMs: number): Promise<CountingState> {
    const running = countStale(nowMs)
      .then(({ state, pieces }) => {
        known = state
        wasLong = pieces > mostWaitedFor
        return state
      })
      .finally(() => {
        underWay = null
      })
    underWay = running
    return running
  }

  return {
    /** Up to a second ago, or, while much happens, up to the last time that all was counted. */
    async upToDate(nowMs: number): Promise<CountingState> {
      if (known && Math.abs(nowMs - known.countedThroughMs) < freshForMs) return known
      const running = underWay ?? begin(nowMs)
      if (!known || !wasLong) return running
      running.catch((error) => log.warn({ err: error }, 'the loop’s figures were not counted'))
      return known
    },

    /** For the background: what happened since, so that a reader finds little left to count. */
    async bringUp(nowMs: number): Promise<void> {
      await (underWay ?? begin(nowMs))
    },

    /** All of it anew, a part at a time, so that readers and other nodes come in between. */
    async recount(nowMs: number, stopping: () => boolean = () => false): Promise<void> {
      const pieces = await store.counting((books) => books.all())
      for (const group of groupsOf(pieces)) {
        if (stopping()) return
        await store.counting(async (books, state) => {
          await count(books, group, nowMs)
          await books.setState({ ...state, revision: state.revision + 1 })
        })
      }
    },

    async idle(): Promise<void> {
      await underWay?.catch(() => undefined)
    },
  }
}
