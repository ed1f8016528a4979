import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { table } from './demo.mjs'
import { checkedAddress } from './ensure-database.mjs'
import { installProblem, missingPackages, refuseOldNode } from './ensure-packages.mjs'
import { fingerprint } from './fingerprint.mjs'
import { commandLine, isPortFree } from './processes.mjs'
import { projectFolder } from './project.mjs'
import { closingLine, countResults, failureNames } from './test-results.mjs'
import { refuseOtherThanTest } from './test-server.mjs'

let folder

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'mingge-scripts-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function write(file, content) {
  const whole = path.join(folder, file)
  mkdirSync(path.dirname(whole), { recursive: true })
  writeFileSync(whole, typeof content === 'string' ? content : JSON.stringify(content))
}

describe('what is installed', () => {
  const lock = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/for-another-machine': { version: '1.0.0', optional: true },
      'node_modules/workspace': { link: true },
    },
  }

  it('is nothing before the first install', () => {
    write('package-lock.json', lock)
    expect(missingPackages(folder)).toBeNull()
  })

  it('is complete without optional packages of other machines', () => {
    write('package-lock.json', lock)
    write('node_modules/.package-lock.json', {
      packages: { 'node_modules/a': { version: '1.0.0' } },
    })
    expect(missingPackages(folder)).toEqual([])
  })

  it('is out of date when the lock file wants another version', () => {
    write('package-lock.json', lock)
    write('node_modules/.package-lock.json', {
      packages: { 'node_modules/a': { version: '0.9.0' } },
    })
    expect(missingPackages(folder)).toEqual(['node_modules/a'])
  })

  it('says in a sentence that the registry cannot be reached', () => {
    const output = 'npm error code EAI_AGAIN\nnpm error request to https://registry failed'
    expect(installProblem(output)).toContain('The npm registry cannot be reached')
    expect(installProblem('npm error code EUSAGE')).toContain('npm ci failed')
  })
})

describe('what is refused', () => {
  it.each(['18.20.4', '20.18.1'])('Node %s', (version) => {
    expect(() => refuseOldNode(version)).toThrow('20.19')
  })

  it.each(['20.19.0', '22.12.0', '24.0.0'])('not Node %s', (version) => {
    expect(() => refuseOldNode(version)).not.toThrow()
  })

  it.each(['localhost/mingge', 'postgres://a@b/c', 'mysql://a@b', 'mysql://a@b/', ''])(
    'the address %j',
    (address) => {
      expect(() => checkedAddress(address)).toThrow('must look like')
    },
  )

  it('a test database whose name does not say so', () => {
    expect(() => refuseOtherThanTest('mysql://a@b/mingge')).toThrow('must have "test"')
    expect(() => refuseOtherThanTest('mysql://a@b/mingge_test')).not.toThrow()
  })
})

describe('a fingerprint', () => {
  it('follows content, names and settings, not dates', () => {
    write('src/a.ts', 'one')
    const before = fingerprint(['src'], '', folder)
    write('src/a.ts', 'one')
    expect(fingerprint(['src'], '', folder)).toBe(before)
    expect(fingerprint(['src'], 'X=1', folder)).not.toBe(before)
    write('src/a.ts', 'two')
    expect(fingerprint(['src'], '', folder)).not.toBe(before)
    write('src/a.ts', 'one')
    write('src/b.ts', '')
    expect(fingerprint(['src'], '', folder)).not.toBe(before)
  })
})

describe('the sum of the test runs', () => {
  const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, testResults: [] }

  it('adds up', () => {
    const total = countResults([
      { name: 'unit', status: 0, report },
      { name: 'pages', status: 1, report: { ...report, numFailedTests: 2 } },
    ])
    expect(closingLine(total)).toBe('6 passed, 2 failed')
    expect(total.failedGroups).toEqual(['pages'])
  })

  it('counts a run without a report, a file that does not load and a bad status as failures', () => {
    const unloaded = { ...report, testResults: [{ status: 'failed', assertionResults: [] }] }
    const total = countResults([
      { name: 'a', status: 1, report: null },
      { name: 'b', status: 1, report: unloaded },
      { name: 'c', status: 1, report },
      { name: 'd', status: 0, report: { ...report, numPendingTests: 4 } },
    ])
    expect(closingLine(total)).toBe('9 passed, 3 failed, 4 skipped')
  })

  it('names each test that failed, and each file that could not be run', () => {
    const testResults = [
      {
        name: '/a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'pays' },
          { status: 'failed', fullName: 'is frozen' },
        ],
      },
      { name: '/b.test.ts', status: 'failed', assertionResults: [] },
      { name: '/c.test.ts', status: 'passed', assertionResults: [] },
    ]
    const runs = [
      { name: 'a', status: 1, report: null },
      { name: 'b', status: 1, report: { ...report, testResults } },
    ]
    expect(failureNames(runs)).toEqual(['/a.test.ts: is frozen', '/b.test.ts: could not be run'])
  })
})

describe('ports and processes', () => {
  it('knows a taken port', async () => {
    const server = net.createServer()
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address()
    expect(await isPortFree(port, '0.0.0.0')).toBe(false)
    await new Promise((resolve) => server.close(resolve))
    expect(await isPortFree(port, '0.0.0.0')).toBe(true)
  })

  it('reads the command line of a living process only', () => {
    expect(commandLine(process.pid)).toContain('node')
    expect(commandLine(2 ** 30)).toBe('')
    expect(commandLine(Number.NaN)).toBe('')
  })

  it('ends npm start in one sentence when the port is taken', async () => {
    const server = net.createServer()
    await new Promise((resolve) => server.listen(0, '0.0.0.0', resolve))
    const { port } = server.address()
    const env = { ...process.env, PORT: String(port), DATA_FOLDER: folder }
    const { status, output } = await startScript(env)
    server.close()
    expect(status).toBe(1)
    expect(output).toContain(`Port ${port} is taken`)
    expect(output).not.toContain('    at ')
  })

  it('ends npm start in one sentence when PORT is not a port', async () => {
    const { status, output } = await startScript({ ...process.env, PORT: 'eighty' })
    expect(status).toBe(1)
    expect(output).toContain('PORT must be a whole number')
  })
})

function startScript(env) {
  return new Promise((resolve) => {
    const script = path.join(projectFolder, 'scripts/start.mjs')
    execFile(process.execPath, [script], { env, timeout: 20_000 }, (error, stdout, stderr) => {
      resolve({ status: error?.code ?? 0, output: stdout + stderr })
    })
  })
}

describe('the table of demo accounts', () => {
  it('lines up Chinese and Latin text', () => {
    const rows = [
      { name: '王建国', phone: '1', password: 'a' },
      { name: '李', phone: '22', password: 'b' },
    ]
    expect(table(rows)).toBe('  王建国  1   a\n  李      22  b')
  })
})
