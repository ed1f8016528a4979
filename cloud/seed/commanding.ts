import type { DemoAccount } from '../../prisma/demo/county'
import { contentHash, runCommand } from '../http/idempotency'
import type { CommandContext } from '../http/serve'
import type { Parts } from '../parts'
import type { Clock } from '../platform/clock'
import { newId } from '../platform/ids'
import { callBy } from './acting'

export type Command = <Result>(
  name: string,
  account: DemoAccount,
  work: (context: CommandContext) => Promise<Result>,
) => Promise<Result>

/** The product's own commands, done by somebody of the demo at the clock's time. */
export function commandsAt({ database }: Parts, clock: Clock): Command {
  return async function command<Result>(
    name: string,
    account: DemoAccount,
    work: (context: CommandContext) => Promise<Result>,
  ): Promise<Result> {
    const commandId = newId()
    const call = callBy(account, clock.nowMs())
    const { actor, nowMs } = call
    const done: { result?: Promise<Result> } = {}
    await runCommand(
      database,
      { commandId, name, actor, contentHash: contentHash(commandId), nowMs, stored: false },
      (inside) => {
        done.result = work({ ...call, ...inside, commandId })
        return done.result
      },
    )
    if (!done.result) throw new Error(`${name} was not done`)
    return done.result
  }
}
