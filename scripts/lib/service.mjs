// The running service: a process of its own that says on its output when it is ready.

import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { commandLine, isNodeProcess, waitUntil } from './processes.mjs'
import { dataFolder, projectFolder } from './project.mjs'
import { Refusal, say } from './say.mjs'
import { nodeEnvironment, nodeFlags } from './service-settings.mjs'

const PROGRAM = path.join(projectFolder, 'dist/cloud/main.mjs')
const STATE = path.join(dataFolder, 'service.json')
const READY_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 15_000

export async function startService(env) {
  const child = spawn(process.execPath, ['--enable-source-maps', ...nodeFlags, PROGRAM], {
    cwd: projectFolder,
    env: { ...nodeEnvironment, ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    // a group of its own: Ctrl-C reaches this script only, which then stops things in order
    detached: true,
  })
  const ended = new Promise((resolve) => {
    child.on('error', () => resolve(127))
    child.on('exit', (status, signal) => resolve(status ?? (signal === 'SIGTERM' ? 0 : 1)))
  })
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(STATE, `${JSON.stringify({ pid: child.pid, starter: process.pid })}\n`)
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

/**
 * A start script that was killed leaves its service behind, still holding the port. Only a process
 * that runs this project's own program, and whose starter is gone, is stopped.
 */
export async function stopLeftoverService() {
  const state = readState()
  if (!state || isNodeProcess(state.starter)) return
  const isOurs = () => commandLine(state.pid).includes(PROGRAM)
  if (!isOurs()) return
  say('停掉上次留下的服务 · stopping a service left from last time')
  process.kill(state.pid, 'SIGTERM')
  if (await waitUntil(() => !isOurs(), STOP_TIMEOUT_MS)) return
  if (isOurs()) process.kill(state.pid, 'SIGKILL')
}

function readState() {
  try {
    return JSON.parse(readFileSync(STATE, 'utf8'))
  } catch {
    return null
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
