import type { MessageKind } from '../../contract/notices'
import type { MatterState } from '../../contract/matter-taxonomy'
import { matterStateWords } from '../../contract/matter-taxonomy'
import { shanghaiDay } from '../../platform/clock'
import type { NoticeTemplate } from './notice-draft'

/** The words that a notice's params may bring (see matter-notices). */
export type NoticeParams = Readonly<Record<string, string>>

interface Words {
  /** Head of the message, at most ten characters. */
  title: string
  /** State of the matter as WeChat's `phrase` takes it: at most five characters, Chinese alone. */
  phrase: string
  /** Which of WeChat's templates tells it; null: it stands in the inbox alone. */
  kind: MessageKind | null
  /** What is wanted of the one who reads it, or what it means for him. */
  ask(params: NoticeParams): string
}

const clockText = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** 2026年6月16日 18:00, the form that WeChat's `time` takes. */
export function fullTime(atMs: number): string {
  const [year, month, day] = shanghaiDay(atMs).split('-').map(Number)
  return `${year}年${month}月${day}日 ${clockText.format(new Date(atMs))}`
}

/** 6月16日 18:00 */
export const shortTime = (atMs: number): string => fullTime(atMs).replace(/^\d+年/, '')

export function dueAtMsOf(params: NoticeParams): number | null {
  const dueAtMs = Number(params.dueAtMs ?? '')
  return Number.isFinite(dueAtMs) && dueAtMs > 0 ? dueAtMs : null
}

function before(params: NoticeParams, ask: string): string {
  const dueAtMs = dueAtMsOf(params)
  return dueAtMs === null ? `请${ask}。` : `请在 ${shortTime(dueAtMs)} 前${ask}。`
}

function progress({ state }: NoticeParams): string {
  const words = matterStateWords[state as MatterState]
  return words === undefined ? '办理有了进展。' : `${words}。`
}

/** 张网格（阳光社区 第一网格）请假：2026-06-16 至 2026-06-17 */
function ofLeave({ name, place, span }: NoticeParams): string {
  return `${name ?? '同事'}${place ? `（${place}）` : ''}请假${span ? `：${span}` : ''}`
}

const one = (
  title: string,
  phrase: string,
  kind: MessageKind | null,
  ask: Words['ask'] | string,
): Words => ({ title, phrase, kind, ask: typeof ask === 'string' ? () => ask : ask })

/** What each notice says, in the words of the one who gets it. */
export const noticeWords: Record<NoticeTemplate, Words> = {
  matterArrived: one('有新事项要办', '待办理', 'matterToDo', (params) => before(params, '办理')),
  matterDueSoon: one('事项快到期了', '快到期', 'matterDue', (params) => before(params, '办完')),
  matterOverdue: one('事项已经超期', '已超期', 'matterDue', (params) => {
    const dueAtMs = dueAtMsOf(params)
    const when = dueAtMs === null ? '' : `期限是 ${shortTime(dueAtMs)}，`
    return `${when}请马上办理，或说明原因。`
  }),
  matterUrged: one('上级督办', '被督办', 'matterToDo', '上级催办这件事，请马上办理并回复。'),
  matterEmergency: one(
    '突发事项',
    '突发事项',
    'matterToDo',
    '请马上赶赴现场或派人处置；有人受伤、起火、违法的，先打 120、119、110。',
  ),
  matterCorrection: one(
    '社区矫正异常',
    '请立即办',
    'matterToDo',
    '网格员报告了异常情况，请马上调查核实。',
  ),
  matterMoved: one('事项有了进展', '有进展', 'matterMoved', progress),
  matterReturned: one('请补充情况', '待补充', 'matterMoved', (params) =>
    before(params, '把情况补充完整'),
  ),
  matterHandled: one('事项已经办理', '待核查', 'matterMoved', '承办单位已办完，等现场核查。'),
  matterVerified: one('请您评价', '待评价', 'matterMoved', '已到现场核查，请您评价办得怎么样。'),
  matterClosed: one('事项已经办结', '已办结', 'matterMoved', '这件事已经办结，没解决可以再反映。'),
  matterMessage: one('事项有新留言', '有留言', 'matterMoved', '有人给这件事留了言，请看一看。'),
  supportOutcome: one(
    '有了结果',
    '已办结',
    'matterMoved',
    ({ outcome }) => outcome ?? '这件事已经办结。',
  ),
  extensionAsked: one('有人申请延期', '待审批', 'matterToDo', '承办单位申请延长期限，请答复。'),
  extensionAnswered: one(
    '延期有了答复',
    '有答复',
    'matterMoved',
    '延期申请已经答复，请看新的期限。',
  ),
  leaveStandIn: one(
    '请您替班',
    '请替班',
    null,
    (params) => `${ofLeave(params)}，由您替班。这几天您也可以在那个网格签到、上报。`,
  ),
  leaveStandInEnded: one(
    '不用替班了',
    '已撤回',
    null,
    (params) => `${ofLeave(params)}，现在已经撤回，不用您替班了。`,
  ),
  leaveAnswered: one('请假有了答复', '有答复', null, ({ span, answer, reason }) =>
    span && answer && reason
      ? `您的请假（${span}）${answer}：${reason.replace(/[。；]$/, '')}。`
      : '您的请假已经答复，请点开查看。',
  ),
  fileAnswered: one('档案更正有答复', '有答复', null, ({ answer, reason }) =>
    answer && reason
      ? `您申请更正的档案${answer}：${reason.replace(/[。；]$/, '')}。`
      : '您申请更正的档案已经答复，请点开查看。',
  ),
  equipmentIssued: one('给您发了装备', '请确认', null, ({ name }) =>
    name ? `${name}已登记发给您，收到以后请确认。` : '装备已登记发给您，收到以后请确认。',
  ),
}

const wordsOf = (template: string): Words =>
  noticeWords[template as NoticeTemplate] ?? noticeWords.matterMoved

export const titleOf = (template: string): string => wordsOf(template).title
export const phraseOf = (template: string): string => wordsOf(template).phrase
export const kindOf = (template: string): MessageKind | null => wordsOf(template).kind

/** 井盖坏了（道路、水电、通讯等设施）。请在 6月16日 18:00 前办理。 */
export function sentenceOf(template: string, params: NoticeParams): string {
  const about = [params.brief, params.classLabel && `（${params.classLabel}）`].join('')
  const ask = wordsOf(template).ask(params)
  return about === '' ? ask : `${about}。${ask}`
}
