// A private MariaDB (or MySQL) server: its own folder, port and socket, nobody else's data.

import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { commandLine, freePort, isNodeProcess, isPortFree, waitUntil } from './processes.mjs'
import { aptInstall, canInstall, findProgram, isRoot } from './programs.mjs'
import { lastLines, run } from './run.mjs'
import { Refusal, say } from './say.mjs'
import { atStop } from './stopping.mjs'

const HOST = '127.0.0.1'
/** sockaddr_un holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const LONGEST_SOCKET_PATH = 100
const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 60_000
const SERVER_NAMES = ['mariadbd', 'mysqld']
/** For data that nobody needs after a power cut, in tables that come and go by the hundred. */
const FORGETFUL = [
  '--innodb-doublewrite=0',
  '--innodb-log-file-size=32M',
  '--innodb-flush-method=nosync',
  '--innodb-file-per-table=0',
  '--loose-sync-frm=0',
]

/** The server program, installed first where that is allowed. */
export async function ensureServerProgram() {
  const found = findProgram(SERVER_NAMES)
  if (found) return found
  if (canInstall()) {
    await aptInstall(['mariadb-server-core', 'mariadb-client-core'], '数据库程序 MariaDB')
    const installed = findProgram(SERVER_NAMES)
    if (installed) return installed
  }
  throw new Refusal(
    '没有找到数据库：请安装 MariaDB 10.6 以上（Debian/Ubuntu：sudo apt-get install mariadb-server-core mariadb-client-core；macOS：brew install mariadb），或在 DATABASE_URL 里给一个空数据库的地址（mysql://用户:密码@主机:3306/库名）。 ' +
      'No database was found: install MariaDB 10.6 or newer, or give the address of an empty database in DATABASE_URL.',
  )
}

/**
 * Starts the server of `folder`, or joins the one that already runs there.
 * `durable: false` (tests) trades safety at a power cut for speed; `allDatabases` lets the account
 * create databases. `release()` stops the server unless another process still uses it.
 */
export async function privateServer(folder, { durable = true, allDatabases = false } = {}) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const place = placeOf(realpathSync(folder))
  mkdirSync(place.temporary, { recursive: true, mode: 0o700 })
  const program = await ensureServerProgram()
  await install(program, place)
  const leave = atStop(() => release(place))
  const running = runningServer(place)
  if (running && (await answers(place))) {
    say(`数据库已在运行 · database already running (port ${running.port})`)
    return handle(place, join(place, running), allDatabases, leave)
  }
  if (running) await stop(place, running.pid)
  return handle(place, await start(program, place, durable), allDatabases, leave)
}

function placeOf(folder) {
  return {
    folder,
    data: path.join(folder, 'data'),
    // of its own: each MariaDB that starts removes the tables of all others from a folder they share
    temporary: path.join(folder, 'temporary'),
    log: path.join(folder, 'error.log'),
    state: path.join(folder, 'server.json'),
    secret: path.join(folder, 'password'),
    socket: socketPath(folder),
  }
}

/** Beside the data, or under a short name in the temporary folder when the project lies deep. */
export function socketPath(folder) {
  const beside = path.join(folder, 'server.sock')
  if (Buffer.byteLength(beside) <= LONGEST_SOCKET_PATH) return beside
  const short = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  return path.join(os.tmpdir(), `mingge-${short}.sock`)
}

/** The marker is written last, so an interrupted installation is begun anew. */
async function install(program, place) {
  const marker = path.join(place.folder, 'installed')
  if (existsSync(marker)) return
  say('建立私有数据库 · creating a private database')
  rmSync(place.data, { recursive: true, force: true })
  const env = { ...process.env, TMPDIR: place.temporary }
  const result = await run(...installCommand(program, place), { env })
  if (result.status !== 0) {
    throw new Refusal(
      `${lastLines(result.output)}\n没能建立数据库文件夹 ${place.data}。 The database folder could not be created.`,
    )
  }
  writeFileSync(place.secret, randomBytes(24).toString('base64url'), { mode: 0o600 })
  writeFileSync(marker, `${new Date().toISOString()}\n`)
}

