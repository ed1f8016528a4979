import { type Role, roleLabel } from '../../contract/permissions'
import { type Mover, moves, type Standing, stateOn } from './moves'

const over = ['closed', 'final', 'inForce', 'expired']
/** Who opens accounts of the office that decides. */
const openers: Partial<Record<Role, string>> = {
  townshipOffice: '请在“人员”里给另一名工作人员开账号',
  countyCentre: '请在“人员”里给另一名工作人员开账号',
}
const byOthers = '请县综治中心在“人员”里给另一名工作人员开账号'

/**
 * Why somebody whose office decides a case may not decide this one himself, and what to do: whoever
 * proposed it, told the worker of it or decided it before has had a hand in it. Null: he may, or it
 * is not his office's.
 */
export function ownHandNote(standing: Standing, mover: Mover, today: string): string | null {
  if (over.includes(stateOn(standing, today))) return null
  const { accountId, roles } = mover
  const { proposedBy, noticedBy, decidedBy } = standing
  if (accountId === standing.accountId) return '这件事说的是您本人，由其他人办理。'
  const hands = [
    ...(proposedBy === accountId ? ['提出'] : []),
    ...(noticedBy === accountId ? ['告知'] : []),
    ...(decidedBy === accountId ? ['决定'] : []),
  ]
  const judging = moves.filter(
    ({ judges, kinds, by }) => judges && kinds.includes(standing.kind) && typeof by !== 'string',
  )
  const role = roles.find((one) => judging.some(({ by }) => Array.isArray(by) && by.includes(one)))
  if (hands.length === 0 || !role) return null
  const office = roleLabel[role]
  const done = hands.join('、')
  return `这件事是您${done}的，不能由您作决定，要由${office}的另一个人办理。${office}只有您一个账号的，${openers[role] ?? byOthers}，由他登录办理；您${done}的记录保留。`
}
