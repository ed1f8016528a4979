import { expect } from 'vitest'
import { follow, matters, raising } from '../contract'
import type { InputOf } from '../contract/define'
import { idBytes, newId } from '../platform/ids'
import { tinyPhoto } from './lived-in-county'
import { testAreas, testCentres, type TestPerson } from './test-county'
import { type RaiseInput, raisedByResident } from './test-residents'
import type { TestService } from './test-service'

export const raiserPhone = '13812345678'
/** He allowed one message about his matter. */
export const acceptedMessage = [{ templateId: 'stand-in-matterMoved', result: 'accept' as const }]
export const gridCentre = {
  ...(testCentres[testAreas.grid] ?? { longitude: 0, latitude: 0 }),
  datum: 'wgs84' as const,
  accuracyMeters: 9.5,
}
export const as = ({ token }: TestPerson) => ({ token })
export const photoFile = (bytes: Buffer = tinyPhoto) =>
  new File([new Uint8Array(bytes)], '照片.png')

type MoveInput = Omit<InputOf<typeof matters.makeMove>, 'matterId'>

/** What the tests of the resident's side do again and again. */
export function residentSteps(service: () => TestService) {
  const prisma = () => service().parts.database.prisma

  async function uploaded(from: { deviceId: string; pass: string }): Promise<string> {
    const photoId = newId()
    const input = { photoId, ...from, file: photoFile() }
    const answer = await service().call(raising.uploadPhoto, input)
    expect(answer.error).toBeUndefined()
    return photoId
  }

  const move = (person: TestPerson, input: MoveInput, matterId: string) =>
    service().call(matters.makeMove, { matterId, ...input }, as(person))

  return {
    prisma,
    uploaded,
    move,
    raise: (changed: Partial<RaiseInput> = {}) => raisedByResident(service(), changed),
    view: (token: string) => service().call(follow.view, { token }),
    deed: (token: string, more: object) =>
      service().call(follow.makeMove, { token, deviceId: newId(), ...more } as never),
    contactOf: (matterId: string) =>
      prisma().residentContact.findUniqueOrThrow({ where: { matterId: idBytes(matterId) } }),

    /** Done by the worker and seen to by the village: the resident is asked what he thinks of it. */
    async bringToVerified(
      matterId: string,
      people: Record<'office' | 'worker' | 'villageHead', TestPerson>,
    ): Promise<void> {
      const steps: [TestPerson, MoveInput][] = [
        [people.office, { move: 'accept' }],
        [people.office, { move: 'dispatch', leadCode: testAreas.grid }],
        [people.worker, { move: 'handle', text: '换了灯泡' }],
        [people.villageHead, { move: 'verify', text: '灯亮了', position: gridCentre }],
      ]
      for (const [person, input] of steps) {
        const answer = await move(person, input, matterId)
        expect(answer.error, input.move).toBeUndefined()
      }
    },
  }
}
