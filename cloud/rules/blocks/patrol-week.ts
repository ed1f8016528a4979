import type { Figure } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf, textFact } from '../figures'
import { minutesOf, minutesToMs, msOnDay, remainder, type Span, spanOf } from '../local-times'
import type { Session } from './patrol-sessions'

const minutesInHour = 60
const minute = '分钟'

/** A patrol with the stretches spent outside the own grid, and whether a long one was confirmed. */
export interface RecordedPatrol extends Session {
  outside?: readonly Session[] | undefined
  confirmed?: boolean | undefined
}

export interface PatrolTimeRule {
  /** Stretches outside the grid longer than this are not patrol time. */
  outsideMinutes: NumberParameter
  /** Sessions longer than this count only once somebody confirmed them. */
  longSessionHours: NumberParameter
}

export interface PatrolTime {
  spans: Span[]
  /** Sessions left out until they are confirmed, by their place in the list. */
  unconfirmed: number[]
}

/** What of the recorded sessions is patrol time inside the grid. */
export function patrolTime(rule: PatrolTimeRule, sessions: readonly RecordedPatrol[]): PatrolTime {
  const toleratedMs = minutesToMs(rule.outsideMinutes.value)
  const longMs = minutesToMs(rule.longSessionHours.value * minutesInHour)
  const unconfirmed: number[] = []
  const spans = sessions.flatMap((session, index) => {
    const whole = spanOf(session)
    if (whole.toMs - whole.fromMs > longMs && session.confirmed !== true) {
      unconfirmed.push(index)
      return []
    }
    const away = (session.outside ?? [])
      .map(spanOf)
      .filter(({ fromMs, toMs }) => toMs - fromMs > toleratedMs)
    return remainder(whole, away)
  })
  return { spans, unconfirmed }
}

export interface PatrolWeekRule {
  dailyHours: NumberParameter
  weeklyHours: NumberParameter
  /** A week with few working days asks for their daily hours only; else always for the weekly ones. */
  lesser: boolean
}

export interface PatrolWeek {
  /** Minutes of the week, made of those of its days. */
  week: Figure
  /** Weekly hours, or daily hours × working days where that is less, in minutes. */
  target: Figure
  /** Working days that reached the daily hours. */
  daysMet: Figure
  workingDays: Figure
  missedDays: string[]
  met: boolean
}

/** Patrol time of a week, Monday to Sunday; a session over midnight is split between its days. */
export function patrolWeek(
  naming: Naming,
  rule: PatrolWeekRule,
): (days: readonly string[], workingDays: readonly string[], spans: readonly Span[]) => PatrolWeek {
  const { dailyHours, weeklyHours } = rule
  const parameters = parametersOf(naming, dailyHours, weeklyHours)
  const named = (code: string, label: string): Naming => ({ ...naming, code, label })
  return (days, workingDays, spans) => {
    const minutes = new Map(days.map((day) => [day, minutesOf(msOnDay(spans, day))]))
    const dailyMinutes = dailyHours.value * minutesInHour
    const missedDays = workingDays.filter((day) => (minutes.get(day) ?? 0) < dailyMinutes)
    const week = weekFigure(naming, minutes)
    const target = targetFigure(named('target', '本周应走访时间'), rule, workingDays.length)
    const met = week.value >= target.value
    return {
      week,
      target,
      met,
      missedDays,
      workingDays: makeFigure(named('workingDays', '工作日'), {
        value: workingDays.length,
        unit: 'count',
        sentence: `本周工作日 ${workingDays.length} 天`,
        block: 'patrolWeek',
        facts: workingDays.map((day) => textFact(day, '工作日', day)),
      }),
      daysMet: makeFigure(named('daysMet', '达到每日时间的工作日'), {
        value: workingDays.length - missedDays.length,
        unit: 'count',
        sentence: `每个工作日 ${dailyHours.text}，达到的有 ${workingDays.length - missedDays.length} 天`,
        block: 'patrolWeek',
        parameters,
        facts: missedDays.map((day) =>
          textFact(day, '未达到', `${minutes.get(day) ?? 0} ${minute}`),
        ),
      }),
    }
  }
}

function weekFigure(naming: Naming, minutes: ReadonlyMap<string, number>): Figure {
  const patrolled = [...minutes].filter(([, count]) => count > 0)
  const value = patrolled.reduce((sum, [, count]) => sum + count, 0)
  return makeFigure(naming, {
    value,
    unit: 'count',
    sentence:
      patrolled.length === 0
        ? `本周没有走访时间，计 0 ${minute}`
        : `${patrolled.map(([, count]) => count).join(' + ')} = ${value} ${minute}`,
    block: 'patrolWeek',
    parameters: parametersOf(naming),
    facts: patrolled.map(([day, count]) => ({
      name: day,
      label: day,
      value: count,
      unit: 'count',
      text: `${count} ${minute}`,
    })),
  })
}

function targetFigure(
  naming: Naming,
  { dailyHours, weeklyHours, lesser }: PatrolWeekRule,
  workingDays: number,
): Figure {
  const weekly = weeklyHours.value * minutesInHour
  const byDays = dailyHours.value * minutesInHour * workingDays
  const value = lesser ? Math.min(weekly, byDays) : weekly
  return makeFigure(naming, {
    value,
    unit: 'count',
    sentence: lesser
      ? `每周 ${weekly} ${minute}，${workingDays} 个工作日 × ${dailyHours.text} 为 ${byDays} ${minute}，取少的 ${value} ${minute}`
      : `每周 ${weeklyHours.text}，为 ${value} ${minute}`,
    block: 'patrolWeek',
    parameters: parametersOf(naming, dailyHours, weeklyHours),
  })
}
