import type { OutputOf } from '@contract/define'
import { changeDetail, simulateChange } from '@contract/regulations'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Labelled } from '@/components/field'
import { Notice } from '@/components/notice'
import { classes } from '@/components/primitives/classes'
import { Press } from '@/components/primitives/press'
import { changeCopy as copy } from '@/copy/office-regulation'
import { monthText } from '@/lib/format'
import { useCommand } from '@/lib/query'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'
import { SimulationResult } from '../regulation-simulation/result'

type Detail = OutputOf<typeof changeDetail>

const mostMonths = 12

function Months(props: {
  months: Detail['months']
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}) {
  const { months, chosen, onChange } = props
  return (
    <View id="simulate-months" className={styles.chips}>
      {months.slice(0, mostMonths).map(({ month }) => {
        const isOn = chosen.includes(month)
        return (
          <Press
            key={month}
            id={`month-${month}`}
            role="checkbox"
            selected={isOn}
            className={classes(styles.chip, isOn && styles.chipOn)}
            onPress={() =>
              onChange(isOn ? chosen.filter((one) => one !== month) : [...chosen, month])
            }
          >
            {monthText(month)}
          </Press>
        )
      })}
    </View>
  )
}

/** The draft on months that are final: which, and what came of it. */
export function Simulate({ detail }: { detail: Detail }) {
  const { change, simulation, months } = detail
  const [chosen, setChosen] = useState(() => months.slice(0, 1).map(({ month }) => month))
  const command = useCommand(simulateChange, {
    refresh: [changeDetail],
    onRefused: sayRefused,
  })
  if (months.length === 0) return <Notice id="no-months">{copy.noMonths}</Notice>
  return (
    <>
      <Card id="simulate" title={copy.simulate}>
        <View className={styles.soft}>{copy.simulateNote}</View>
        <View className={styles.block}>
          <Labelled label={copy.chooseMonths}>
            <Months months={months} chosen={chosen} onChange={setChosen} />
          </Labelled>
        </View>
        {simulation?.outdated ? <Notice tone="warn">{copy.outdated}</Notice> : null}
        {simulation ? null : <Notice tone="note">{copy.notSimulated}</Notice>}
        <Button
          id="run-simulation"
          inline
          kind={simulation && !simulation.outdated ? 'secondary' : 'primary'}
          busy={command.isPending}
          disabled={chosen.length === 0}
          onPress={() => command.mutate({ changeId: change.id, months: chosen })}
        >
          {simulation ? copy.runAgain : copy.run}
        </Button>
      </Card>
      {simulation ? (
        <SimulationResult key={simulation.simulationId} simulationId={simulation.simulationId} />
      ) : null}
    </>
  )
}
