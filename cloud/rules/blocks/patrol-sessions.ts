import type { Figure } from '../../contract/trace'
import { countFact, makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'
import { minutesToMs, spanOf } from '../local-times'
import { RuleError } from '../rule-error'

/** A patrol as it was recorded, times of Asia/Shanghai. */
export interface Session {
  from: string
  to: string
}

/** A session that ends before it begins is nobody's patrol. */
export function refuseSessions(sessions: readonly Session[], path: string): void {
  sessions.forEach(({ from, to }, index) => {
    if (from < to) return
    throw new RuleError('factsRefused', '结束时间应晚于开始时间', `${path}.${index}.to`)
  })
}

/**
 * How many patrols there were: the most sessions of which each begins at least the gap after the one
 * before it ended. Sessions closer together are one patrol.
 */
export function patrolsApart(
  naming: Naming,
  gapMinutes: NumberParameter,
): (sessions: readonly Session[]) => Figure {
  const parameters = parametersOf(naming, gapMinutes)
  return (sessions) => {
    const byEnd = sessions.map(spanOf).sort((one, other) => one.toMs - other.toMs)
    let value = 0
    let nextMs = Number.NEGATIVE_INFINITY
    for (const { fromMs, toMs } of byEnd) {
      if (fromMs < nextMs) continue
      value += 1
      nextMs = toMs + minutesToMs(gapMinutes.value)
    }
    const merged = sessions.length - value
    return makeFigure(naming, {
      value,
      unit: 'count',
      sentence:
        merged === 0
          ? `走访记录 ${sessions.length} 次，计 ${value} 次`
          : `走访记录 ${sessions.length} 次，两次之间不足 ${gapMinutes.text}的并作一次，计 ${value} 次`,
      block: 'patrolsApart',
      parameters,
      facts: [countFact('sessions', '走访记录', sessions.length, '次')],
    })
  }
}
