import type { PayRegulation, Regulation } from '../rules/regulation'
import { daning2022 } from './daning-2022'
import { dayawanTrial } from './dayawan-trial'
import { gridStandard } from './grid-standard'
import { lijin } from './lijin'
import { qiling2020 } from './qiling-2020'
import { ruralCounty } from './rural-county'

/** The packs by which the service pays, by id. */
export const payRegulations: ReadonlyMap<string, PayRegulation> = byId([
  daning2022,
  gridStandard,
  lijin,
  qiling2020,
  dayawanTrial,
  ruralCounty,
])

/** All packs of this build, by id. A new county adds its line here. */
export const regulations: ReadonlyMap<string, Regulation> = byId<Regulation>([
  daning2022,
  gridStandard,
  lijin,
  qiling2020,
  dayawanTrial,
  ruralCounty,
])

function byId<R extends Regulation>(packs: R[]): ReadonlyMap<string, R> {
  return new Map(packs.map((pack) => [pack.id, pack]))
}

export { daning2022 }
