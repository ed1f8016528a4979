import { simulation } from '@contract/regulations'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { OfficePage } from '@/components/office-page'
import { simulationCopy as copy } from '@/copy/office-regulation'
import { useAsk } from '@/lib/query'
import styles from '../../office.module.scss'
import { SimulationResult } from './result'

/** What one reading would have come to in the last closed month, down to each worker. */
export default function RegulationSimulation() {
  const parameters = useRouter().params
  const simulationId = parameters.simulationId ?? ''
  const scenario = Number(parameters.scenario ?? 0)
  const run = useAsk(simulation, { simulationId }).data
  const changes = run?.scenarios[scenario]?.changes ?? []
  return (
    <OfficePage
      id="regulation-simulation"
      title={copy.title}
      permission="regulations.read"
      top={
        <View id="simulated" className={styles.lead}>
          {changes.map((one) => `${one.label}：${one.text}`).join('；')}
        </View>
      }
    >
      <SimulationResult simulationId={simulationId} scenario={scenario} />
    </OfficePage>
  )
}
