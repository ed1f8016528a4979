import type { OutputOf } from '../../contract/define'
import { codeToken } from '../../contract/primitives'
import type * as residents from '../../contract/residents'
import { Refusal } from '../../http/refusal'
import { shanghaiDay } from '../../platform/clock'
import type { AreasService } from '../areas/areas.service'
import type { CodesService } from '../codes/codes.service'
import { officePhoneOf } from './office-phone'
import { presentCard } from './residents.present'
import type { ResidentsStore, ResponsiblePerson } from './residents.store'

export interface ResidentsParts {
  store: ResidentsStore
  areas: AreasService
  codes: Pick<CodesService, 'gridOf' | 'portraitKeys'>
}

/** Who stands in today comes first: he is the one who will answer. Nobody is named twice. */
function withStandIns(
  responsible: readonly ResponsiblePerson[],
  standIns: readonly ResponsiblePerson[],
): ResponsiblePerson[] {
  const known = new Set<string>()
  return [...standIns, ...responsible].filter(({ accountId }) => {
    const isNew = !known.has(accountId)
    known.add(accountId)
    return isNew
  })
}

export type ResidentsService = ReturnType<typeof createResidentsService>

export function createResidentsService({ store, areas, codes }: ResidentsParts) {
  return {
    async gridCard(scanned: string, nowMs: number): Promise<OutputOf<typeof residents.gridCard>> {
      const signed = codeToken.safeParse(scanned).success
      const code = signed ? await codes.gridOf(scanned) : scanned
      const directory = await areas.directory()
      const grid = directory.grid(code)
      const row = grid ? await store.outlineOf(code) : null
      if (!grid || !row) throw new Refusal('notFound')
      const codesAt = [code, grid.villageCode]
      const roles = ['worker', 'gridHead', 'villageHead'] as const
      const today = shanghaiDay(nowMs)
      const [responsible, standIns, demo] = await Promise.all([
        store.peopleAt(codesAt, roles, today),
        store.standInsAt(code, today),
        store.isDemo(),
      ])
      const people = withStandIns(responsible, standIns)
      const portraitKeys = await codes.portraitKeys(people.map((person) => person.accountId))
      const countyName = directory.areaName(code.slice(0, 6))
      const officePhone = officePhoneOf(code, directory)
      return presentCard({ grid, row, people, portraitKeys, countyName, officePhone, demo, signed })
    },
  }
}
