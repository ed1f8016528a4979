import { Refusal } from './say.mjs'
import { isStopping, stopAll, stopOnSignals } from './stopping.mjs'

/**
 * Runs a script's main function and stops what it started. A Refusal is said as it is, anything
 * else with its stack; what fails only because Ctrl-C was pressed is not said at all.
 */
export async function runMain(main) {
  stopOnSignals()
  let status = 1
  try {
    status = await main()
  } catch (error) {
    if (isStopping()) return
    const text = error instanceof Refusal ? error.message : (error?.stack ?? String(error))
    process.stderr.write(`\n${text}\n`)
  }
  if (isStopping()) return
  await stopAll()
  process.exitCode = status
}
