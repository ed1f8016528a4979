import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createTestDatabase } from '../../cloud/platform/database/test-database'

const root = path.join(import.meta.dirname, '..', '..')
const readyWithinMs = 60_000

export interface DemoAccount {
  label: string
  name: string
  signInName: string
  password: string
}

export interface RunningService {
  /** Where the pages and the service answer. */
  origin: string
  /** The accounts the demo shows at sign-in, by their label, e.g. '乡镇平安办'. */
  account(label: string): DemoAccount
  /** The code of the newest SMS that the stand-in took and did not send. */
  smsCode(): string
  /** Ends it, with its database and its files. */
  stop(): Promise<void>
}

function run(env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(
    process.execPath,
    ['--enable-source-maps', path.join(root, 'dist', 'cloud', 'main.mjs')],
    {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
}

/** All that a program says, for the message of its failure. */
function listen(child: ChildProcess): () => string {
  let said = ''
  const hear = (part: Buffer) => {
    said += part.toString('utf8')
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  return () => said
}

function portOf(child: ChildProcess, said: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`the service ${why}:\n${said()}`))
    const timer = setTimeout(() => fail('was not ready in time'), readyWithinMs)
    child.once('exit', (status) => fail(`ended with ${status}`))
    child.stdout?.on('data', () => {
      const found = /"ready":true,"port":(\d+)/.exec(said())
      if (!found) return
      clearTimeout(timer)
      resolve(Number(found[1]))
    })
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(timer)
}

async function demoAccounts(origin: string): Promise<DemoAccount[]> {
  const response = await fetch(`${origin}/api/accounts/demo`)
  const { accounts } = (await response.json()) as { accounts: DemoAccount[] }
  return accounts
}

/** The demo county that the run seeded once (`scripts/vitest/demo.ts`): its database and its files. */
function seededDemo(): { url: string; folder: string } {
  const url = process.env.TEST_DEMO_DATABASE_URL
  const folder = process.env.TEST_DEMO_FOLDER
  if (!url || !folder) throw new Error('No seeded demo: name the file *.pages.test.ts.')
  return { url, folder }
}

/** The built service on its own copy of the demo county, serving the built pages. */
export async function startDemoService(): Promise<RunningService> {
  const demo = seededDemo()
  const database = await createTestDatabase(demo)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'mingge-pages-'))
  cpSync(demo.folder, folder, { recursive: true })
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    DATA_FOLDER: folder,
    PAGES_FOLDER: process.env.PAGES_FOLDER ?? path.join(root, 'miniprogram', 'dist', 'h5'),
    HOST: '127.0.0.1',
    PORT: '0',
    // the stand-in for SMS says its codes
    LOG_LEVEL: 'warn',
  }
  let child: ChildProcess | null = null
  const stop = async () => {
    if (child) await end(child)
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    child = run(env)
    const said = listen(child)
    const origin = `http://127.0.0.1:${await portOf(child, said)}`
    const accounts = await demoAccounts(origin)
    return {
      origin,
      account: (label) => {
        const found = accounts.find((one) => one.label === label)
        if (!found) throw new Error(`no demo account 「${label}」`)
        return found
      },
      smsCode: () => {
        const code = [...said().matchAll(/"code":"(\d{6})"/g)].at(-1)?.[1]
        if (!code) throw new Error('no SMS with a code')
        return code
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
