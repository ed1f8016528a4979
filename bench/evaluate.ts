import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Evaluated, monthLines } from './evaluate-months'
import { type Bench, type Figure, median } from './figure'

/** A year of 20,000 workers: with fewer the start, which is in it, weighs more than the rules. */
const months = 240_000
const fewMonths = 200
const leastPerSecond = 20_000

/** What `npm run evaluate` runs, with its flags. */
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: { evaluate: string }
}

/** On one core, into a pipe; the shell tells the CPU time of its own children, the start included. */
const measured = `{ taskset -c 0 ${scripts.evaluate} --regulation "$0" --input "$1"; times >&2; } | cat >/dev/null`

function cpuSecondsOf(regulation: Evaluated, file: string): number {
  const { stderr, error } = spawnSync('sh', ['-c', measured, regulation, file], {
    encoding: 'utf8',
  })
  if (error) throw error
  const [user, system] = stderr.trim().split('\n').at(-1)?.split(' ').map(secondsOf) ?? []
  if (!user || system === undefined) throw new Error(`evaluate ${regulation}: ${stderr}`)
  return user + system
}

const linesAtOnce = 10_000

function writeLines(file: string, lines: Iterable<string>): void {
  const target = openSync(file, 'w')
  let held: string[] = []
  const write = () => {
    writeSync(target, held.join(''))
    held = []
  }
  for (const line of lines) if (held.push(line) === linesAtOnce) write()
  write()
  closeSync(target)
}

/** '0m3.21s' */
function secondsOf(text: string): number {
  const [minutes, seconds] = text.split('m')
  return Number(minutes) * 60 + Number.parseFloat(seconds ?? '')
}

/** The auditor's command as it is called: JSON lines in, statements with their whole trees out. */
export const evaluate: Bench = {
  name: 'evaluate',
  async run({ smoke, rounds }) {
    const folder = mkdtempSync(path.join(tmpdir(), 'mingge-bench-'))
    const count = smoke ? fewMonths : months
    // makes the bundle where it is not made yet
    spawnSync('sh', ['-c', `${scripts.evaluate} --help`])
    try {
      return (['daning-2022', 'qiling-2020'] as const).map((regulation): Figure => {
        const file = path.join(folder, `${regulation}.jsonl`)
        writeLines(file, monthLines(regulation, count))
        const seconds = Array.from({ length: rounds }, () => cpuSecondsOf(regulation, file))
        const value = count / median(seconds)
        return {
          name: `evaluate.${regulation}`,
          value,
          unit: 'per second',
          ...(regulation === 'daning-2022'
            ? { goal: { text: `≥ ${leastPerSecond} a CPU second`, met: value >= leastPerSecond } }
            : {}),
        }
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}