function installCommand(program, place) {
  const runAs = isRoot() ? ['--user=root'] : []
  const installer = findProgram(['mariadb-install-db', 'mysql_install_db'])
  if (installer) {
    return [
      installer,
      [
        '--no-defaults',
        `--datadir=${place.data}`,
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
        ...runAs,
      ],
    ]
  }
  return [program, ['--no-defaults', '--initialize-insecure', `--datadir=${place.data}`, ...runAs]]
}

export function readState(place) {
  try {
    const state = JSON.parse(readFileSync(place.state, 'utf8'))
    return Number.isInteger(state.pid) && Number.isInteger(state.port) ? state : null
  } catch {
    return null
  }
}

/** Ours only when the living process names our data folder: pids are used again. */
export function runningServer(place) {
  const state = readState(place)
  if (!state || !isOurs(place, state.pid)) return null
  return { users: [], ...state }
}

function isOurs(place, pid) {
  return commandLine(pid).includes(`--datadir=${place.data}`)
}

async function start(program, place, durable) {
  const port = await choosePort(readState(place)?.port)
  rmSync(place.socket, { force: true })
  const log = openSync(place.log, 'a')
  const child = spawn(program, serverParameters(place, port, durable), {
    // a group of its own: Ctrl-C at the terminal reaches the script, which stops the service first
    detached: true,
    stdio: ['ignore', log, log],
  })
  let ended = null
  child.on('exit', (status) => {
    ended = status ?? 'signal'
  })
  child.on('error', (error) => {
    ended = error.message
  })
  child.unref()
  const state = { pid: child.pid, port, users: [process.pid] }
  writeState(place, state)
  const up = await waitUntil(async () => ended !== null || (await answers(place)), START_TIMEOUT_MS)
  if (!up || ended !== null) {
    await stop(place, child.pid)
    throw new Refusal(
      `${lastLines(readFileSync(place.log, 'utf8'), 12)}\n数据库没有启动起来，原因见上（全文在 ${place.log}）。 The database did not start; the whole log is in ${place.log}.`,
    )
  }
  say(`数据库已启动 · database started (port ${port})`)
  return state
}

function serverParameters(place, port, durable) {
  return [
    '--no-defaults',
    `--datadir=${place.data}`,
    `--tmpdir=${place.temporary}`,
    `--socket=${place.socket}`,
    `--port=${port}`,
    `--bind-address=${HOST}`,
    `--pid-file=${path.join(place.folder, 'server.pid')}`,
    '--skip-name-resolve',
    '--skip-log-bin',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_general_ci',
    '--default-time-zone=+00:00',
    '--max-connections=200',
    '--max-allowed-packet=64M',
    `--innodb-buffer-pool-size=${process.env.DATABASE_MEMORY ?? '256M'}`,
    `--innodb-flush-log-at-trx-commit=${durable ? 1 : 0}`,
    ...(durable ? [] : FORGETFUL),
    ...(isRoot() ? ['--user=root'] : []),
  ]
}

/** The port of last time when it is still free, so that tools keep their address. */
async function choosePort(previous) {
  if (previous && (await isPortFree(previous, HOST))) return previous
  return freePort(HOST)
}

/** Asks for a real sign-in: a port that merely accepts may be somebody else's. */
async function answers(place) {
  const connection = await signIn(place).catch(() => null)
  await connection?.end()
  return connection !== null
}

async function signIn(place) {
  const { createConnection } = await import('mysql2/promise')
  const password = readFileSync(place.secret, 'utf8').trim()
  const address = { user: 'root', socketPath: place.socket, connectTimeout: 5_000 }
  try {
    return await createConnection({ ...address, password })
  } catch (error) {
    if (error.code !== 'ER_ACCESS_DENIED_ERROR') throw error
    // the first time: root has no password yet
    const connection = await createConnection({ ...address, password: '' })
    try {
      await protectRoot(connection, password)
      return connection
    } catch (problem) {
      await connection.end()
      throw problem
    }
  }
}

