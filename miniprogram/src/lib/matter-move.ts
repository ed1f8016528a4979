import type { InputOf } from '@contract/define'
import type { MatterMove, Satisfaction } from '@contract/matter-taxonomy'
import type { MatterDetail, MatterTask, OpenMove, makeMove } from '@contract/matters'
import type { Position } from '@contract/primitives'
import { moveCopy as copy } from '@/copy/matters'
import { dayOf } from './format'

export type MoveInput = InputOf<typeof makeMove>

/** A move being filled in. Photos stand beside it: they are files. */
export interface MoveDraft {
  text: string
  injury: boolean | null
  propertyLoss: boolean | null
  /** Shanghai day until which more time is asked for. */
  dueOn: string
  satisfaction: Satisfaction | null
  leadCode: string
  coCodes: readonly string[]
  targetId: string | null
}

export const emptyMove: MoveDraft = {
  text: '',
  injury: null,
  propertyLoss: null,
  dueOn: '',
  satisfaction: null,
  leadCode: '',
  coCodes: [],
  targetId: null,
}

/** The form as it was when this was sent. */
export function moveDraftOf(sent: MoveInput): MoveDraft {
  return {
    text: sent.text ?? '',
    injury: sent.answers?.injury ?? null,
    propertyLoss: sent.answers?.propertyLoss ?? null,
    dueOn: sent.dueAtMs === undefined ? '' : dayOf(sent.dueAtMs),
    satisfaction: sent.satisfaction ?? null,
    leadCode: sent.leadCode ?? '',
    coCodes: sent.coCodes ?? [],
    targetId: sent.targetId ?? null,
  }
}

/** Moves that may carry what they do not need. */
const mayHaveText: readonly MatterMove[] = [
  'dispatch',
  'evaluate',
  'grantExtension',
  'resume',
  'withdraw',
]
const mayHavePhotos: readonly MatterMove[] = [
  'supplement',
  'selfHandle',
  'handle',
  'coHandle',
  'verify',
  'rejectResult',
  'notSolved',
  'followUp',
]

export type Wanted = 'needed' | 'optional' | 'none'

/** What the form of a move asks for. */
export function wantedOf({ move, needs }: OpenMove) {
  const needed = (need: OpenMove['needs'][number], may = false): Wanted =>
    needs.includes(need) ? 'needed' : may ? 'optional' : 'none'
  return {
    text: needed('text', mayHaveText.includes(move)),
    photos: needed('photos', mayHavePhotos.includes(move)),
    position: needed('position'),
    lead: needed('lead'),
    target: needed('target'),
    answers: needed('answers'),
    dueAt: needed('dueAt'),
    satisfaction: needed('satisfaction'),
  }
}

/** A dispute in which somebody was hurt or lost property is not minor (DYW-12.5a). */
export function isRefusedDispute({
  injury,
  propertyLoss,
}: Pick<MoveDraft, 'injury' | 'propertyLoss'>): boolean {
  return injury === true || propertyLoss === true
}

/** Why it cannot be sent yet; null when it can. */
export function missingOf(
  offered: OpenMove,
  draft: MoveDraft,
  given: { photoCount: number; hasPosition: boolean },
): string | null {
  const wanted = wantedOf(offered)
  const { missing } = copy
  if (wanted.answers === 'needed') {
    if (isRefusedDispute(draft)) return copy.disputeRefused
    if (draft.injury === null || draft.propertyLoss === null) return missing.answers
  }
  if (wanted.lead === 'needed' && !draft.leadCode) return missing.lead
  if (wanted.target === 'needed' && !draft.targetId) return missing.target
  if (wanted.dueAt === 'needed' && !draft.dueOn) return missing.dueAt
  if (wanted.satisfaction === 'needed' && !draft.satisfaction) return missing.satisfaction
  if (wanted.text === 'needed' && !draft.text.trim()) return missing.text
  if (wanted.position === 'needed' && !given.hasPosition) return missing.position
  if (wanted.photos === 'needed' && given.photoCount === 0) return missing.photos
  return null
}

/** The end of the office's day. */
const endOfDayOf = (day: string) => Date.parse(`${day}T18:00:00+08:00`)

/** The task whose extension is answered: the one that asks. */
function askingTask(move: MatterMove, tasks: readonly MatterTask[]): number | undefined {
  if (move !== 'grantExtension' && move !== 'refuseExtension') return undefined
  return tasks.find((one) => one.extensionAskedToMs !== null)?.number
}

/** What is sent: only what this move asks for. */
export function moveInput(
  offered: OpenMove,
  draft: MoveDraft,
  { matter, tasks }: Pick<MatterDetail, 'tasks'> & { matter: { id: string } },
  given: { photoIds: readonly string[]; position: Position | null },
): MoveInput {
  const wanted = wantedOf(offered)
  const text = draft.text.trim()
  const taskNumber = askingTask(offered.move, tasks)
  return {
    matterId: matter.id,
    move: offered.move,
    ...(wanted.text !== 'none' && text ? { text } : {}),
    ...(wanted.photos !== 'none' && given.photoIds.length > 0
      ? { photoIds: [...given.photoIds] }
      : {}),
    ...(wanted.position !== 'none' ? { position: given.position } : {}),
    ...(wanted.lead !== 'none'
      ? {
          leadCode: draft.leadCode,
          coCodes: draft.coCodes.filter((code) => code !== draft.leadCode),
        }
      : {}),
    ...(wanted.target !== 'none' && draft.targetId ? { targetId: draft.targetId } : {}),
    ...(wanted.dueAt !== 'none' ? { dueAtMs: endOfDayOf(draft.dueOn) } : {}),
    ...(wanted.answers !== 'none'
      ? { answers: { injury: draft.injury === true, propertyLoss: draft.propertyLoss === true } }
      : {}),
    ...(wanted.satisfaction !== 'none' && draft.satisfaction
      ? { satisfaction: draft.satisfaction }
      : {}),
    ...(taskNumber === undefined ? {} : { taskNumber }),
  }
}

/** What one usually came to do, in this order; the rest is further down. */
const mainMoves: readonly MatterMove[] = [
  'accept',
  'dispatch',
  'handle',
  'coHandle',
  'verify',
  'supplement',
  'evaluate',
  'resume',
  'grantExtension',
  'selfHandle',
]
/** Written in its own place, the thread. */
const elsewhere: readonly MatterMove[] = ['message']

/** The open moves as buttons: what comes first, and what is also possible. */
export function sortedMoves(moves: readonly OpenMove[]): { main: OpenMove[]; other: OpenMove[] } {
  const shown = moves.filter(({ move }) => !elsewhere.includes(move))
  const place = ({ move }: OpenMove) => mainMoves.indexOf(move)
  return {
    main: shown.filter((one) => place(one) >= 0).sort((a, b) => place(a) - place(b)),
    other: shown.filter((one) => place(one) < 0),
  }
}
