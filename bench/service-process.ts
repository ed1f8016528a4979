import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { nodeEnvironment, nodeFlags } from '../scripts/lib/service-settings.mjs'
import type { Bench, Figure } from './figure'
import { median } from './figure'

const projectFolder = process.cwd()

export interface RunningService {
  url: string
  startedMs: number
  pid: number
  residentBytes(): number
  stop(): Promise<void>
}

function residentOf(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024
}

/** The built service in a process of its own, on a free port; `startedMs` is until it answers. */
export async function startBuiltService(databaseUrl: string): Promise<RunningService> {
  const begun = performance.now()
  const child = spawn(
    process.execPath,
    [...nodeFlags, path.join(projectFolder, 'dist/cloud/main.mjs')],
    {
      env: {
        ...nodeEnvironment,
        ...process.env,
        NODE_ENV: 'test',
        DATABASE_URL: databaseUrl,
        PORT: '0',
        HOST: '127.0.0.1',
        SECRET: 'a secret of the bench, long enough to be accepted',
        WECHAT: 'stand-in',
        DATA_FOLDER: path.join(projectFolder, 'data/bench-files'),
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (text: Buffer) => resolve(JSON.parse(text.toString()).port))
    child.once('exit', (status) => reject(new Error(`the service ended with ${status}`)))
  })
  const url = `http://127.0.0.1:${port}`
  const health = await fetch(`${url}/api/health`)
  if (!health.ok) throw new Error(`the service answers ${health.status}`)
  return {
    url,
    startedMs: performance.now() - begun,
    pid: child.pid ?? 0,
    residentBytes: () => residentOf(child),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

const mostStartMs = 2_000

/** From the start of the process to the first answer. */
export const coldStart: Bench = {
  name: 'cold start',
  async run({ rounds, freshDatabase }) {
    const url = await freshDatabase('start')
    const times: number[] = []
    let residentMb = 0
    for (let round = 0; round < rounds; round += 1) {
      const service = await startBuiltService(url)
      times.push(service.startedMs)
      residentMb = service.residentBytes() / 1e6
      await service.stop()
    }
    const startMs = median(times)
    return [
      {
        name: 'service.start',
        value: startMs,
        unit: 'ms',
        goal: { text: '≤ 2 s', met: startMs <= mostStartMs },
      },
      { name: 'service.idle.resident', value: residentMb, unit: 'MB' },
    ] satisfies Figure[]
  },
}