async function protectRoot(connection, password) {
  const [accounts] = await connection.query(
    "SELECT user AS user, host AS host FROM mysql.user WHERE user = 'root'",
  )
  for (const { user, host } of accounts) {
    await connection.query('ALTER USER ?@? IDENTIFIED BY ?', [user, host, password])
  }
}

function writeState(place, state) {
  const fresh = `${place.state}.new`
  writeFileSync(fresh, `${JSON.stringify(state)}\n`)
  chmodSync(fresh, 0o600)
  renameSync(fresh, place.state)
}

function join(place, state) {
  const users = [
    ...state.users.filter((pid) => isNodeProcess(pid) && pid !== process.pid),
    process.pid,
  ]
  const joined = { ...state, users }
  writeState(place, joined)
  return joined
}

async function handle(place, state, allDatabases, leave) {
  const user = allDatabases ? 'mingge_test' : 'mingge'
  await ensureAccount(place, user, allDatabases ? '*' : 'mingge')
  const password = readFileSync(place.secret, 'utf8').trim()
  return {
    pid: state.pid,
    port: state.port,
    socket: place.socket,
    folder: place.folder,
    url: (database) =>
      `mysql://${user}:${password}@${HOST}:${state.port}/${database}?socket=${encodeURIComponent(place.socket)}`,
    createDatabase: (database) => createDatabase(place, database),
    recreateDatabase: async (database) => {
      await dropDatabase(place, database)
      await createDatabase(place, database)
    },
    release: leave,
    /** SIGKILL, for the tests that ask what survives it */
    kill: () => {
      if (isOurs(place, state.pid)) process.kill(state.pid, 'SIGKILL')
    },
  }
}

async function ensureAccount(place, user, database) {
  const connection = await signIn(place)
  try {
    const password = readFileSync(place.secret, 'utf8').trim()
    const scope = database === '*' ? '*.*' : `\`${database}\`.*`
    for (const host of [HOST, 'localhost']) {
      await connection.query('CREATE USER IF NOT EXISTS ?@? IDENTIFIED BY ?', [
        user,
        host,
        password,
      ])
      await connection.query(`GRANT ALL ON ${scope} TO ?@?`, [user, host])
    }
  } finally {
    await connection.end()
  }
}

async function createDatabase(place, database) {
  await asRoot(place, (connection) =>
    connection.query(
      `CREATE DATABASE IF NOT EXISTS \`${database}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci`,
    ),
  )
}

async function dropDatabase(place, database) {
  await asRoot(place, (connection) => connection.query(`DROP DATABASE IF EXISTS \`${database}\``))
}

async function asRoot(place, use) {
  const connection = await signIn(place)
  try {
    return await use(connection)
  } finally {
    await connection.end()
  }
}

/** Leaves the server; the last to leave stops it. */
async function release(place) {
  const state = runningServer(place)
  if (!state) return
  const users = state.users.filter((pid) => pid !== process.pid && isNodeProcess(pid))
  if (users.length > 0) {
    writeState(place, { ...state, users })
    return
  }
  await stop(place, state.pid)
}

/** Only ever signals a process whose command line names our data folder. */
export async function stop(place, pid) {
  if (!isOurs(place, pid)) return
  process.kill(pid, 'SIGTERM')
  const gone = await waitUntil(() => !isOurs(place, pid), STOP_TIMEOUT_MS)
  if (!gone && isOurs(place, pid)) process.kill(pid, 'SIGKILL')
  await waitUntil(() => !isOurs(place, pid), 5_000)
}

/** For folders left behind by a run that was killed: stops what still runs there. */
export async function stopLeftover(folder) {
  const place = placeOf(realpathSync(folder))
  const state = runningServer(place)
  if (state) await stop(place, state.pid)
}
