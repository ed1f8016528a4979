// The running service: a process of its own that says on its output when it is ready.

import { spawn } from 'node:child_process'
import path from 'node:path'
import { projectFolder } from './project.mjs'
import { Refusal } from './say.mjs'

const READY_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 15_000

export async function startService(env) {
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', path.join(projectFolder, 'dist/cloud/main.mjs')],
    {
      cwd: projectFolder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      // a group of its own: Ctrl-C reaches this script only, which then stops things in order
      detached: true,
    },
  )
  const ended = new Promise((resolve) => {
    child.on('error', () => resolve(127))
    child.on('exit', (status, signal) => resolve(status ?? (signal === 'SIGTERM' ? 0 : 1)))
  })
  await ready(child, ended)
  return {
    ended,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
      await ended
      clearTimeout(timer)
    },
  }
}

async function ready(child, ended) {
  let output = ''
  const said = new Promise((resolve) => {
    child.stdout.on('data', (chunk) => {
      const waiting = !output.includes('"ready":true')
      if (!waiting) {
        process.stdout.write(chunk)
        return
      }
      output += chunk
      if (output.includes('"ready":true')) resolve('ready')
    })
  })
  let timer
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, READY_TIMEOUT_MS, 'late')
  })
  const first = await Promise.race([said, ended, late])
  clearTimeout(timer)
  if (first === 'ready') return
  child.kill('SIGKILL')
  throw new Refusal(
    `${output}服务没有启动起来，原因见上。 The service did not start, for the reason above.`,
  )
}
