import {
  opinionDecisionLabel,
  type OpinionRow,
  opinionStateWords,
  type follow,
} from '../../contract/residents-opinions'
import type { OutputOf } from '../../contract/define'
import type { Actor } from '../../http/actor'
import type { Directory } from '../areas/areas.service'
import { opinionsPolicy } from './opinions.policy'
import type { OpinionRecord } from './opinions.store'

export interface Beside {
  actor: Actor
  directory: Directory
  nowMs: number
}

/** For the office; whose phone it came from is in none of it. */
export function presentOpinion(
  opinion: OpinionRecord,
  { actor, directory, nowMs }: Beside,
): OpinionRow {
  const seesPhone = opinionsPolicy.seesPhone(actor, opinion)
  const decides = opinionsPolicy.reachesToDecide(actor, opinion)
  return {
    id: opinion.id,
    receiptNumber: opinion.receiptNumber,
    kind: opinion.kind,
    subjectName: opinion.subjectName,
    gridCode: opinion.gridCode,
    gridName: directory.areaName(opinion.gridCode),
    villageName: directory.areaName(opinion.gridCode.slice(0, 12)),
    text: opinion.text,
    state: opinion.state,
    givenAtMs: opinion.createdAtMs,
    phoneMasked: seesPhone ? opinion.phoneMasked : null,
    finding: opinion.finding,
    lookedByName: opinion.lookedByName,
    lookedAtMs: opinion.lookedAtMs,
    decision: opinion.decision,
    reason: opinion.reason,
    decidedByName: opinion.decidedByName,
    decidedAtMs: opinion.decidedAtMs,
    abilities: {
      look: opinionsPolicy.mayLook(actor, opinion),
      decide:
        decides && opinion.state !== 'decided' && opinionsPolicy.villageIsDone(opinion, nowMs),
      reveal: decides && opinion.phoneSealed !== null,
    },
  }
}

/** For the one who gave it: no names but that of whom it is about. */
export function presentFollowed(opinion: OpinionRecord): OutputOf<typeof follow> {
  const isDecided = opinion.state === 'decided'
  return {
    receiptNumber: opinion.receiptNumber,
    kind: opinion.kind,
    subjectName: opinion.subjectName,
    text: opinion.text,
    state: opinion.state,
    stateWords: opinionStateWords[opinion.state],
    givenAtMs: opinion.createdAtMs,
    decidedAtMs: opinion.decidedAtMs,
    decisionLabel: opinion.decision ? opinionDecisionLabel[opinion.decision] : null,
    reason: opinion.reason,
    phoneMasked: opinion.phoneMasked,
    erasedAtMs: opinion.erasedAtMs,
    mayErase: isDecided && opinion.erasedAtMs === null,
  }
}
