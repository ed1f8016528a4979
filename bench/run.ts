import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { createConnection } from 'mysql2/promise'
import { loginOf } from '../cloud/platform/database/address'
import { migrate } from '../cloud/platform/database/migrate'
import type { Bench, BenchContext, Figure } from './figure'
import { closing } from './closing'
import { coldStart } from './service-process'
import { checkIns } from './check-ins'
import { duplicates } from './duplicates'
import { evaluate } from './evaluate'
import { lifecycle } from './lifecycle'
import { photos } from './photos'
import { scoreboards } from './scoreboards'
import { sizes } from './sizes'

const benches: Bench[] = [
  coldStart,
  checkIns,
  scoreboards,
  closing,
  lifecycle,
  photos,
  evaluate,
  duplicates,
  sizes,
]

function settings(words: string[]) {
  const smoke = words.includes('--smoke')
  const names = words.filter((word) => !word.startsWith('--'))
  return { smoke, json: words.includes('--json'), rounds: smoke ? 1 : 3, names }
}

async function freshDatabase(serverUrl: string, name: string): Promise<string> {
  const url = new URL(serverUrl)
  url.pathname = `/bench_${name.replace(/\W/g, '_')}`
  const connection = await createConnection(loginOf(serverUrl))
  await connection.query(`DROP DATABASE IF EXISTS ${url.pathname.slice(1)}`)
  await connection.query(`CREATE DATABASE ${url.pathname.slice(1)} CHARACTER SET utf8mb4`)
  await connection.end()
  await migrate(url.href, 'prisma/migrations')
  return url.href
}

async function databasePid(serverUrl: string): Promise<number> {
  const connection = await createConnection(loginOf(serverUrl))
  const [rows] = await connection.query('SELECT @@pid_file AS file')
  await connection.end()
  const [{ file } = { file: '' }] = rows as { file: string }[]
  return Number(readFileSync(file, 'utf8'))
}

function shown({ value, unit }: Figure): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${value.toFixed(digits)} ${unit}`
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    shown(figure),
    figure.goal?.text ?? '',
    figure.goal ? (figure.goal.met ? 'reached' : 'MISSED') : '',
  ])
  const all = [['figure', 'value', 'goal', ''], ...rows]
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

async function main(): Promise<number> {
  const { smoke, json, rounds, names } = settings(process.argv.slice(2))
  const serverUrl = process.env.BENCH_DATABASE_URL
  if (!serverUrl) throw new Error('BENCH_DATABASE_URL is missing: run `npm run bench`')
  const context: BenchContext = {
    smoke,
    rounds,
    databasePid: await databasePid(serverUrl),
    freshDatabase: (name) => freshDatabase(serverUrl, name),
    say: (text) => void process.stderr.write(`${text}\n`),
  }
  const figures: Figure[] = []
  for (const bench of benches) {
    if (names.length > 0 && !names.some((name) => bench.name.includes(name))) continue
    context.say(`measuring ${bench.name}`)
    figures.push(...(await bench.run(context)))
  }
  if (json) for (const figure of figures) process.stdout.write(`${JSON.stringify(figure)}\n`)
  else
    process.stdout.write(
      `\n${table(figures)}\n\n${cpus().length} cores, ${cpus()[0]?.model ?? ''}, Node ${process.version}, ${rounds} round(s)\n`,
    )
  // a smoke run only proves that everything can be measured
  return smoke || figures.every((figure) => figure.goal?.met ?? true) ? 0 : 1
}

main().then(
  (status) => process.exit(status),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exit(2)
  },
)
