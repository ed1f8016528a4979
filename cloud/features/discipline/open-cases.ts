import { type CaseKind, caseKind } from '../../contract/discipline'
import type { InputOf } from '../../contract/define'
import type * as contract from '../../contract/discipline'
import type { Proposal, Statement } from '../../contract/trace'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { shanghaiMonth } from '../../platform/clock'
import { newId } from '../../platform/ids'
import type { EarlierMonthTold, PackFacts, PayRegulation } from '../../rules'
import type { RegulationsService } from '../regulations/regulations.service'
import type { StaffService } from '../staff/staff.service'
import { disciplinePolicy } from './discipline.policy'
import type { Case, DisciplineStore, NewCase } from './discipline.store'

/** A worker's month that has just become final. */
export interface FrozenMonth {
  accountId: string
  month: string
  townshipCode: string
  gridCode: string
  facts: PackFacts
  tree: Statement
}

export interface OpenCasesParts {
  store: DisciplineStore
  staff: Pick<StaffService, 'worker'>
  regulations: Pick<RegulationsService, 'ofMonth'>
}

const mostSentence = 1000

function asCaseKind(kind: Proposal['kind']): CaseKind | null {
  const parsed = caseKind.safeParse(kind)
  return parsed.success ? parsed.data : null
}

/** Proposals of one kind for one reason are one case, say two notices of criticism. */
function grouped(proposals: readonly Proposal[]): Proposal[][] {
  const groups = new Map<string, Proposal[]>()
  for (const proposal of proposals) {
    const key = `${proposal.kind} ${proposal.grounds}`
    groups.set(key, [...(groups.get(key) ?? []), proposal])
  }
  return [...groups.values()]
}

/** An earlier month as the regulation looks back on it: by its rank, its card's ground or its counts. */
function earlierSentence(told: EarlierMonthTold): string {
  const { month, verdict, validReports, ranking, met, scoreHundredths } = told
  if (scoreHundredths === null) return `${month} 没有得分`
  if (scoreHundredths !== undefined) return `${month} 得分 ${(scoreHundredths / 100).toFixed(2)} 分`
  if (ranking) return `${month} 第 ${ranking.rank} 名，共 ${ranking.ranked} 人`
  if (ranking === null) return `${month} 没有名次`
  if (met !== undefined) return `${month} ${met ? '达到' : '未达到'}工作要求`
  return `${month} ${verdict === 'fail' ? '不合格' : '合格'}，有效信息 ${validReports ?? 0} 条`
}

const historyOf = ({ history = [] }: PackFacts): string[] => history.map(earlierSentence)

/** The cases that a frozen month proposes; other proposals (of pay) are decided before freezing. */
export function casesOf(frozen: FrozenMonth, nowMs: number): NewCase[] {
  const { accountId, month, townshipCode, gridCode, facts, tree } = frozen
  return grouped(tree.proposals).flatMap((proposals) => {
    const [first] = proposals
    const kind = first ? asCaseKind(first.kind) : null
    if (!first || !kind) return []
    const figures = proposals.flatMap(({ figure }) => (figure ? [figure] : []))
    const sentence = proposals.map((one) => one.sentence).join('；')
    const evidence = {
      text: null,
      reasons: tree.verdict.reasons,
      figures: figures.length > 0 ? figures : [tree.pay],
      history: historyOf(facts),
    }
    return [
      {
        id: newId(),
        accountId,
        month,
        townshipCode,
        gridCode,
        kind,
        grounds: first.grounds,
        article: first.article,
        sentence: sentence.slice(0, mostSentence),
        evidence,
        proposedBy: null,
        proposedAtMs: nowMs,
      },
    ]
  })
}

export function createOpenCases({ store, staff, regulations }: OpenCasesParts) {
  function articleOf(pack: PayRegulation, id: string) {
    try {
      return pack.article(id)
    } catch {
      throw new Refusal('articleUnknown', { article: id })
    }
  }

  return {
    /** Inside the freezing: the month's proposals become cases together with it or not at all. */
    async openProposed(months: readonly FrozenMonth[], context: CommandContext): Promise<void> {
      const cases = months.flatMap((month) => casesOf(month, context.nowMs))
      await store.openAll(context.tx, cases)
      for (const { id, gridCode, accountId, kind, grounds } of cases) {
        context.audit('case.opened', id, gridCode, { accountId, kind, grounds })
      }
    },

    async open(
      input: InputOf<typeof contract.open>,
      { actor, tx, nowMs, commandId, audit }: CommandContext,
    ): Promise<Case> {
      const { accountId, month, kind, sentence } = input
      if (month > shanghaiMonth(nowMs)) throw new Refusal('badInput', { message: '月份还没有到' })
      const worker = disciplinePolicy.workerToOpen(actor, await staff.worker(accountId, month))
      const pack = await regulations.ofMonth(worker.townshipCode, month)
      const article = articleOf(pack, input.article)
      const grounds = input.forFraud ? 'fraud' : article.id
      if (await store.sameCase(tx, { accountId, month, kind, grounds }))
        throw new Refusal('caseExists')
      audit('case.opened', commandId, worker.gridCode, { accountId, kind, grounds })
      return store.openOne(tx, {
        id: commandId,
        accountId,
        month,
        townshipCode: worker.townshipCode,
        gridCode: worker.gridCode,
        kind,
        grounds,
        article,
        sentence,
        evidence: { text: input.evidence, reasons: [], figures: [], history: [] },
        proposedBy: actor.accountId,
        proposedAtMs: nowMs,
      })
    },
  }
}
