import type { WorkerKind } from '../../contract/primitives'
import { Refusal } from '../../http/refusal'
import type { Leave } from '../../rules/blocks/half-day-leave'
import type { BoundRegulation } from '../regulations/regulations.service'
import type { LeaveApprover } from './leave.policy'

export interface LeaveRoute {
  approver: LeaveApprover
  /** How long it is and who decides, for the person who reads it. */
  text: string
}

export interface AskedLeave {
  gridCode: string
  workerKind: WorkerKind | null
  leave: Leave
  halfDays: number
  /** The worker's other leaves, asked for or approved, none overlapping. */
  others: readonly Leave[]
}

export type RegulationOn = (
  villageCode: string,
  day: string,
) => Promise<Pick<BoundRegulation, 'id' | 'evaluate' | 'countyValues' | 'countyStartsOn'>>

/** What regulations that speak of leave call a worker's post. */
const postOf = (kind: WorkerKind | null) => (kind === 'communityFullTime' ? 'fullTime' : 'partTime')

const spanOf = ({ from, fromHalf, to, toHalf }: Leave): Leave => ({ from, fromHalf, to, toHalf })

async function askRegulation(regulationOn: RegulationOn, asked: AskedLeave) {
  const { gridCode, workerKind, leave, others } = asked
  try {
    const regulation = await regulationOn(gridCode.slice(0, 12), leave.from)
    const { id, countyValues, countyStartsOn } = regulation
    const answer = regulation.evaluate({
      regulation: id,
      question: 'leaveApprover',
      on: leave.from,
      countyValues,
      ...(countyStartsOn === null ? {} : { countyStartsOn }),
      post: postOf(workerKind),
      leave: spanOf(leave),
      others: others.map(spanOf),
    })
    return answer.ok && 'outcome' in answer.result ? answer.result : null
  } catch (error) {
    // where no one regulation binds, leave is still asked for
    if (error instanceof Refusal) return null
    throw error
  }
}

/**
 * Who decides: as the regulation of the first day has it (DYW-21.5), and where it says nothing of
 * leave, a head of the area or the township's office.
 */
export async function routeLeave(
  regulationOn: RegulationOn,
  asked: AskedLeave,
): Promise<LeaveRoute> {
  const answer = await askRegulation(regulationOn, asked)
  if (answer?.outcome === 'villageHead') return { approver: 'villageHead', text: answer.sentence }
  if (answer?.outcome === 'street') return { approver: 'township', text: answer.sentence }
  const days = asked.halfDays / 2
  return {
    approver: 'anyHead',
    text: `按工作日计 ${days} 天，由网格长、村（社区）负责人或乡镇平安办决定`,
  }
}
