import { spawn } from 'node:child_process'
import { projectFolder } from './project.mjs'
import { atStop } from './stopping.mjs'

const KEPT_OUTPUT = 200_000
const running = new Set()

atStop(() => {
  for (const child of running) child.kill('SIGTERM')
})

/**
 * Runs a program to its end and gives its status and output.
 * With `quiet: false` the output is shown as it comes.
 */
export function run(program, parameters, { quiet = true, cwd = projectFolder, env, input } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd,
      env: env ?? process.env,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    })
    running.add(child)
    let output = ''
    const keep = (stream) => (chunk) => {
      output = (output + chunk).slice(-KEPT_OUTPUT)
      if (!quiet) stream.write(chunk)
    }
    child.stdout.on('data', keep(process.stdout))
    child.stderr.on('data', keep(process.stderr))
    if (input !== undefined) child.stdin.end(input)
    child.on('error', (error) => resolve({ status: 127, output: String(error) }))
    child.on('close', (status, signal) => {
      running.delete(child)
      resolve({ status: status ?? 128, signal, output })
    })
  })
}

export function lastLines(output, count = 25) {
  return output.trimEnd().split('\n').slice(-count).join('\n')
}
