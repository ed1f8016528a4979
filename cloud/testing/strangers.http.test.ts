import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contractEntries } from '../http/completeness'
import { type CastName, type LivedInCounty, liveInCounty } from './lived-in-county'
import { rawCall, tableFigures } from './raw-calls'
import { type Sample, sampleInputs } from './sample-inputs'
import { startTestService, type TestService } from './test-service'

let service: TestService
let county: LivedInCounty
let samples: Record<string, Sample>

beforeAll(async () => {
  service = await startTestService()
  county = await liveInCounty(service)
  samples = sampleInputs(county)
})
afterAll(() => service.close())

/** From the next township: nothing of this one is theirs. */
const foreign: CastName[] = [
  'otherOffice',
  'otherSigner',
  'otherVillageHead',
  'otherHead',
  'otherWorker',
]
/** From another grid of the same village: the township is theirs to name, a grid or a person is not. */
const neighbours: CastName[] = ['secondHead', 'secondWorker']

type Aim = 'none' | 'area' | 'person'

/** What an input aims at: a whole area, or a person, a grid, a record. */
function aimOf(input: object): Aim {
  const aims = Object.entries(input).map(([key, value]): Aim => {
    if (Array.isArray(value)) return aimOf(Object.fromEntries(value.map((one) => [key, one])))
    if (typeof value === 'object' && value !== null && !(value instanceof File)) return aimOf(value)
    if (!/(^c|C)odes?$|Ids?$/.test(key) || /^(item|line|class)Code$|^deviceId$/.test(key))
      return 'none'
    return typeof value === 'string' && /^\d{2,12}$/.test(value) ? 'area' : 'person'
  })
  return aims.includes('person') ? 'person' : aims.includes('area') ? 'area' : 'none'
}

describe.each(contractEntries().map((entry) => ({ entry, name: entry.name })))(
  '$name',
  ({ entry, name }) => {
    it('is nothing to strangers', async () => {
      const sample = samples[name]
      expect(sample, `sample-inputs.ts needs a row for ${name}`).toBeDefined()
      if (!sample || sample.open || sample.ownIds) return
      const aim = aimOf(sample.input)
      // who signs in with WeChat names a code that is no area's
      if (aim === 'none' || ['accounts.bindWechat', 'notices.granted'].includes(name)) return
      const before = await tableFigures(service)
      for (const stranger of aim === 'person' ? [...foreign, ...neighbours] : foreign) {
        const answer = await rawCall(service, entry, sample.input, county.people[stranger].token)
        const told = `${stranger}: ${answer.status} ${answer.text.slice(0, 200)}`
        if (sample.leaves && answer.status === 200) {
          expect(answer.text, told).toMatch(/"(judged|records)":\[\]/)
        } else {
          expect([403, 404], told).toContain(answer.status)
        }
      }
      const after = await tableFigures(service)
      expect(sample.leaves ? { ...after, command: before.command } : after).toEqual(before)
    })

    it('tells the next township nothing of this one', async () => {
      const sample = samples[name]
      if (!sample || (entry.kind !== 'query' && entry.kind !== 'download')) return
      if (aimOf(sample.input) !== 'none') return
      const known = [county.people.subject, county.people.worker, county.people.office]
      for (const stranger of foreign) {
        const { text } = await rawCall(service, entry, sample.input, county.people[stranger].token)
        for (const person of known) {
          expect(text, `${stranger} ${person.name}`).not.toContain(person.accountId)
          expect(text, `${stranger} ${person.name}`).not.toContain(person.name)
        }
      }
    })
  },
)
