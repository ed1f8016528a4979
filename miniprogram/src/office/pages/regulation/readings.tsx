import {
  type ParameterValue,
  type ScenarioResult,
  type Simulation,
  readingCosts,
  simulateReadings,
  simulation as simulationQuery,
} from '@contract/regulations'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Icon } from '@/components/icon'
import { Tag } from '@/components/tag'
import { regulationCopy as copy } from '@/copy/office-regulation'
import { monthText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { useAsk, useCommand } from '@/lib/query'
import { useMay } from '@/lib/session'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'
import { SimulationProgress } from '../regulation-simulation/progress'
import { History } from './parameters'
import { type Book, type Parameter, costText, isSwitch, keyOf, titlesOf, waysToRead } from './parts'

const pollMs = 800

/** The newest comparison of the readings, followed while it is computed. */
function useCosts(isAsked: boolean) {
  const newest = useAsk(readingCosts, {}, { enabled: isAsked }).data
  const simulationId = newest?.simulationId ?? ''
  /** The one that is known to be over: any other is followed until it is. */
  const [overId, setOverId] = useState('')
  const asked = useAsk(
    simulationQuery,
    { simulationId },
    { enabled: simulationId !== '', refetchEveryMs: overId === simulationId ? false : pollMs },
  )
  const run = asked.data
  if (run && run.state !== 'running' && overId !== run.simulationId) setOverId(run.simulationId)
  const begin = useCommand(simulateReadings, { refresh: [readingCosts], onRefused: sayRefused })
  return {
    run,
    isBusy: begin.isPending || run?.state === 'running',
    compute: () => begin.mutate({}),
  }
}

/** Where in the comparison a reading stands switched to this value; -1: it was not computed. */
function indexOf(run: Simulation | undefined, name: string, value: ParameterValue): number {
  const scenarios = run?.scenarios ?? []
  return scenarios.findIndex(
    ({ changes: [only] }) => only?.name === name && keyOf(only.value) === keyOf(value),
  )
}

/** The money, who gets more and who less, and of whom people would be asked to decide otherwise. */
function wholeCost(totals: ScenarioResult['totals']): string {
  const people = copy.cost.people(totals.gaining, totals.losing)
  const turned = totals.turnedProposals + totals.turnedVerdicts
  const decided = turned > 0 ? `，${copy.cost.turned}` : ''
  return `${costText(totals)}（${people}）${decided}`
}

function Choices({ parameter, run }: { parameter: Parameter; run: Simulation | undefined }) {
  return waysToRead(parameter).map(({ value, text, parts }) => {
    const isHeld = keyOf(value) === keyOf(parameter.value)
    const index = isHeld ? -1 : indexOf(run, parameter.name, value)
    const result = run?.scenarios[index]?.result
    const open =
      result && run
        ? () =>
            openPage('officeRegulationSimulation', {
              simulationId: run.simulationId,
              scenario: index,
            })
        : undefined
    const cost = result ? wholeCost(result.totals) : ''
    return (
      <Cell
        key={keyOf(value)}
        id={`reading-${parameter.name}-${keyOf(value)}`}
        title={text}
        note={[parts, cost].filter(Boolean).join('。') || undefined}
        lead={isHeld ? <Icon name="check" /> : null}
        value={isHeld ? <Tag tone="good">{copy.now}</Tag> : null}
        onPress={open}
      />
    )
  })
}

function Costs({ costs }: { costs: ReturnType<typeof useCosts> }) {
  const { run, isBusy, compute } = costs
  return (
    <>
      {run ? (
        <SimulationProgress id="reading-progress" run={run} label={copy.computingCosts} />
      ) : null}
      <View className={styles.bar}>
        <Button
          id="reading-costs"
          inline
          size="small"
          kind="secondary"
          busy={isBusy}
          onPress={compute}
        >
          {copy.computeCosts}
        </Button>
        <View className={styles.soft}>
          {run?.state === 'done' ? copy.costsOf(run.months.map(monthText).join('、')) : null}
          {run ? null : copy.noCosts}
        </View>
      </View>
    </>
  )
}

/** Where the text is open: every way to read it in words, which one holds, and what each costs. */
export function Readings({ data, words }: { data: Book; words: string }) {
  const mayRead = useMay('regulations.read') && data.pays
  const costs = useCosts(mayRead)
  const [opened, setOpened] = useState<Parameter | null>(null)
  const titleOf = titlesOf(data)
  const found = data.parameters.filter(
    (one) =>
      (one.choices !== null || Array.isArray(one.value)) &&
      `${one.label}${one.valueText}`.includes(words),
  )
  const sorted = [...found.filter(isSwitch), ...found.filter((one) => !isSwitch(one))]
  return (
    <>
      <View className={styles.soft}>{copy.readingsNote}</View>
      {mayRead ? (
        <View className={styles.block}>
          <Costs costs={costs} />
        </View>
      ) : null}
      {sorted.map((parameter) => (
        <Card key={parameter.name} title={parameter.label} flush>
          <Choices parameter={parameter} run={costs.run} />
          {parameter.soleReading ? (
            <Cell
              id={`sole-${parameter.name}`}
              title={copy.soleTitle}
              note={parameter.soleReading}
            />
          ) : null}
          <Cell
            id={`reading-history-${parameter.name}`}
            title={copy.basisOf(titleOf.get(parameter.article) ?? '')}
            note={[
              copy.historyNote,
              isSwitch(parameter) || parameter.soleReading ? '' : copy.decidedNote,
              parameter.setByCounty ? copy.setByCounty : '',
            ]
              .filter(Boolean)
              .join('，')}
            onPress={() => setOpened(parameter)}
          />
        </Card>
      ))}
      {opened ? <History parameter={opened} onClose={() => setOpened(null)} /> : null}
    </>
  )
}
