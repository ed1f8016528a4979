import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/pay'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { shanghaiMonth } from '../../platform/clock'
import type { AreaEntry, AreasService } from '../areas/areas.service'
import type { StaffService } from '../staff/staff.service'
import type { LaterMatters } from './later-matters'
import type { LaterTruthStore } from './later-truth.store'
import { payPolicy } from './pay.policy'

export interface WaitingParts {
  laterTruths: Pick<LaterTruthStore, 'listedCorrections'>
  laterMatters: Pick<LaterMatters, 'waiting'>
  areas: Pick<AreasService, 'directory'>
  staff: Pick<StaffService, 'names'>
}

type Answer = OutputOf<typeof contract.waitingCorrections>

/** More than anybody reads at once. */
const mostRows = 200

/** Corrections of final months that nobody is paid yet, whether a line stands already or not. */
export function createWaitingCorrections(parts: WaitingParts) {
  const { laterTruths, laterMatters, areas, staff } = parts

  async function townshipsOf(actor: Actor, townshipCode?: string): Promise<AreaEntry[]> {
    const directory = await areas.directory()
    if (townshipCode === undefined)
      return visibleScopes(actor, payPolicy.readers).flatMap((scope) =>
        directory.townshipsUnder(scope),
      )
    const township = directory.area(townshipCode)
    if (township?.level !== 'township' || !payPolicy.mayRead(actor, townshipCode))
      throw new Refusal('notFound')
    return [township]
  }

  return async function waitingCorrections(
    input: InputOf<typeof contract.waitingCorrections>,
    actor: Actor,
    nowMs: number,
  ): Promise<Answer> {
    const townships = await townshipsOf(actor, input.townshipCode)
    const listed = await laterTruths.listedCorrections(townships.map(({ code }) => code))
    const rows: Omit<Answer['rows'][number], 'workerName'>[] = []
    for (const { code: townshipCode, name: townshipName } of townships) {
      const place = { townshipCode, townshipName }
      for (const { month: correctedMonth, ...one } of await laterMatters.waiting(
        townshipCode,
        shanghaiMonth(nowMs),
      ))
        rows.push({ ...place, ...one, correctedMonth, month: null })
      for (const one of listed)
        if (one.townshipCode === townshipCode) rows.push({ ...place, ...one, kind: 'listed' })
    }
    const shown = rows.slice(0, mostRows)
    const names = await staff.names([...new Set(shown.map((one) => one.accountId))])
    return {
      rows: shown.map((one) => ({ ...one, workerName: names.get(one.accountId) ?? '' })),
      more: rows.length - shown.length,
    }
  }
}
