import vm from 'node:vm'
import { Program } from './logic'
import { readPackage } from './package-files'
import type { Environment } from './types'

/** The program of a built package, in a Node vm of its own; it has yet to be launched. */
export function programInNode(folder: string, environment: Partial<Environment> = {}): Program {
  const context = vm.createContext({ setTimeout, clearTimeout, setInterval, clearInterval })
  const run: Environment['run'] = (source, names, values, fileName) => {
    const wrapped = `(function(${names.join(',')}){${source}\n})`
    vm.runInContext(wrapped, context, { filename: fileName })(...values)
  }
  return new Program({ files: readPackage(folder), run, ...environment })
}

/** Errors of the vm are not this realm's, and WeChat rejects with plain objects. */
function describe(reason: unknown): string {
  const { stack, errMsg } = (reason ?? {}) as { stack?: string; errMsg?: string }
  return stack ?? errMsg ?? String(reason)
}

/** Collects promises that nobody caught while something runs. */
export async function withRejections(program: Program, run: () => Promise<void>) {
  const note = (reason: unknown) => {
    program.problem(`nobody caught: ${describe(reason)}`)
  }
  process.on('unhandledRejection', note)
  process.on('uncaughtException', note)
  try {
    await run()
    await program.wait(50)
  } finally {
    process.off('unhandledRejection', note)
    process.off('uncaughtException', note)
  }
}
