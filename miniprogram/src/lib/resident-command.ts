import type { Command, InputOf, OutputOf } from '@contract/define'
import type { ProofPurpose } from '@contract/proof-of-work'
import { useRef, useState } from 'react'
import { ApiError, messageOf } from './api-error'
import { newId } from './id'
import { passFor } from './pass'
import { call } from './request'
import { say } from './toast'

type WithoutPass<E extends Command> = Omit<InputOf<E>, 'pass'>

/**
 * A command of somebody without an account. After an answer that did not arrive the same content is
 * sent under the same id, so that it cannot count twice.
 */
export function useResidentCommand<E extends Command>(endpoint: E, purpose: ProofPurpose | null) {
  const pending = useRef<{ content: string; id: string } | null>(null)
  const [isBusy, setBusy] = useState(false)

  /** Null: it was refused, and the person told why. */
  const send = async (input: WithoutPass<E>): Promise<OutputOf<E> | null> => {
    const content = JSON.stringify(input)
    if (pending.current?.content !== content) pending.current = { content, id: newId() }
    const commandId = pending.current.id
    setBusy(true)
    try {
      const pass = purpose ? { pass: await passFor(purpose, commandId) } : {}
      const output = await call(endpoint, { ...input, ...pass } as unknown as InputOf<E>, {
        commandId,
        token: null,
      })
      pending.current = null
      return output
    } catch (error) {
      const isUnsure = error instanceof ApiError && ['offline', 'busy'].includes(error.kind)
      if (!isUnsure) pending.current = null
      say(messageOf(error), 'bad')
      return null
    } finally {
      setBusy(false)
    }
  }
  return { send, isBusy }
}
