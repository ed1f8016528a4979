// A clean end on Ctrl-C: what was started last stops first, whatever the script is doing just then.

import { say } from './say.mjs'

const actions = []
let stopping = null

/** Registers what has to be stopped; answers a function that stops it now, once. */
export function atStop(action) {
  let done = null
  const once = () => {
    done ??= Promise.resolve(action())
    return done
  }
  actions.push(once)
  return once
}

export function stopAll() {
  stopping ??= runAll()
  return stopping
}

async function runAll() {
  for (const action of actions.reverse()) {
    try {
      await action()
    } catch (error) {
      process.stderr.write(`${error?.stack ?? error}\n`)
    }
  }
}

export function isStopping() {
  return stopping !== null
}

/** Ctrl-C ends with 130, a polite kill with 0. Further signals wait for the same end. */
export function stopOnSignals() {
  const statuses = { SIGINT: 130, SIGTERM: 0, SIGHUP: 0 }
  for (const [signal, status] of Object.entries(statuses)) {
    process.on(signal, async () => {
      if (stopping) return
      say('正在停止 · stopping')
      await stopAll()
      say('已停止 · stopped')
      process.exit(status)
    })
  }
}
