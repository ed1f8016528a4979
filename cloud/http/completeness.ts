import * as contract from '../contract'
import type { Endpoint } from '../contract/define'
import type { Route } from './serve'

function isEndpoint(value: unknown): value is Endpoint {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    'path' in value &&
    'permission' in value
  )
}

/** Every entry of the contract, found by looking, so that no list is kept by hand. */
export function contractEntries(): Endpoint[] {
  return Object.values(contract).flatMap((feature) =>
    Object.values(feature as Record<string, unknown>).filter(isEndpoint),
  )
}

/** Refuses to boot unless each contract entry is served exactly once. */
export function assertComplete(routes: readonly Route[]): void {
  const served = routes.map((route) => route.entry.name)
  const promised = contractEntries().map((entry) => entry.name)
  const faults = [
    ...promised.filter((name) => !served.includes(name)).map((name) => `not served: ${name}`),
    ...served
      .filter((name) => !promised.includes(name))
      .map((name) => `not in the contract: ${name}`),
    ...served
      .filter((name, index) => served.indexOf(name) !== index)
      .map((name) => `served twice: ${name}`),
  ]
  if (faults.length > 0) throw new Error(`contract and service differ:\n  ${faults.join('\n  ')}`)
}
