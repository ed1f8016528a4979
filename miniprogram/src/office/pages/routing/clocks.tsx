import { type ClockName, clockLabel, clockNames, list } from '@contract/clocks'
import type { OutputOf } from '@contract/define'
import { matterLevelLabel, matterLevels } from '@contract/matter-taxonomy'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Cell } from '@/components/cell'
import { Notice } from '@/components/notice'
import { SelectInput } from '@/components/primitives/select-input'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { clocksCopy as copy } from '@/copy/office-clocks'
import { dayText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { useOfficeArea } from '../../lib/scope'
import styles from '../../office.module.scss'
import { ClockForm } from './clock-form'

type Listed = OutputOf<typeof list>

function ClocksTable({ countyName, clock, rows }: Listed) {
  return (
    <Table
      id="clocks-table"
      caption={copy.caption(countyName, clockLabel[clock])}
      rows={rows}
      rowKey={(row) => row.classCode}
      columns={[
        { key: 'subject', title: copy.subject, width: 120, cell: (row) => row.classLabel },
        ...matterLevels.map((level) => ({
          key: level,
          title: matterLevelLabel[level],
          width: 110,
          cell: (row: Listed['rows'][number]) => {
            const length = row.lengths.find((one) => one.level === level)
            return length ? `${length.text}${length.isDefault ? '' : copy.ours}` : ''
          },
        })),
      ]}
    />
  )
}

function Coming({ coming }: Pick<Listed, 'coming'>) {
  if (coming.length === 0) return null
  return (
    <Card id="clocks-coming" title={copy.comingTitle} flush>
      {coming.map((one) => (
        <Cell
          key={`${one.startsOn} ${one.clock} ${one.classCode} ${one.level} ${one.setAtMs}`}
          title={copy.coming(clockLabel[one.clock], one.classLabel, matterLevelLabel[one.level])}
          note={copy.comingFrom(
            dayText(one.startsOn),
            one.minutes === null ? copy.backToDefault(one.text) : one.text,
            one.basis,
          )}
          value={one.setByName}
        />
      ))}
    </Card>
  )
}

/** How long everything may take, by class and level; the county's centre sets its own from a day on. */
export function Clocks() {
  const area = useOfficeArea()
  const [clock, setClock] = useState<ClockName>('handle')
  const [isOpen, setIsOpen] = useState(false)
  const asked = useAsk(list, { clock, ...(area ? { areaCode: area } : {}) })
  const { data } = asked
  return (
    <>
      <View className={styles.bar}>
        <View className={styles.half}>
          <SelectInput
            id="clocks-clock"
            label={copy.clock}
            value={clock}
            options={clockNames.map((value) => ({ value, label: clockLabel[value] }))}
            onChange={(value) => setClock(clockNames.find((one) => one === value) ?? 'handle')}
          />
        </View>
        {data?.maySet ? (
          <Button id="change-clocks" inline size="small" onPress={() => setIsOpen(true)}>
            {copy.change}
          </Button>
        ) : null}
      </View>
      <Notice tone="note">{copy.note}</Notice>
      <Stateful state={stateOf(asked)}>
        {data ? (
          <>
            <ClocksTable {...data} />
            <Coming coming={data.coming} />
          </>
        ) : null}
      </Stateful>
      {data && isOpen ? (
        <ClockForm countyCode={data.countyCode} clock={clock} onClose={() => setIsOpen(false)} />
      ) : null}
    </>
  )
}
