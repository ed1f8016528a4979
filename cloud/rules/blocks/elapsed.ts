import type { Figure } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf, textFact } from '../figures'
import { minutesOf, timeMs } from '../local-times'

const minutesInHour = 60

export interface Elapsed {
  figure: Figure
  /** Hours with their part, for limits in hours. */
  hours: number
  /** null: no limit is set, the time is only measured. */
  late: boolean | null
}

/** Whole minutes between two times, beside a limit in minutes where one is set; the limit is in time. */
export function elapsed(
  naming: Naming,
  limit: NumberParameter | null,
): (from: string, to: string) => Elapsed {
  const parameters = parametersOf(naming, limit)
  return (from, to) => {
    const minutes = minutesOf(timeMs(to) - timeMs(from))
    const late = limit === null ? null : minutes > limit.value
    const judged = late === null ? '' : late ? `，超过 ${limit?.text}` : `，没有超过 ${limit?.text}`
    return {
      late,
      hours: minutes / minutesInHour,
      figure: makeFigure(naming, {
        value: minutes,
        unit: 'count',
        sentence: `${from} 到 ${to}${judged}，用时 ${minutes} 分钟`,
        block: 'elapsed',
        parameters,
        facts: [textFact('from', '开始', from), textFact('to', '结束', to)],
      }),
    }
  }
}
