import { close, months, objections, progress, statementDetail, statements } from '@contract/pay'
import { useEffect, useRef, useState } from 'react'
import { Notice } from '@/components/notice'
import { Progress } from '@/components/progress'
import { closingCopy as copy } from '@/copy/office-closing'
import { refresh, useAsk, useCommand } from '@/lib/query'
import { sayRefused } from '../../lib/say-refused'

const pollMs = 1000

/** Starts the computation of a month and follows it until it has ended. */
export function useComputation(month: string, computing: boolean) {
  const [isWatching, setWatching] = useState(false)
  const asked = useAsk(
    progress,
    { month },
    { enabled: isWatching || computing, refetchEveryMs: isWatching || computing ? pollMs : false },
  )
  const runs = asked.data?.runs ?? []
  const isRunning = runs.some((run) => run.state === 'running')
  const wasRunning = useRef(false)
  const startedAtMs = useRef(0)

  useEffect(() => {
    if (!isWatching) return
    const isFresh = asked.dataUpdatedAt > startedAtMs.current
    if (isRunning) wasRunning.current = true
    if (!isRunning && isFresh) {
      wasRunning.current = false
      setWatching(false)
      refresh(months, statements, statementDetail, objections)
    }
  }, [isWatching, isRunning, asked.dataUpdatedAt])

  const command = useCommand(close, {
    refresh: [progress, months],
    onDone: () => {
      startedAtMs.current = asked.dataUpdatedAt
      setWatching(true)
    },
    onRefused: sayRefused,
  })
  return {
    runs: isWatching || isRunning ? runs : runs.filter((run) => run.state === 'failed'),
    isBusy: command.isPending || isWatching || isRunning,
    /** Whether this township waits for its result. */
    isBusyWith: (townshipCode: string) =>
      (command.isPending && command.variables.townshipCodes.includes(townshipCode)) ||
      runs.some((run) => run.townshipCode === townshipCode && run.state === 'running'),
    compute: (townshipCodes: string[]) => command.mutate({ month, townshipCodes }),
  }
}

export type Computation = ReturnType<typeof useComputation>

/** How far the computation is, township by township. */
export function Runs({ computation }: { computation: Computation }) {
  return (
    <>
      {computation.runs.map((run) =>
        run.state === 'failed' ? (
          <Notice key={run.runId} tone="bad">
            {copy.failed(run.townshipName, run.message ?? '')}
          </Notice>
        ) : (
          <Progress
            key={run.runId}
            id={`run-${run.townshipCode}`}
            label={
              run.state === 'done'
                ? copy.computed(run.townshipName)
                : copy.computing(run.townshipName)
            }
            value={run.doneCount}
            goal={run.totalCount}
            unit="人"
          />
        ),
      )}
    </>
  )
}
