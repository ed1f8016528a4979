import { expect } from 'vitest'
import { pay } from '../contract'
import type { TestService } from './test-service'

export interface Closed {
  month: string
  townshipCode: string
  /** May close it. */
  token: string
}

/** Waits until the newest run of the township's month has ended, as the page does. */
export async function settledRun(service: TestService, { month, townshipCode, token }: Closed) {
  for (let tries = 0; tries < 400; tries += 1) {
    const { data } = await service.call(pay.progress, { month }, { token })
    const run = data.runs.find((one) => one.townshipCode === townshipCode)
    if (run && run.state !== 'running') return run
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the computation did not end')
}

/** Begins the computation and waits until it is done. */
export async function closedMonth(service: TestService, closed: Closed): Promise<void> {
  const { month, townshipCode, token } = closed
  const begun = await service.call(pay.close, { month, townshipCodes: [townshipCode] }, { token })
  expect(begun.status, JSON.stringify(begun.error)).toBe(200)
  const run = await settledRun(service, closed)
  expect(run, run.message ?? '').toMatchObject({ state: 'done' })
}
