// What the scripts say while they work: one line a step, with the seconds since the start.

const startedAt = Date.now()
const HEARTBEAT_MS = 20_000

/** A sentence for the person at the terminal; it ends the script without a stack. */
export class Refusal extends Error {}

export function say(line) {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)
  process.stdout.write(`[${seconds} s] ${line}\n`)
}

export function elapsedSeconds() {
  return (Date.now() - startedAt) / 1000
}

/** Says the step, then now and then that it is still under way. */
export async function step(line, action) {
  say(line)
  const begun = Date.now()
  const heartbeat = setInterval(() => {
    say(`  … ${Math.round((Date.now() - begun) / 1000)} s: ${line}`)
  }, HEARTBEAT_MS)
  try {
    return await action()
  } finally {
    clearInterval(heartbeat)
  }
}

/** Runs a script's main function: a Refusal is said as it is, anything else with its stack. */
export async function runMain(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    process.stderr.write(
      `\n${error instanceof Refusal ? error.message : (error?.stack ?? error)}\n`,
    )
    process.exitCode = 1
  }
}
