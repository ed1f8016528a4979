import type { OutputOf } from '../../contract/define'
import { roleLabel } from '../../contract/permissions'
import { workerKindLabel } from '../../contract/primitives'
import { gridDuties, type gridCard } from '../../contract/residents'
import type { GridEntry } from '../areas/areas.service'
import type { GridOutlineRow, ResponsiblePerson } from './residents.store'

type Card = OutputOf<typeof gridCard>

const emergency = [
  { label: '报警', phone: '110' },
  { label: '火警', phone: '119' },
  { label: '急救', phone: '120' },
  { label: '政务服务热线', phone: '12345' },
]

export function postLabel(person: Pick<ResponsiblePerson, 'role' | 'workerKind'>): string {
  return person.workerKind ? workerKindLabel[person.workerKind] : roleLabel[person.role]
}

export interface CardSources {
  grid: GridEntry
  row: GridOutlineRow
  people: ResponsiblePerson[]
  portraitKeys: ReadonlyMap<string, string>
  countyName: string
  officePhone: string | null
  demo: boolean
  signed: boolean
}

/** Only what the public notice makes public: name, post, work phone, duties, map (P7). */
export function presentCard({
  grid,
  row,
  people,
  portraitKeys,
  countyName,
  officePhone,
  demo,
  signed,
}: CardSources): Card {
  return {
    code: grid.code,
    signed,
    name: grid.name,
    countyName,
    townshipName: grid.townshipName,
    villageName: grid.villageName,
    households: row.households,
    outline: row.outline,
    datum: row.datum,
    outlineSource: row.outlineSource,
    points: row.points.map(({ name, longitude, latitude, datum, radiusMeters }) => ({
      name,
      longitude,
      latitude,
      datum,
      radiusMeters,
    })),
    people: people.map((person) => ({
      name: person.name,
      post: postLabel(person),
      workPhone: person.workPhone,
      portraitKey: portraitKeys.get(person.accountId) ?? null,
      standsInFor: person.standsInFor,
    })),
    duties: [...gridDuties],
    officePhone,
    emergency,
    demo,
  }
}
