import { expect, it } from 'vitest'
import type { Command, Endpoint, InputOf, Upload } from '../contract/define'
import { newId } from '../platform/ids'
import type { TestService } from './test-service'

interface Checked<E extends Endpoint> {
  entry: E
  /** A token that may call it. */
  token: () => string
  /** A token of somebody with the same kind of role in the next township; absent: any account may. */
  stranger?: () => string
  /** An input that is accepted. */
  valid: () => InputOf<E>
  /** An input that is not, in another way than a missing field. */
  invalid: () => object
  /** For stored commands: another content under the same id. */
  other?: () => InputOf<E>
  /** What the database shows of the deed; must not differ after a repeat. */
  effect?: () => Promise<unknown>
}

/**
 * The same five questions for every endpoint: nobody, a stranger from the next township, rubbish,
 * twice, twice with other content. Each must be refused (or answered as before) and change nothing.
 */
export function checkEndpoint<E extends Endpoint>(
  service: () => TestService,
  checked: Checked<E>,
): void {
  const { entry } = checked
  const effect = checked.effect ?? (async () => null)

  if (entry.permission !== 'public') {
    it(`${entry.name}: refuses nobody`, async () => {
      const before = await effect()
      const answer = await service().call(entry, checked.valid())
      expect([answer.status, answer.error.code]).toEqual([401, 'notSignedIn'])
      expect(answer.error.message).toMatch(/[\u4e00-\u9fff]/)
      expect(await effect()).toEqual(before)
    })
  }
  if (checked.stranger) {
    const stranger = checked.stranger
    it(`${entry.name}: refuses a stranger from the next township`, async () => {
      const before = await effect()
      const answer = await service().call(entry, checked.valid(), { token: stranger() })
      expect([403, 404]).toContain(answer.status)
      expect(await effect()).toEqual(before)
    })
  }
  it(`${entry.name}: refuses rubbish`, async () => {
    const before = await effect()
    const answer = await service().call(entry, checked.invalid() as InputOf<E>, {
      token: checked.token(),
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.error.message).toMatch(/[\u4e00-\u9fff]/)
    expect(await effect()).toEqual(before)
  })
  const changes = entry.kind === 'command' || entry.kind === 'upload'
  const stored = changes && (entry as Command | Upload).replay === 'stored'
  if (stored) checkReplay(service, checked as Checked<Command | Upload>, effect)
}

function checkReplay(
  service: () => TestService,
  checked: Checked<Command | Upload>,
  effect: () => Promise<unknown>,
): void {
  const { entry } = checked
  it(`${entry.name}: answers a repeat with the first result and does nothing twice`, async () => {
    const options = { token: checked.token(), commandId: newId() }
    const input = checked.valid()
    const first = await service().call(entry, input, options)
    expect(first.status, JSON.stringify(first.error)).toBe(200)
    const after = await effect()
    const second = await service().call(entry, input, options)
    expect([second.status, second.data]).toEqual([200, first.data])
    expect(await effect()).toEqual(after)
    if (checked.other) {
      const conflict = await service().call(entry, checked.other(), options)
      expect([conflict.status, conflict.error.code]).toEqual([409, 'commandConflict'])
      expect(await effect()).toEqual(after)
    }
  })
}
