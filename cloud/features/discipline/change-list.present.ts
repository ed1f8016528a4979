import type {
  ChangeListContent,
  ChangeListDetail,
  ChangeListRow,
  Leaving,
  Newcomer,
} from '../../contract/change-lists'
import { shanghaiDay, wholeDayInWords } from '../../platform/clock'
import type { ParameterRef } from '../../contract/trace'
import type { StoredList } from './change-list.store'

interface AroundRow {
  townshipCode: string
  townshipName: string
  month: string
  today: string
  dueOn: string
  content: ChangeListContent
}

export interface AroundDetail extends AroundRow {
  from: string
  due: ParameterRef
  dueArticle: string
  nameOf(accountId: string): string
  abilities: ChangeListDetail['abilities']
}

export function presentListRow(stored: StoredList | null, around: AroundRow): ChangeListRow {
  const { townshipCode, townshipName, month, today, dueOn, content } = around
  const isOut = stored === null || stored.state === 'returned'
  return {
    townshipCode,
    townshipName,
    month,
    state: stored?.state ?? 'draft',
    dueOn: stored?.dueOn ?? dueOn,
    overdue: isOut && today > dueOn,
    sentAtMs: stored?.sentAtMs ?? null,
    onTime: stored ? shanghaiDay(stored.sentAtMs) <= stored.dueOn : null,
    leavingCount: content.leaving.length,
    newcomerCount: content.newcomers.length,
  }
}

function presentLeaving(row: Leaving): Leaving {
  const { accountId, name, idNumberMasked, phoneMasked, workerKind, gridName } = row
  const { reason, on, sentence, article } = row
  return {
    accountId,
    name,
    idNumberMasked,
    phoneMasked,
    workerKind,
    gridName,
    reason,
    on,
    sentence,
    article,
  }
}

function presentNewcomer(row: Newcomer): Newcomer {
  const { accountId, name, idNumberMasked, phoneMasked, workerKind, gridName } = row
  const { bankCardMasked, startsOn, eligibility } = row
  return {
    accountId,
    name,
    idNumberMasked,
    phoneMasked,
    workerKind,
    gridName,
    bankCardMasked,
    startsOn,
    eligibility,
  }
}

export function presentListDetail(
  stored: StoredList | null,
  around: AroundDetail,
): ChangeListDetail {
  const { content, due, dueArticle, from, dueOn, nameOf, abilities } = around
  return {
    ...presentListRow(stored, around),
    from,
    to: dueOn,
    dueSentence: `每月 ${due.value} 日前报（${dueArticle}，${wholeDayInWords(due.validFrom)}起）`,
    leaving: content.leaving.map(presentLeaving),
    newcomers: content.newcomers.map(presentNewcomer),
    sentByName: stored ? nameOf(stored.sentBy) : null,
    decidedByName: stored?.decidedBy ? nameOf(stored.decidedBy) : null,
    decidedAtMs: stored?.decidedAtMs ?? null,
    reason: stored?.reason ?? null,
    abilities,
  }
}
