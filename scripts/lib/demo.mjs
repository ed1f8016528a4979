// The demo county: sown into an empty database only.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { dataFolder, projectFolder } from './project.mjs'
import { lastLines, run } from './run.mjs'
import { Refusal, say, step } from './say.mjs'

const ACCOUNTS = path.join(dataFolder, 'demo-accounts.json')
/** There while the demo is being sown: a half-sown private database is made anew. */
const UNDERWAY = path.join(dataFolder, 'demo-underway')

export async function migrateDatabase(url) {
  await runService('migrate', url, '数据库迁移 · migrating the database')
}

export async function sowDemo(database) {
  if (process.env.DEMO === 'no' || process.env.NODE_ENV === 'production') return
  if (existsSync(UNDERWAY) && database.isPrivate) {
    say('上次的演示数据没有写完，重新来 · the demo data was left half written, starting over')
    await database.recreate()
    await migrateDatabase(database.url)
  }
  if (!(await isEmpty(database.url))) return
  rmSync(ACCOUNTS, { force: true })
  writeFileSync(UNDERWAY, '')
  await runService('seed', database.url, '写入大宁县演示数据 · writing the demo county')
  rmSync(UNDERWAY, { force: true })
}

async function runService(entry, url, line) {
  const file = path.join(projectFolder, `dist/cloud/${entry}.mjs`)
  const env = { ...process.env, DATABASE_URL: url, DATA_FOLDER: dataFolder }
  const result = await step(line, () =>
    run(process.execPath, ['--enable-source-maps', file], { env }),
  )
  if (result.status !== 0) throw new Refusal(lastLines(result.output))
}

async function isEmpty(url) {
  const { createConnection } = await import('mysql2/promise')
  const address = new URL(url)
  const socketPath = address.searchParams.get('socket') ?? undefined
  address.search = ''
  const connection = await createConnection({ uri: address.href, socketPath })
  try {
    const [rows] = await connection.query(
      'SELECT (SELECT COUNT(*) FROM account) + (SELECT COUNT(*) FROM area) AS n',
    )
    return Number(rows[0].n) === 0
  } finally {
    await connection.end()
  }
}

/** The accounts to sign in with, when this database was sown as a demo; '' otherwise. */
export function demoAccountTable() {
  if (!existsSync(ACCOUNTS)) return ''
  const content = JSON.parse(readFileSync(ACCOUNTS, 'utf8'))
  const accounts = Array.isArray(content) ? content : (content.accounts ?? [])
  return table(accounts)
}

export function table(rows) {
  if (rows.length === 0) return ''
  const keys = Object.keys(rows[0])
  const widths = keys.map((key) => Math.max(...rows.map((row) => width(String(row[key] ?? '')))))
  return rows
    .map((row) =>
      keys.map((key, index) => padded(String(row[key] ?? ''), widths[index])).join('  '),
    )
    .map((line) => `  ${line.trimEnd()}`)
    .join('\n')
}

/** Chinese characters take two columns of a terminal. */
function width(text) {
  return [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0)
}

function padded(text, columns) {
  return text + ' '.repeat(Math.max(0, columns - width(text)))
}
