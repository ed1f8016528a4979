import type { Figure } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf, textFact } from '../figures'
import { yuanText } from '../money'

export interface Occurrence {
  id: string
  incident?: string | undefined
}

/** A sum for each recorded occurrence. Which records count is the caller's, they stand as facts. */
export function occurrencePenalty(
  naming: Naming,
  rate: NumberParameter,
): (occurrences: readonly Occurrence[]) => Figure {
  const parameters = parametersOf(naming, rate)
  return (occurrences) => {
    const value = occurrences.length * rate.value
    return makeFigure(naming, {
      value,
      unit: 'fen',
      sentence: `${occurrences.length} 次 × ${rate.text} = ${yuanText(value)}`,
      block: 'occurrencePenalty',
      parameters,
      facts: occurrences.map(({ id, incident }) =>
        textFact(id, naming.label, incident ?? naming.label),
      ),
    })
  }
}

export interface ConductRecord extends Occurrence {
  kind: string
}

/** The records left when each incident counts once only: its first record stays. */
export function oncePerIncident<R extends ConductRecord>(records: readonly R[]): R[] {
  const seen = new Set<string>()
  return records.filter(({ incident }) => {
    if (incident === undefined) return true
    if (seen.has(incident)) return false
    seen.add(incident)
    return true
  })
}

/** Incidents that more than one record cites: worth a second look before they cost twice. */
export function repeatedIncidents(records: readonly ConductRecord[]): string[] {
  const seen = new Map<string, number>()
  for (const { incident } of records) {
    if (incident !== undefined) seen.set(incident, (seen.get(incident) ?? 0) + 1)
  }
  return [...seen].filter(([, count]) => count > 1).map(([incident]) => incident)
}
