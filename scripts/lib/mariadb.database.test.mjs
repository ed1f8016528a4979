import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createConnection } from 'mysql2/promise'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { privateServer, socketPath } from './mariadb.mjs'
import { temporaryFolder } from './memory-folder.mjs'
import { commandLine, isAlive, waitUntil } from './processes.mjs'

const QUICK = { durable: false }

describe('the private database server', () => {
  let folder
  let installed
  const servers = []

  // installing takes longer than all the rest of a test: most begin with a copy of one installation
  beforeAll(async () => {
    installed = temporaryFolder('server-')
    const server = await privateServer(installed, QUICK)
    await server.release()
    rmSync(path.join(installed, 'server.json'))
  })

  afterAll(() => rmSync(installed, { recursive: true, force: true }))

  beforeEach(() => {
    folder = temporaryFolder('server-')
    cpSync(installed, folder, { recursive: true })
  })

  function notInstalled() {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
  }

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.release()
    rmSync(folder, { recursive: true, force: true })
  })

  async function open(options = QUICK) {
    const server = await privateServer(folder, options)
    servers.push(server)
    return server
  }

  async function ask(server, sql) {
    const connection = await createConnection({ uri: server.url('mingge').split('?')[0] })
    try {
      const [rows] = await connection.query({ sql, rowsAsArray: true })
      return rows[0][0]
    } finally {
      await connection.end()
    }
  }

  it('starts, keeps what it was given over a restart, and stops', async () => {
    const first = await open()
    await first.createDatabase('mingge')
    await ask(first, 'SELECT 1')
    await first.release()
    expect(isAlive(first.pid) && commandLine(first.pid) !== '').toBe(false)
    const second = await open()
    expect(second.port).toBe(first.port)
    expect(await ask(second, 'SELECT DATABASE()')).toBe('mingge')
  })

  it('commits durably, in UTC, with whole Unicode', async () => {
    const server = await open({ durable: true })
    await server.createDatabase('mingge')
    expect(await ask(server, 'SELECT @@innodb_flush_log_at_trx_commit')).toBe(1)
    expect(await ask(server, 'SELECT @@character_set_server')).toBe('utf8mb4')
    expect(await ask(server, 'SELECT @@time_zone')).toBe('+00:00')
  })

  it('lets nobody in without its password, and its account see its own database only', async () => {
    notInstalled()
    const server = await open()
    await server.createDatabase('mingge')
    const address = { host: '127.0.0.1', port: server.port }
    await expect(createConnection({ ...address, user: 'root' })).rejects.toThrow('denied')
    await expect(createConnection({ ...address, user: 'mingge' })).rejects.toThrow('denied')
    await expect(createConnection({ uri: server.url('mysql').split('?')[0] })).rejects.toThrow(
      'denied',
    )
    expect(statSync(path.join(folder, 'password')).mode & 0o077).toBe(0)
  })

  it('joins a server that already runs', async () => {
    const first = await open()
    const second = await open()
    expect(second.pid).toBe(first.pid)
  })

  it('starts anew over the traces of a server that was killed', async () => {
    const first = await open()
    await first.createDatabase('mingge')
    first.kill()
    await waitUntil(() => commandLine(first.pid) === '', 5_000)
    const second = await open()
    expect(second.pid).not.toBe(first.pid)
    expect(await ask(second, 'SELECT DATABASE()')).toBe('mingge')
  })

  it('never signals a stranger that has the pid of a stale file', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    try {
      const state = { pid: stranger.pid, port: 1, users: [] }
      writeFileSync(path.join(folder, 'server.json'), JSON.stringify(state))
      const server = await open()
      await server.release()
      expect(server.pid).not.toBe(stranger.pid)
      expect(stranger.exitCode).toBeNull()
      expect(stranger.signalCode).toBeNull()
    } finally {
      stranger.kill()
    }
  })

  it('takes another port when the one of last time is taken', async () => {
    const first = await open()
    await first.release()
    const net = await import('node:net')
    const squatter = net.createServer().listen(first.port, '127.0.0.1')
    try {
      const second = await open()
      expect(second.port).not.toBe(first.port)
    } finally {
      squatter.close()
    }
  })

  it('begins an installation anew that was interrupted', async () => {
    notInstalled()
    mkdirSync(path.join(folder, 'data'))
    writeFileSync(path.join(folder, 'data/half'), 'x')
    await open()
    expect(existsSync(path.join(folder, 'data/half'))).toBe(false)
  })

  it('leaves a server to the other process that still uses it', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    try {
      const server = await open()
      const file = path.join(folder, 'server.json')
      const state = JSON.parse(readFileSync(file, 'utf8'))
      writeFileSync(file, JSON.stringify({ ...state, users: [...state.users, other.pid] }))
      await server.release()
      expect(commandLine(server.pid)).toContain(folder)
    } finally {
      other.kill()
      await waitUntil(() => commandLine(other.pid) === '', 5_000)
      const last = await open()
      await last.release()
      expect(commandLine(last.pid)).toBe('')
    }
  })

  it('keeps its temporary tables apart from those of any other server', async () => {
    // what a MariaDB leaves there while it works; each one removes such files when it starts
    const others = path.join(os.tmpdir(), `#sql-temptable-${process.pid}-1-0.MAI`)
    writeFileSync(others, '')
    try {
      const server = await open()
      await server.createDatabase('mingge')
      const used = await ask(server, 'SELECT @@tmpdir')
      expect(path.dirname(used)).toBe(realpathSync(folder))
      expect(existsSync(others)).toBe(true)
      await server.release()
    } finally {
      rmSync(others, { force: true })
    }
  })

  it('puts the socket of a deep project under a short name', async () => {
    const deep = path.join(folder, '深'.repeat(40))
    expect(Buffer.byteLength(socketPath(deep))).toBeLessThanOrEqual(100)
    expect(socketPath(deep)).not.toBe(socketPath(`${deep}er`))
    const server = await privateServer(deep, QUICK)
    servers.push(server)
    expect(server.socket.startsWith(os.tmpdir())).toBe(true)
  })
})
