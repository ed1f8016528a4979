import type * as contract from '../../contract/codes'
import type { InputOf, OutputOf } from '../../contract/define'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { shanghaiDay } from '../../platform/clock'
import type { AreasService } from '../areas/areas.service'
import { codesPolicy } from './codes.policy'
import type { CodesStore, CodeWanted } from './codes.store'

type Input = InputOf<typeof contract.print>
type Output = OutputOf<typeof contract.print>

/** A sheet each, or ten cards to a sheet: what one person can carry from the printer. */
const most = { cards: 3_000, posters: 300, notices: 300, badges: 900, picture: 1 } as const

export interface PrintParts {
  store: CodesStore
  areas: Pick<AreasService, 'directory'>
}

interface Wanted {
  code: CodeWanted
  cards: number
}

async function wantedGrids(
  { areas }: PrintParts,
  { what, cardsEach = 1 }: Input,
  scopes: readonly string[],
): Promise<Wanted[]> {
  const directory = await areas.directory()
  const grids = scopes.flatMap((scope) => directory.gridsUnder(scope))
  return grids.map(({ code: gridCode, households }) => ({
    code: { kind: 'grid', gridCode, accountId: null },
    cards: what !== 'cards' ? 0 : cardsEach === 'households' ? Math.max(1, households) : cardsEach,
  }))
}

async function wantedBadges(
  { store }: PrintParts,
  { accountId }: Input,
  scopes: readonly string[],
  nowMs: number,
): Promise<Wanted[]> {
  const people = await store.peopleAt(scopes, ['worker'], shanghaiDay(nowMs), true)
  const first = new Map(people.toReversed().map((person) => [person.accountId, person]))
  return [...first.values()]
    .filter((person) => accountId === undefined || person.accountId === accountId)
    .map((person) => ({
      code: { kind: 'badge' as const, gridCode: person.scopeCode, accountId: person.accountId },
      cards: 0,
    }))
    .sort((one, other) => (one.code.gridCode < other.code.gridCode ? -1 : 1))
}

function checkAmount({ what, accountId }: Input, wanted: readonly Wanted[]): void {
  if (wanted.length === 0) {
    // a person who serves elsewhere is not told of
    if (accountId !== undefined) throw new Refusal('notFound')
    const message = what === 'badges' ? '没有在岗的网格员' : '没有网格'
    throw new Refusal('nothingToPrint', { message })
  }
  const amount = what === 'cards' ? wanted.reduce((sum, one) => sum + one.cards, 0) : wanted.length
  if (amount > most[what]) throw new Refusal('printTooMuch', { most: most[what], amount })
}

function scopesOf(actor: Actor, placeCode: string): string[] {
  const scopes = visibleScopes(actor, codesPolicy.printers, placeCode)
  if (scopes.length === 0) throw new Refusal('notFound')
  return scopes
}

/** Issues what codes are missing, numbers the cards, and notes who printed what. */
export async function printCodes(
  parts: PrintParts,
  input: Input,
  { actor, tx, nowMs, commandId, audit }: CommandContext,
): Promise<Output> {
  const { store } = parts
  const scopes = scopesOf(actor, input.placeCode)
  const wanted =
    input.what === 'badges'
      ? await wantedBadges(parts, input, scopes, nowMs)
      : await wantedGrids(parts, input, scopes)
  checkAmount(input, wanted)
  const by = { accountId: actor.accountId, atMs: nowMs }
  const codes = await store.issue(
    tx,
    wanted.map((one) => one.code),
    by,
  )
  const counts = wanted
    .filter((one) => one.cards > 0)
    .map((one) => ({ gridCode: one.code.gridCode, count: one.cards }))
  const before = counts.length > 0 ? await store.numberCards(tx, counts) : new Map<string, number>()
  const countOf = new Map(counts.map((one) => [one.gridCode, one.count]))
  const items = codes.map(({ serial, gridCode }) => {
    const last = before.get(gridCode)
    const count = countOf.get(gridCode)
    return last === undefined || count === undefined
      ? { serial, firstCard: null, lastCard: null }
      : { serial, firstCard: last + 1, lastCard: last + count }
  })
  const { what, placeCode } = input
  await store.recordPrint(tx, { id: commandId, what, placeCode, ...by, items })
  const cards = counts.reduce((sum, one) => sum + one.count, 0)
  audit('code.printed', commandId, placeCode, { what, codes: codes.length, cards })
  return { printId: commandId, codes: codes.length, cards, serial: codes[0]?.serial ?? 0 }
}
