import { firstDay, lastDay } from '../../rules/months'
import type { MonthFacts } from '../../rules/month-facts'
import { RuleError } from '../../rules/rule-error'
import { refuseAmounts } from './bonuses'
import type { Scene } from './scene'

/** Facts that are well-formed and contradict each other, or that the regulation does not admit. */
export function refuse(scene: Scene): void {
  const { facts } = scene
  refuseService(facts)
  refuseHistory(facts)
  refuseKinds(scene)
  refuseAmounts(scene)
  facts.adjustments?.forEach(({ correctedMonth }, index) => {
    if (correctedMonth < facts.month) return
    refused('更正只能针对以前的月份', `adjustments.${index}.correctedMonth`)
  })
}

function refuseService({ month, worker }: MonthFacts): void {
  const { serviceFrom, serviceTo } = worker
  if (serviceFrom && serviceTo && serviceTo < serviceFrom)
    refused('离岗日期早于上岗日期', 'worker.serviceTo')
  if (serviceFrom && serviceFrom > lastDay(month))
    refused(`${month} 还没有上岗`, 'worker.serviceFrom')
  if (serviceTo && serviceTo < firstDay(month)) refused(`${month} 以前已经离岗`, 'worker.serviceTo')
}

function refuseHistory({ month, history }: MonthFacts): void {
  history?.forEach((earlier, index) => {
    if (earlier.month >= month) refused('以前各月只能早于本月', `history.${index}.month`)
    for (let before = 0; before < index; before += 1) {
      if (history[before]?.month === earlier.month)
        refused(`${earlier.month} 出现了两次`, `history.${index}.month`)
    }
  })
}

function refuseKinds({ rules, facts }: Scene): void {
  const { kind, kindHistory } = facts.worker
  const last = kindHistory?.reduce<(typeof kindHistory)[number] | undefined>(
    (latest, one) => (latest && one.from < latest.from ? latest : one),
    undefined,
  )
  if (last && last.kind !== kind) refused('类别应是月内最后一天的类别', 'worker.kind')
  kindHistory?.forEach((one, index) => {
    if (!rules.kinds.has(one.kind))
      refused(`本办法没有类别 ${one.kind}`, `worker.kindHistory.${index}.kind`)
  })
}

function refused(message: string, path: string): never {
  throw new RuleError('factsRefused', message, path)
}
