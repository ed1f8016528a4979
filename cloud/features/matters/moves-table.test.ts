import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { matterMoveLabel } from '../../contract/matter-taxonomy'
import { roleLabel } from '../../contract/permissions'
import { type Move, moves } from './moves'

const text = readFileSync(new URL('../../../docs/loop.md', import.meta.url), 'utf8')

const byText: Record<Extract<Move['by'], string>, string> = {
  lead: '主办',
  co: '协办',
  judicial: '主办的司法所',
  raiser: '反映人',
  anybody: '看得到的人',
  clock: '时间',
}
const circleText = { open: '公开', offices: '限制', judicial: '司法' }

const code = (word: string) => `\`${word}\``

function rowOf(move: Move): string[] {
  const outcome = move.outcome ? ` (${move.outcome})` : ''
  return [
    `${code(move.name)} ${matterMoveLabel[move.name]}`,
    move.circles?.map((circle) => circleText[circle]).join('、') ?? '全部',
    move.from.map(code).join(', '),
    `${move.to ? code(move.to) : '—'}${outcome}`,
    typeof move.by === 'string'
      ? byText[move.by]
      : move.by.map((role) => roleLabel[role]).join('、'),
    move.needs.map(code).join(', ') || '—',
    move.source,
  ]
}

it('stands in docs/loop.md as it is in the code', () => {
  const written = text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter((cells) => cells.length === 7)
  expect(written).toEqual(moves.map(rowOf))
})
