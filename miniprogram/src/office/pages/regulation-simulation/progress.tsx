import { cancelSimulation, type Simulation, simulation } from '@contract/regulations'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Notice } from '@/components/notice'
import { Progress } from '@/components/progress'
import { simulationCopy as copy } from '@/copy/office-regulation'
import { useCommand } from '@/lib/query'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'

export interface SimulationProgressProps {
  id: string
  run: Simulation
  label: string
}

/** How far a simulation is, and how to call it off; or why it came to nothing. */
export function SimulationProgress({ id, run, label }: SimulationProgressProps) {
  const cancel = useCommand(cancelSimulation, { refresh: [simulation], onRefused: sayRefused })
  if (run.state === 'failed') return <Notice tone="bad">{run.message}</Notice>
  if (run.state === 'cancelled')
    return (
      <Notice id="simulation-cancelled" tone="warn">
        {run.message}
      </Notice>
    )
  if (run.state !== 'running') return null
  return (
    <>
      <Progress
        id={id}
        label={label}
        value={run.doneCount}
        goal={run.totalCount}
        unit={copy.people}
      />
      {run.abilities.cancel ? (
        <View className={styles.bar}>
          <Button
            id="cancel-simulation"
            inline
            size="small"
            kind="secondary"
            busy={cancel.isPending}
            onPress={() => cancel.mutate({ simulationId: run.simulationId })}
          >
            {copy.cancel}
          </Button>
        </View>
      ) : null}
    </>
  )
}
