import { matterClass, matterLevelLabel } from '../../contract/matter-taxonomy'
import type { NoticeAudience, NoticeDraft, NoticeTemplate } from '../notices/notices.service'
import type { Applied } from './apply-move'
import { leadTask, type Matter, openTasks } from './standing'

const holder = (code: string): NoticeAudience => ({ kind: 'holder', code })

/** The one who raised it; a resident is told where he left a way to reach him. */
function raiser({ id, raisedBy }: Matter): NoticeAudience {
  return raisedBy === null
    ? { kind: 'resident', matterId: id }
    : { kind: 'account', accountId: raisedBy }
}

interface Told {
  audience: NoticeAudience
  template: NoticeTemplate
}

/** Everybody an emergency concerns at once: grid, village, township, county (DYW-12.5d). */
function emergencyCircle({ gridCode, townshipCode, circle }: Matter): string[] {
  if (circle === 'judicial') return []
  const offices = [townshipCode, townshipCode.slice(0, 6)]
  return circle === 'offices' ? offices : [gridCode, gridCode.slice(0, 12), ...offices]
}

function toldOfArrival(matter: Matter): Told[] {
  if (matter.circle === 'judicial' && matter.state === 'dispatched')
    return [{ audience: holder(matter.holderCode), template: 'matterCorrection' }]
  if (matter.level === 'emergency')
    return emergencyCircle(matter).map((code) => ({
      audience: holder(code),
      template: 'matterEmergency' as const,
    }))
  return [{ audience: holder(matter.holderCode), template: 'matterArrived' }]
}

/** Whoever owes it something now, and for the lead's turn his co-handlers too. */
function toldOfTurn({ matter, tasks }: Applied): Told[] {
  if (matter.holderCode === '') return []
  const others =
    matter.state === 'dispatched' ? openTasks(tasks).map((task) => task.holderCode) : []
  return [...new Set([matter.holderCode, ...others])].map((code) => ({
    audience: holder(code),
    template: 'matterArrived' as const,
  }))
}

function told(applied: Applied): Told[] {
  const { matter, tasks, event } = applied
  const toRaiser = (template: NoticeTemplate): Told => ({ audience: raiser(matter), template })
  const lead = leadTask(tasks)
  switch (event.move) {
    case 'raise':
      return toldOfArrival(matter)
    case 'accept':
      return [toRaiser('matterMoved')]
    case 'dispatch':
    case 'transfer':
    case 'resume':
      return [...toldOfTurn(applied), toRaiser('matterMoved')]
    case 'return':
      return [toRaiser('matterReturned')]
    case 'supplement':
    case 'handBack':
    case 'escalate':
    case 'sendDown':
    case 'rejectResult':
    case 'notSolved':
    case 'reopen':
      return toldOfTurn(applied)
    case 'handle':
    case 'selfHandle':
      return [...toldOfTurn(applied), toRaiser('matterHandled')]
    case 'verify':
      return [toRaiser('matterVerified')]
    case 'pause':
      return [
        toRaiser('matterMoved'),
        ...(lead ? [{ audience: holder(lead.holderCode), template: 'matterMoved' as const }] : []),
      ]
    case 'noteOnly':
    case 'evaluationWindowEnds':
    case 'returnWindowEnds':
      return [toRaiser('matterClosed')]
    case 'merge':
      return [toRaiser('matterMoved')]
    case 'urge':
      return toldOfTurn(applied).map((one) => ({ ...one, template: 'matterUrged' }))
    case 'requestExtension':
      return [{ audience: holder(matter.townshipCode), template: 'extensionAsked' }]
    case 'grantExtension':
    case 'refuseExtension':
      return lead ? [{ audience: holder(lead.holderCode), template: 'extensionAnswered' }] : []
    case 'followUp':
      return matter.level === 'emergency'
        ? toldOfArrival(matter)
        : toldOfTurn(applied).map((one) => ({ ...one, template: 'matterMessage' }))
    case 'message':
      return event.accountId === matter.raisedBy
        ? toldOfTurn(applied).map((one) => ({ ...one, template: 'matterMessage' }))
        : [toRaiser('matterMessage')]
    default:
      return []
  }
}

export const briefOf = (text: string, most = 80): string => {
  const characters = [...text.replace(/\s+/gu, ' ')]
  return characters.length > most
    ? `${characters.slice(0, most - 1).join('')}…`
    : characters.join('')
}

/** Words for the templates; of what only a circle may know, nothing but the number. */
function paramsOf({ matter, event }: Applied): Record<string, string> {
  const { circle, receiptNumber, classCode, level, text } = matter
  const known = circle === 'open'
  return {
    receiptNumber,
    classLabel: known ? matterClass(classCode).label : '限制类事项',
    brief: known ? briefOf(text, 40) : '请登录查看',
    level: matterLevelLabel[level],
    dueAtMs: String(matter.dueAtMs ?? ''),
    state: matter.state,
    move: event.move,
    gridCode: matter.gridCode,
  }
}

/** Who is told of what was done, and how urgently; nobody is told of his own deed. */
export function noticesOf(applied: Applied): NoticeDraft[] {
  const { matter, event } = applied
  const params = paramsOf(applied)
  return told(applied)
    .filter(
      ({ audience }) =>
        !(audience.kind === 'account' && audience.accountId === event.accountId) &&
        !(audience.kind === 'resident' && event.actorKind === 'resident'),
    )
    .map(({ audience, template }) => ({
      audience,
      template,
      matterId: matter.id,
      params,
      urgent: matter.level === 'emergency' || matter.circle === 'judicial',
      createdAtMs: event.atMs,
    }))
}
