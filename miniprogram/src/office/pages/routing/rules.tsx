import { type MatterClassCode, matterClasses } from '@contract/matter-taxonomy'
import { type RoutingRow, list } from '@contract/routing'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Notice } from '@/components/notice'
import { SelectInput } from '@/components/primitives/select-input'
import { Stateful } from '@/components/stateful'
import { Table } from '@/components/table'
import { routingCopy } from '@/copy/office-routing'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import styles from '../../office.module.scss'
import { RuleForm } from './rule-form'

const copy = routingCopy.rules

const nameOf = ({ name, inUse }: RoutingRow['lead']) => (inUse ? name : `${name}${copy.retired}`)

function RulesTable(props: { rules: RoutingRow[]; onOpen: (rule: RoutingRow) => void }) {
  const { columns } = copy
  return (
    <Table
      id="rules-table"
      caption={copy.caption}
      rows={props.rules}
      rowKey={(row) => row.id}
      onRowPress={(row) => row.mayChange && props.onOpen(row)}
      columns={[
        { key: 'place', title: columns.place, width: 60, cell: (row) => row.placeName },
        { key: 'subject', title: columns.subject, width: 92, cell: (row) => row.classLabel },
        { key: 'lead', title: columns.lead, width: 104, cell: (row) => nameOf(row.lead) },
        {
          key: 'co',
          title: columns.co,
          width: 170,
          cell: (row) => row.coHandlers.map(nameOf).join('、'),
        },
        {
          key: 'changed',
          title: columns.changed,
          width: 110,
          cell: (row) => row.changedByName ?? copy.system,
        },
      ]}
    />
  )
}

/** The routing table; whoever keeps it opens a row to change it. */
export function Rules() {
  const [classCode, setClassCode] = useState<MatterClassCode | null>(null)
  const [open, setOpen] = useState<RoutingRow | 'new' | null>(null)
  const asked = useAsk(list, classCode ? { classCode } : {})
  return (
    <>
      <View className={styles.bar}>
        <View className={styles.half}>
          <SelectInput
            id="rules-class"
            label={routingCopy.form.subject}
            value={classCode ?? ''}
            options={[
              { value: '', label: routingCopy.allClasses },
              ...matterClasses.map(({ code, label }) => ({ value: code, label })),
            ]}
            onChange={(value) =>
              setClassCode(matterClasses.find(({ code }) => code === value)?.code ?? null)
            }
          />
        </View>
        {asked.data?.mayChange ? (
          <Button id="create-rule" inline size="small" onPress={() => setOpen('new')}>
            {copy.create}
          </Button>
        ) : null}
      </View>
      <Notice tone="note">{copy.note}</Notice>
      <Stateful
        state={stateOf(asked, {
          isEmpty: (data) => data.rules.length === 0,
          emptyText: copy.empty,
          emptyHint: copy.emptyHint,
        })}
      >
        <RulesTable rules={asked.data?.rules ?? []} onOpen={setOpen} />
      </Stateful>
      {open ? <RuleForm rule={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
    </>
  )
}
