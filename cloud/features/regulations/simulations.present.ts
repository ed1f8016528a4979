import type { Simulation } from '../../contract/regulations'
import { monthEnd } from '../../platform/clock'
import {
  type DatedParameter,
  isSameValue,
  type ParameterValue,
  type PayRegulation,
  shownText,
} from '../../rules'
import type { Directory } from '../areas/areas.service'
import { parametersOf } from './county-values'
import type { StoredSimulation } from './simulations.store'

export interface SimulationContext {
  names: ReadonlyMap<string, string>
  directory: Directory
  mayCancel: boolean
}

/** A list that is a reading is named as a whole, what it holds beside it. */
function readingText(parameter: DatedParameter, value: ParameterValue): string {
  const whole = parameter.listReadings.find((one) => isSameValue(one.value, value))
  const text = shownText(parameter, value)
  return whole ? `${whole.text}（${text}）` : text
}

export function presentSimulation(
  run: StoredSimulation,
  pack: PayRegulation | undefined,
  { names, directory, mayCancel }: SimulationContext,
): Simulation {
  const [lastMonth = ''] = run.months
  const known = pack ? parametersOf(pack, lastMonth && monthEnd(lastMonth)) : null
  const results = run.result?.scenarios ?? []
  const told = results.flatMap((one) => one.most)
  return {
    simulationId: run.id,
    changeId: run.changeId,
    months: run.months,
    state: run.state,
    doneCount: run.doneCount,
    totalCount: run.totalCount,
    message: run.message,
    startedByName: names.get(run.startedBy) ?? '',
    startedAtMs: run.startedAtMs,
    scenarios: run.scenarios.map(({ values }, index) => ({
      changes: values.map(({ name, value }) => {
        const parameter = known?.get(name)
        const text = parameter ? readingText(parameter, value) : String(value)
        return { name, label: parameter?.label ?? name, value, text }
      }),
      result: results[index] ?? null,
    })),
    recomputed: run.result?.recomputed ?? 0,
    townships: directory.townshipsUnder(run.areaCode).map(({ code, name }) => ({ code, name })),
    abilities: { cancel: mayCancel },
    names: Object.fromEntries(told.map(({ accountId }) => [accountId, names.get(accountId) ?? ''])),
  }
}
