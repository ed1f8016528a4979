import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { caseKind, caseKindLabel } from '../../contract/discipline'
import { roleLabel } from '../../contract/permissions'
import { electionSteps } from './election-steps'
import { adverse, type Move, moves } from './moves'
import { windowDefaults } from './procedure'

const architecture = readFileSync(new URL('../../../docs/architecture.md', import.meta.url), 'utf8')

const clockText = {
  replyDueOn: 'the day after the reply window',
  appealDueOn: 'the day after the appeal window',
  expiresOn: 'the day after its end',
}

function byText({ by }: Move): string {
  if (by === 'worker') return 'the worker himself'
  if (by === 'proposer') return 'who opened it by hand'
  if (typeof by === 'string') return clockText[by]
  return by.map((role) => roleLabel[role]).join('、')
}

function kindsText({ kinds }: Move): string {
  if (kinds.length === caseKind.options.length) return 'all'
  if (kinds.length === adverse.length && adverse.every((kind) => kinds.includes(kind)))
    return 'against somebody'
  return kinds.map((kind) => caseKindLabel[kind]).join('、')
}

function rowOf(move: Move): string[] {
  const from = move.from.map((state) => `\`${state}\``).join(', ')
  const outcome = move.outcome ? ` (${move.outcome})` : ''
  return [
    `\`${move.name}\` ${move.label}`,
    kindsText(move),
    from,
    `\`${move.to}\`${outcome}`,
    byText(move),
    move.source,
  ]
}

/** Cells of every row of the document that begins with this text. */
function shown(start: string): string[][] {
  return architecture
    .split('\n')
    .filter((line) => line.startsWith(start))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

function section(title: string): string[][] {
  const at = architecture.indexOf(`## ${title}`)
  expect(at, `docs/architecture.md needs the section 「${title}」`).toBeGreaterThan(0)
  const end = architecture.indexOf('\n## ', at + 1)
  const own = architecture.slice(at, end < 0 ? undefined : end)
  return shown('| `').filter((cells) => own.includes(cells[0] ?? ''))
}

it('stands in the documents as it is in the code', () => {
  const written = section('A case’s way').filter((cells) => cells.length === 6)
  expect(written).toEqual(moves.map(rowOf))
})

it('so do the steps of an election', () => {
  const written = section('A case’s way').filter((cells) => cells.length === 5)
  expect(written).toEqual(
    electionSteps.map((step) => [
      `\`${step.step}\` ${step.label}`,
      step.from.map((state) => `\`${state}\``).join(', '),
      `\`${step.to}\``,
      step.roles.map((role) => roleLabel[role]).join('、'),
      step.article,
    ]),
  )
})

it('and every window of the procedure with its default', () => {
  const written = section('A case’s way').filter((cells) => cells.length === 3)
  expect(written).toEqual(
    Object.entries(windowDefaults).map(([name, { label, text }]) => [`\`${name}\``, label, text]),
  )
})
