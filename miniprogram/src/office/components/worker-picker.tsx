import { list } from '@contract/accounts'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Cell } from '@/components/cell'
import { type LabelledProps, Labelled } from '@/components/field'
import { TextInput } from '@/components/primitives/text-input'
import { Stateful } from '@/components/stateful'
import { stateOf } from '@/lib/page-state'
import { useAsk } from '@/lib/query'
import { useSettled } from '../lib/use-settled'

export interface PickedWorker {
  accountId: string
  name: string
  gridName: string
}

export interface WorkerPickerProps extends LabelledProps {
  id: string
  areaCode: string
  value: PickedWorker | null
  onChange: (worker: PickedWorker | null) => void
}

const most = 5

function Found({
  id,
  areaCode,
  search,
  onPick,
}: {
  id: string
  areaCode: string
  search: string
  onPick: (worker: PickedWorker) => void
}) {
  const asked = useAsk(list, { areaCode, role: 'worker', search: search || undefined, limit: most })
  const state = stateOf(asked, {
    isEmpty: (data) => data.accounts.length === 0,
    emptyText: '没有找到',
    emptyHint: '换一个名字试试',
  })
  return (
    <Stateful state={state}>
      {asked.data?.accounts.map((account) => {
        const gridName = account.posts.find((post) => post.role === 'worker')?.scopeName ?? ''
        return (
          <Cell
            key={account.accountId}
            id={`${id}-${account.accountId}`}
            title={account.name}
            note={gridName}
            onPress={() => onPick({ accountId: account.accountId, name: account.name, gridName })}
          />
        )
      })}
    </Stateful>
  )
}

/** A worker, found by his name. */
export function WorkerPicker(props: WorkerPickerProps) {
  const { id, areaCode, value, onChange } = props
  const [search, setSearch] = useState('')
  const settled = useSettled(search.trim())
  return (
    <Labelled {...props}>
      {value ? (
        <Cell
          id={`${id}-chosen`}
          title={value.name}
          note={value.gridName}
          value="换人"
          onPress={() => onChange(null)}
        />
      ) : (
        <View>
          <TextInput
            id={id}
            value={search}
            placeholder="输入姓名"
            label={props.label}
            onChange={setSearch}
          />
          <Found id={id} areaCode={areaCode} search={settled} onPick={onChange} />
        </View>
      )}
    </Labelled>
  )
}
