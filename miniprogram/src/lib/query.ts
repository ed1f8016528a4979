import type { Command, InputOf, OutputOf, Query } from '@contract/define'
import {
  QueryClient,
  focusManager,
  onlineManager,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import { ApiError } from './api-error'
import { deviceNowMs } from './clock'
import { newId } from './id'
import { isOnline, onConnectionChange, onShow } from './platform/connection'
import { call } from './request'
import { currentAccountId } from './session'
import { readKept, writeKeptIfRoom } from './storage'

onlineManager.setEventListener((setOnline) => {
  setOnline(isOnline())
  return onConnectionChange(() => setOnline(isOnline()))
})
focusManager.setEventListener((setFocused) => onShow(() => setFocused(true)))

/** An answer so fresh is not asked for again by every part of a screen. */
const staleAfterMs = 15_000

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // ask even when the phone believes it is offline: it is often wrong, and the error is told
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: staleAfterMs,
      retry: (count, error) => error instanceof ApiError && error.kind === 'busy' && count < 2,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

interface Copy<T> {
  atMs: number
  data: T
}

export interface AskOptions<Output = unknown> {
  /** Ask only when true (default). */
  enabled?: boolean
  /** Keep the last answer on the phone and show it when there is no network. */
  keep?: boolean
  /** Asks again by itself; how soon may depend on the answer. */
  refetchEveryMs?: number | false | ((output: Output | undefined) => number | false)
}

function keyOf(endpoint: Query, input: unknown) {
  return [endpoint.name, input] as const
}

function copyName(endpoint: Query, input: unknown): string {
  return `copy:${currentAccountId() ?? 'public'}:${endpoint.name}:${JSON.stringify(input)}`
}

/** A copy is only shown until the answer comes, however fresh it is: who opens anew asks anew. */
function keptAtMs(copy: { atMs: number } | null): number | undefined {
  return copy ? Math.min(copy.atMs, deviceNowMs() - staleAfterMs) : undefined
}

/** Asks the service a query, and again when the screen comes back or the connection does. */
export function useAsk<E extends Query>(
  endpoint: E,
  input: InputOf<E>,
  options: AskOptions<OutputOf<E>> = {},
) {
  const { enabled = true, keep = false, refetchEveryMs = false } = options
  const copy = () => (keep ? readKept<Copy<OutputOf<E>>>(copyName(endpoint, input)) : null)
  return useQuery<OutputOf<E>, Error>({
    queryKey: [...keyOf(endpoint, input), currentAccountId()],
    queryFn: async () => {
      const data = await call(endpoint, input)
      if (keep) writeKeptIfRoom(copyName(endpoint, input), { atMs: deviceNowMs(), data })
      return data
    },
    enabled,
    refetchInterval:
      typeof refetchEveryMs === 'function'
        ? ({ state }) => refetchEveryMs(state.data)
        : refetchEveryMs,
    initialData: () => copy()?.data,
    initialDataUpdatedAt: () => keptAtMs(copy()),
  })
}

export interface CommandOptions<E extends Command> {
  /** Queries whose answers change with it. */
  refresh?: readonly Query[]
  /** The command is under way until this is through too. */
  onDone?: (output: OutputOf<E>, input: InputOf<E>) => void | Promise<void>
  onRefused?: (error: Error) => void
}

/**
 * Sends a command. After an answer that did not arrive, sending the same content again carries the
 * same id, so that it cannot count twice.
 */
export function useCommand<E extends Command>(endpoint: E, options: CommandOptions<E> = {}) {
  const client = useQueryClient()
  const pending = useRef<{ content: string; id: string } | null>(null)
  return useMutation<OutputOf<E>, Error, InputOf<E>>({
    mutationFn: async (input) => {
      const content = JSON.stringify(input)
      if (pending.current?.content !== content) pending.current = { content, id: newId() }
      try {
        const output = await call(endpoint, input, { commandId: pending.current.id })
        pending.current = null
        return output
      } catch (error) {
        const unsure = error instanceof ApiError && ['offline', 'busy'].includes(error.kind)
        if (!unsure) pending.current = null
        throw error
      }
    },
    onSuccess: (output, input) => {
      for (const query of options.refresh ?? []) {
        client.invalidateQueries({ queryKey: [query.name] })
      }
      return options.onDone?.(output, input)
    },
    onError: (error) => options.onRefused?.(error),
  })
}

/** Asks these queries again, wherever they are shown. */
export function refresh(...queries: readonly Query[]) {
  for (const query of queries) queryClient.invalidateQueries({ queryKey: [query.name] })
}

/** Forgets every answer: another person sits here now. */
export function forgetAnswers() {
  queryClient.clear()
}
