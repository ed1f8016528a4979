import type { InputOf } from '../contract/define'
import { reports } from '../contract'
import type { TestService } from './test-service'
import { testAreas, testCentres } from './test-county'
import { newId } from '../platform/ids'

export type SubmitInput = InputOf<typeof reports.submit>
export type JudgeInput = InputOf<typeof reports.judge>

export const allPoints: JudgeInput['points'] = {
  inClass: true,
  real: true,
  inOwnGrid: true,
  notDuplicate: true,
  handled: true,
}

export const centre = { ...testCentres[testAreas.grid], datum: 'wgs84' } as {
  longitude: number
  latitude: number
  datum: 'wgs84'
}

let serial = 0
const letters = 16
/** Common Chinese characters begin here; so many of them are drawn from. */
const [firstLetter, letterCount] = [0x4e00, 6_000]

/** Words of no other report of the tests, so that it is like none of them. */
export function freshText(): string {
  serial += 1
  const drawn = Array.from({ length: letters }, (_none, index) =>
    String.fromCodePoint(
      firstLetter + ((Math.imul(serial * letters + index, 2_654_435_761) >>> 8) % letterCount),
    ),
  )
  return drawn.join('')
}

export function submitInput(service: TestService, changed: Partial<SubmitInput> = {}): SubmitInput {
  return {
    itemCode: '4-1',
    emotionFlag: false,
    escalationFlag: false,
    urgent: false,
    text: freshText(),
    position: null,
    photoIds: [],
    stamp: { deviceId: 'device-1', deviceTakenAtMs: service.clock.nowMs(), ticket: null },
    ...changed,
  }
}

/** Submits and gives the report's row. */
export async function submitted(
  service: TestService,
  token: string,
  changed: Partial<SubmitInput> = {},
) {
  const answer = await service.call(reports.submit, submitInput(service, changed), { token })
  if (answer.status !== 200) throw new Error(`not submitted: ${JSON.stringify(answer.error)}`)
  return answer.data.report
}

export function judgeInput(reportId: string, changed: Partial<JudgeInput> = {}): JudgeInput {
  return { reportId, verdict: 'valid', points: allPoints, ...changed }
}

/** Input of the upload as the test client takes it: the fields and the file. */
export function photoInput(bytes: Buffer, name = 'photo.jpg', photoId = newId()) {
  const file = new File([new Uint8Array(bytes)], name)
  return { photoId, file } satisfies InputOf<typeof reports.uploadPhoto> & { file: File }
}
