import { bindings } from '@contract/regulations'
import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Stateful } from '@/components/stateful'
import { Tag } from '@/components/tag'
import { regulationCopy as copy } from '@/copy/office-regulation'
import { sinceDayText } from '@/lib/figure-text'
import { openPage } from '@/lib/navigation'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { useMay } from '@/lib/session'
import styles from '../../office.module.scss'

/** Which regulation binds the county and its townships from when, and which there are. */
export function Bindings({ onReadPack }: { onReadPack: (regulation: string) => void }) {
  const asked = useAsk(bindings, {})
  const mayChange = useMay('regulations.change')
  const data = asked.data
  return (
    <Stateful state={stateOf(asked)}>
      <View className={styles.soft}>{copy.bindingsNote}</View>
      {mayChange ? (
        <View className={styles.block}>
          <Button
            id="new-binding"
            inline
            size="small"
            onPress={() => openPage('officeRegulationChange', { kind: 'binding' })}
          >
            {copy.bind}
          </Button>
        </View>
      ) : null}
      <View className={styles.block}>
        <Card id="bindings-list" title={copy.bindingsTitle} flush>
          {data?.bindings.map((row) => (
            <Cell
              key={`${row.areaCode} ${row.startsOn}`}
              title={`${row.areaName}：${row.title}`}
              note={
                row.documentNumber === null
                  ? sinceDayText(row.startsOn)
                  : `${sinceDayText(row.startsOn)}，${copy.documentNumber(row.documentNumber)}`
              }
            />
          ))}
        </Card>
      </View>
      <Card title={copy.townshipsTitle} flush>
        {data?.townships.map((one) => (
          <Cell
            key={one.code}
            title={one.name}
            note={one.problem ?? one.title}
            value={
              one.problem ? <Tag tone="bad">{copy.none}</Tag> : sinceDayText(one.startsOn ?? '')
            }
          />
        ))}
      </Card>
      <Card title={copy.packsTitle} flush>
        {data?.packs.map((pack) => (
          <Cell
            key={pack.regulation}
            id={`pack-${pack.regulation}`}
            title={pack.title}
            note={pack.reason ?? copy.canPay}
            onPress={() => onReadPack(pack.regulation)}
          />
        ))}
      </Card>
    </Stateful>
  )
}
