import {
  matterMoveLabel,
  satisfactionLabel,
  type Satisfaction,
} from '../../contract/matter-taxonomy'
import { shanghaiDay } from '../../platform/clock'
import type { MatterEvent } from './standing'

export type LabelOf = (holderCode: string) => string

/** '11月30日 14:00' in Shanghai. */
function instantText(atMs: unknown): string {
  if (typeof atMs !== 'number') return ''
  const [, month, date] = shanghaiDay(atMs).split('-').map(Number)
  const time = new Date(atMs + 8 * 3_600_000).toISOString().slice(11, 16)
  return `${month}月${date}日 ${time}`
}

function helpersText(codes: unknown, labelOf: LabelOf): string {
  const names = Array.isArray(codes) ? codes.map((code) => labelOf(String(code))) : []
  return names.length > 0 ? `，${names.join('、')}协办` : ''
}

function workingHours(ms: unknown): string {
  const hours = Math.round((Number(ms) / 3_600_000) * 10) / 10
  return Number.isFinite(hours) ? `${hours} 个工作小时` : ''
}

/** One plain sentence of what a move means for the matter. */
export function sentenceOf({ move, detail, fromState }: MatterEvent, labelOf: LabelOf): string {
  const known = detail ?? {}
  const lead = known.leadCode ? labelOf(String(known.leadCode)) : ''
  const due = instantText(known.dueAtMs)
  switch (move) {
    case 'raise':
      return lead ? `已直接交${lead}` : '已登记，等待受理'
    case 'accept':
      return '已受理，正在安排谁来办'
    case 'return':
      return '情况还不清楚，请补充后再报'
    case 'supplement':
      return '已补充情况'
    case 'dispatch':
    case 'transfer':
      return `交${lead}办理${helpersText(known.coCodes, labelOf)}${due ? `，${due}前办结` : ''}`
    case 'selfHandle':
      return '网格员当场处理完，等待核实'
    case 'handBack':
      return '承办方认为不归自己办，已退回重新派单'
    case 'coHandle':
      return '协办的部分已完成'
    case 'escalate':
      return '已报县里，由县级部门来办'
    case 'sendDown':
      return '县里已退回乡镇办理'
    case 'requestExtension':
      return `承办方申请延到 ${due}`
    case 'grantExtension':
      return `同意延到 ${due}`
    case 'refuseExtension':
      return '没有同意延期，仍按原来的期限'
    case 'pause':
      return '暂停办理，暂停的时间不算在期限里'
    case 'resume':
      return `恢复办理，暂停了 ${workingHours(known.pausedMs)}`
    case 'urge':
      return '已催办'
    case 'handle':
      return '已处置，等待现场核查'
    case 'verify':
      return '已核查，请评价'
    case 'rejectResult':
      return '核查没有通过，重新办理'
    case 'evaluate':
      return `评价：${satisfactionLabel[known.satisfaction as Satisfaction] ?? ''}`
    case 'notSolved':
      return '反映人说没有解决，重新办理'
    case 'merge':
      return `与 ${String(known.targetReceiptNumber ?? '')} 是同一件事，一起办理`
    case 'evaluationWindowEnds':
      return '没有收到评价，按已解决办结'
    case 'returnWindowEnds':
      return '没有收到补充，已终止'
    case 'noteOnly':
      return '留存备查，不需要处置'
    case 'restore':
    case 'reopen':
    case 'unmerge':
      return '重新办理'
    case 'archive':
    case 'archiveWindowEnds':
      return '已归档'
    case 'withdraw':
      return '反映人已撤回'
    default:
      return fromState === null ? '' : matterMoveLabel[move]
  }
}
