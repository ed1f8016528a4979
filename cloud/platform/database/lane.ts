import { promisify } from 'node:util'

/**
 * Group commit: what arrives while the last batch is under way is collected and goes as the next
 * batch. One lane, no timer: an idle service answers in the same turn, a busy one asks the database once
 * for many callers, which is what lets it outrun one statement a request.
 */
export interface Lane<Item, Result> {
  /** Resolves after the item's batch is durable; rejects with the batch's failure or its own. */
  submit(item: Item): Promise<Result>
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

interface Waiting<Item, Result> {
  item: Item
  resolve(result: Result): void
  reject(error: unknown): void
}

export interface LaneOptions {
  /** Most items in one batch. */
  mostItems: number
  /** Most items waiting; more are refused with `overloaded()`. */
  mostWaiting: number
  overloaded(): Error
}

const endOfTurn = promisify(setImmediate)

/** `flush` gives one result or Error for each item, in order; a throw fails the whole batch. */
export function createLane<Item, Result>(
  flush: (items: Item[]) => Promise<(Result | Error)[]>,
  options: LaneOptions,
): Lane<Item, Result> {
  let waiting: Waiting<Item, Result>[] = []
  let running: Promise<void> | null = null

  async function settle(batch: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await flush(batch.map((one) => one.item))
      batch.forEach((one, index) => {
        const result = results[index]
        if (result instanceof Error) one.reject(result)
        else one.resolve(result as Result)
      })
    } catch (error) {
      for (const one of batch) one.reject(error)
    }
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, options.mostItems)
      waiting = waiting.slice(options.mostItems)
      await settle(batch)
    }
    running = null
  }

  return {
    submit(item) {
      if (waiting.length >= options.mostWaiting) return Promise.reject(options.overloaded())
      return new Promise<Result>((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        // at the end of the turn: everything that the network brought in it shares the first batch
        running ??= endOfTurn().then(run)
      })
    },
    async idle() {
      while (running) await running
    },
  }
}
