import { createHash } from 'node:crypto'
import { opinions, raising } from '../contract'
import type { InputOf } from '../contract/define'
import { hasZeroBits, proofPass, proofText, type Puzzle } from '../contract/proof-of-work'
import { newId } from '../platform/ids'
import { testAreas, type TestPerson } from './test-county'
import type { TestService } from './test-service'

/** A phone of its own: what it sends, and that somebody holds it. */
export function residentPhone(name = `oResident${newId().slice(-8)}`) {
  return { deviceId: newId(), pass: `wechat demo-${name}` }
}

/** What a browser works out for one command. */
export function solved({ challenge, parts, bits }: Puzzle, commandId: string): string {
  const nonces = Array.from({ length: parts }, (_part, part) => {
    for (let nonce = 0; ; nonce += 1) {
      const text = proofText(challenge, commandId, part, nonce)
      if (hasZeroBits(createHash('sha256').update(text).digest(), bits)) return nonce
    }
  })
  return proofPass(challenge, nonces)
}

export type GiveInput = InputOf<typeof opinions.give>

/** An opinion about the worker of this name in his grid. */
export async function opinionInput(
  { call }: Pick<TestService, 'call'>,
  { name }: Pick<TestPerson, 'name'>,
  changed: Partial<GiveInput> = {},
  gridCode: string = testAreas.grid,
): Promise<GiveInput> {
  const { data } = await call(opinions.subjects, { gridCode })
  const subject = data.subjects.find((one) => one.name === name)
  if (!subject) throw new Error(`nobody called ${name} works in ${gridCode}`)
  const said = { kind: 'complaint', text: '说好来看看，一直没有来' } as const
  return { subjectKey: subject.key, ...said, ...residentPhone(), ...changed }
}

/** Its id. */
export async function complaintAbout(service: TestService, worker: TestPerson): Promise<string> {
  const commandId = newId()
  const input = await opinionInput(service, worker, { phone: '13812345678' })
  const answer = await service.call(opinions.give, input, { commandId })
  if (answer.status !== 200) throw new Error(`not given: ${JSON.stringify(answer.error)}`)
  return commandId
}

export type RaiseInput = InputOf<typeof raising.raise>

export function raiseInput(
  { clock }: Pick<TestService, 'clock'>,
  changed: Partial<RaiseInput> = {},
): RaiseInput {
  return {
    gridCode: testAreas.grid,
    classCode: 'facility',
    level: 'ordinary',
    text: '村口的路灯三天不亮了',
    position: null,
    photoIds: [],
    raisedAtMs: clock.nowMs(),
    ...residentPhone(),
    ...changed,
  }
}

export async function raisedByResident(
  service: TestService,
  changed: Partial<RaiseInput> = {},
): Promise<{ matterId: string; token: string; receiptNumber: string }> {
  const matterId = newId()
  const input = raiseInput(service, changed)
  const answer = await service.call(raising.raise, input, { commandId: matterId })
  if (answer.status !== 200) throw new Error(`not raised: ${JSON.stringify(answer.error)}`)
  const { token, receiptNumber } = answer.data
  return { matterId, token, receiptNumber }
}
