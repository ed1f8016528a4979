import { type ListedUnit, list } from '@contract/units'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Choice } from '@/components/choice'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { Tag } from '@/components/tag'
import { routingCopy } from '@/copy/office-routing'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import styles from '../../office.module.scss'
import { UnitForm } from './unit-form'

const copy = routingCopy.units

function UnitsTable(props: { units: ListedUnit[]; onOpen: (unit: ListedUnit) => void }) {
  const { columns } = copy
  return (
    <Table
      id="units-table"
      caption={copy.caption}
      rows={props.units}
      rowKey={(row) => row.code}
      onRowPress={(row) => row.mayChange && props.onOpen(row)}
      columns={[
        { key: 'name', title: columns.name, width: 190, cell: (row) => row.name },
        { key: 'area', title: columns.area, width: 100, cell: (row) => row.areaName },
        { key: 'kind', title: columns.kind, width: 140, cell: (row) => row.kindLabel },
        {
          key: 'people',
          title: columns.people,
          width: 110,
          cell: (row) =>
            row.retiredOn ? copy.retiredOn(row.retiredOn) : copy.people(row.peopleCount),
        },
        { key: 'phone', title: columns.phone, width: 140, cell: (row) => row.phone ?? '' },
        {
          key: 'team',
          title: copy.team,
          width: 130,
          cell: (row) => (row.joinsTeam ? <Tag tone="note">{copy.team}</Tag> : null),
        },
      ]}
    />
  )
}

/** The units that matters are given to. */
export function Units() {
  const [retired, setRetired] = useState<'yes' | 'no'>('no')
  const [open, setOpen] = useState<ListedUnit | 'new' | null>(null)
  const asked = useAsk(list, { retired })
  const places = asked.data?.mayCreateIn ?? []
  return (
    <>
      <View className={styles.bar}>
        <View className={styles.half}>
          <Choice
            id="units-which"
            label={copy.show}
            options={(['no', 'yes'] as const).map((value) => ({ value, label: copy.which[value] }))}
            value={retired}
            onChange={setRetired}
          />
        </View>
        {places.length > 0 ? (
          <Button id="create-unit" inline size="small" onPress={() => setOpen('new')}>
            {copy.create}
          </Button>
        ) : null}
      </View>
      <Stateful
        state={stateOf(asked, {
          isEmpty: (data) => data.units.length === 0,
          emptyText: copy.empty,
          emptyHint: copy.emptyHint,
        })}
      >
        <UnitsTable units={asked.data?.units ?? []} onOpen={setOpen} />
      </Stateful>
      {open ? (
        <UnitForm
          unit={open === 'new' ? null : open}
          places={places}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  )
}
