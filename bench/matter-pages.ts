import { addMonths, shanghaiMonth } from '../cloud/platform/clock'
import { countyDepartment } from './matter-population'
import { populatedCounty } from './population'

/** Those who carry one grid's matters through the loop. */
export interface Crew {
  gridCode: string
  worker: string
  head: string
  office: string
  police: string
  leadCode: string
}

/** Who looks on from the county: the centre, the policy office, a department. */
export interface County {
  centre: string
  policy: string
  department: string
}

export interface Page {
  name: string
  token: string
  paths: readonly string[]
}

/** Lists by what finds little or nothing in a million, where going through them all is slow. */
function filteredPagesOf(
  { office, police, gridCode, leadCode }: Pick<Crew, 'office' | 'police' | 'gridCode' | 'leadCode'>,
  { centre, policy, department }: County,
): Page[] {
  const queue = '/api/matters/queue?limit=50&list=area'
  const lastMonth = addMonths(shanghaiMonth(Date.now()), -1)
  const month = `${queue}&month=${lastMonth}`
  const figures = ['received', 'unhandled', 'overdue', 'reopened', 'unsatisfied']
  const named = (of: string, values: readonly string[]) => values.map((value) => `${of}${value}`)
  return [
    {
      name: 'queue.county.class',
      token: centre,
      paths: [
        ...named(`${queue}&classCode=`, ['managementGap', 'illegalBusiness', 'correction']),
        ...named(`${queue}&open=yes&classCode=`, ['managementGap', 'illegalBusiness']),
        `${queue}&state=merged&classCode=illegalBusiness`,
        `${queue}&state=archived&classCode=illegalBusiness`,
      ],
    },
    {
      name: 'queue.county.state',
      token: centre,
      paths: named(`${queue}&state=`, ['returned', 'paused', 'closed', 'merged', 'ended']),
    },
    {
      name: 'queue.county.figure',
      token: centre,
      paths: [
        ...named(`${month}&figure=`, figures),
        ...named(`${month}&classCode=illegalBusiness&figure=`, figures),
      ],
    },
    {
      name: 'queue.county.restricted',
      token: policy,
      paths: [
        ...named(`${queue}&classCode=`, ['restrictedPerson', 'correction']),
        `${queue}&open=yes&classCode=restrictedPerson`,
        `${month}&figure=overdue&classCode=restrictedPerson`,
      ],
    },
    {
      name: 'queue.township.place',
      token: office,
      paths: [gridCode, gridCode.slice(0, 12)].flatMap((code) => [
        `${queue}&areaCode=${code}`,
        `${queue}&areaCode=${code}&open=yes`,
        `${queue}&areaCode=${code}&classCode=managementGap`,
        `${month}&areaCode=${code}&figure=reopened`,
      ]),
    },
    {
      name: 'queue.unit',
      token: police,
      paths: [
        ...named(`${queue}&classCode=`, ['environment', 'managementGap']),
        ...named(`${queue}&state=`, ['returned', 'merged', 'archived']),
        `${queue}&open=yes`,
        ...named(`${month}&figure=`, figures),
      ],
    },
    {
      name: 'queue.department',
      token: department,
      paths: [
        ...named(`${queue}&classCode=`, ['facility', 'managementGap']),
        ...named(`${queue}&state=`, ['returned', 'merged', 'archived']),
        `${queue}&open=yes`,
        ...named(`${month}&figure=`, figures),
      ],
    },
    {
      name: 'queue.county.unit',
      token: centre,
      paths: named(`${queue}&unitCode=`, [countyDepartment, leadCode]).flatMap((of) => [
        of,
        `${of}&open=yes`,
        `${of}&areaCode=${gridCode}`,
        `${of}&classCode=managementGap`,
      ]),
    },
  ]
}

/** What an office and a county look at, on and on, one after the other. */
export function pagesOf(crews: readonly Crew[], county: County): Page[] {
  const [{ office = '', police = '', gridCode = '', leadCode = '' } = {}] = crews
  const { centre } = county
  const township = gridCode.slice(0, 9)
  const queue = '/api/matters/queue?limit=50'
  const month = shanghaiMonth(Date.now())
  const words = ['路灯', '排水吵', '学校门前', '过期药', '掉石头'].map(encodeURIComponent)
  return [
    {
      name: 'queue.township',
      token: office,
      paths: [
        `${queue}&list=mine`,
        `${queue}&list=area&open=yes`,
        `${queue}&list=area&areaCode=${township}`,
      ],
    },
    {
      name: 'queue.county',
      token: centre,
      paths: [
        `${queue}&list=area&open=yes`,
        `${queue}&list=area`,
        `${queue}&list=area&overdueOnly=yes`,
      ],
    },
    ...filteredPagesOf({ office, police, gridCode, leadCode }, county),
    {
      name: 'search',
      token: office,
      paths: words.map((word) => `/api/matters/search?limit=50&words=${word}`),
    },
    {
      name: 'figures.county',
      token: centre,
      paths: [
        `/api/loop-figures/areas?code=${populatedCounty}&month=${month}`,
        `/api/loop-figures/areas?code=${township}&month=${month}`,
        `/api/loop-figures/units?areaCode=${populatedCounty}&month=${month}`,
      ],
    },
    {
      name: 'map.township',
      token: office,
      paths: [`/api/maps/situation?code=${township}&datum=wgs84`],
    },
  ]
}
