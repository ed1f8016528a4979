import type { ActorPost } from '../../http/actor'
import { answersFor } from './holders'
import { type Move, type MoveNeed, moves } from './moves'
import { handsOfRound, leadTask, type Matter, type Mover, openTasks, type Task } from './standing'

/** A matter with what its lead and co-handlers owe it. */
export interface Situation {
  matter: Matter
  tasks: readonly Task[]
}

export type MoveRefusal = 'moveNotOpen' | 'ownCase' | 'notAllowed'

/** The row by which the move is made, and the post it is made in. */
export interface Found {
  move: Move
  actingCode: string | null
}

type Right = { actingCode: string | null } | 'ownCase' | 'notAllowed'

const mine: Right = { actingCode: null }

function postFor(posts: readonly ActorPost[], test: (post: ActorPost) => boolean): Right {
  const post = posts.find(test)
  return post ? { actingCode: post.scopeCode } : 'notAllowed'
}

function staffRight(
  { by }: Move,
  { matter, tasks }: Situation,
  { accountId, posts }: Extract<Mover, { kind: 'staff' }>,
): Right {
  switch (by) {
    case 'clock':
      return 'notAllowed'
    case 'raiser':
      return matter.raisedBy === accountId ? mine : 'notAllowed'
    case 'anybody':
      return mine
    case 'lead':
    case 'judicial': {
      const lead = leadTask(tasks)
      return lead ? postFor(posts, (post) => answersFor(post, lead.holderCode)) : 'notAllowed'
    }
    case 'co': {
      const open = openTasks(tasks).filter((task) => task.part === 'co')
      return postFor(posts, (post) => open.some((task) => answersFor(post, task.holderCode)))
    }
    default:
      return postFor(
        posts,
        (post) => by.includes(post.role) && matter.gridCode.startsWith(post.scopeCode),
      )
  }
}

function rightOf(move: Move, situation: Situation, mover: Mover): Right {
  const { by } = move
  if (mover.kind === 'clock') return by === 'clock' ? mine : 'notAllowed'
  if (mover.kind === 'resident') {
    return by === 'raiser' && situation.matter.raisedBy === null ? mine : 'notAllowed'
  }
  const right = staffRight(move, situation, mover)
  if (typeof right === 'string') return right
  const handled = handsOfRound(situation.tasks).includes(mover.accountId)
  return move.notByHandler && handled ? 'ownCase' : right
}

function concerns(move: Move, { circle, classCode, level }: Matter): boolean {
  return (
    (move.circles?.includes(circle) ?? true) &&
    (move.classes?.includes(classCode) ?? true) &&
    !move.exceptLevels?.includes(level)
  )
}

/** The row of the table by which this person makes this move now, or why he may not. */
export function findMove(
  name: Move['name'],
  situation: Situation,
  mover: Mover,
): Found | MoveRefusal {
  const rows = moves.filter((move) => move.name === name && concerns(move, situation.matter))
  if (rows.length === 0) return 'moveNotOpen'
  let refusal: MoveRefusal = 'notAllowed'
  for (const move of rows) {
    const right = rightOf(move, situation, mover)
    if (typeof right === 'string') {
      if (right === 'ownCase' && refusal === 'notAllowed') refusal = right
      continue
    }
    if (move.from.includes(situation.matter.state)) return { move, ...right }
    refusal = 'moveNotOpen'
  }
  return refusal
}

/** What the move asks for of this matter: the two answers only where it is a dispute (DYW-12.5a). */
export function needsOf(move: Move, { classCode }: Matter): MoveNeed[] {
  return move.needs.filter((need) => need !== 'answers' || classCode === 'dispute')
}

/** An extension can be answered only once it is asked for, and asked for once at a time. */
function isTimely({ name }: Move, tasks: readonly Task[]): boolean {
  const asked = openTasks(tasks).some((task) => task.extensionAskedToMs !== null)
  if (name === 'grantExtension' || name === 'refuseExtension') return asked
  return name !== 'requestExtension' || !asked
}

/** The moves this person can make now, each once. */
export function openMoves(situation: Situation, mover: Mover): (Found & { needs: MoveNeed[] })[] {
  const names = [...new Set(moves.map((move) => move.name))]
  return names.flatMap((name) => {
    const found = findMove(name, situation, mover)
    if (typeof found === 'string' || !isTimely(found.move, situation.tasks)) return []
    return [{ ...found, needs: needsOf(found.move, situation.matter) }]
  })
}
