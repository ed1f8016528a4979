import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { readKept, writeKeptIfRoom } from '@/lib/storage'
import { type LabelledProps, Labelled } from './field'
import { Icon } from './icon'
import { classes } from './primitives/classes'
import { Press } from './primitives/press'
import { TextInput } from './primitives/text-input'
import { Sheet } from './sheet'
import styles from './two-level-picker.module.scss'

export interface PickerGroup {
  code: string
  label: string
  items: readonly { code: string; label: string; note?: string }[]
}

export interface TwoLevelPickerProps extends LabelledProps {
  id?: string
  groups: readonly PickerGroup[]
  value: string | null
  onChange: (code: string) => void
  /** Where the last choices are remembered, e.g. 'report-item'. */
  recentName?: string
  placeholder?: string
}

const mostRecents = 4

function Items(props: {
  id: string
  items: PickerGroup['items']
  value: string | null
  onPick: (code: string) => void
}) {
  return (
    <View className={styles.items}>
      {props.items.map((item) => (
        <Press
          key={item.code}
          id={`${props.id}-${item.code}`}
          role="option"
          selected={item.code === props.value}
          className={classes(styles.item, item.code === props.value && styles.on)}
          onPress={() => props.onPick(item.code)}
        >
          <View>
            <Text>{item.label}</Text>
            {item.note ? <View className={styles.note}>{item.note}</View> : null}
          </View>
          {item.code === props.value ? <Icon name="check" /> : null}
        </Press>
      ))}
    </View>
  )
}

/** Chooses an item of a group; the last choices first, and any by a word of its name. */
export function TwoLevelPicker(props: TwoLevelPickerProps) {
  const { id = 'picker', groups, value, onChange, recentName, placeholder = '请选择' } = props
  const [isOpen, setOpen] = useState(false)
  const [search, setSearch] = useState('')
  const [groupCode, setGroupCode] = useState<string | null>(null)
  const all = groups.flatMap((group) => group.items.map((item) => ({ ...item, group })))
  const chosen = all.find((item) => item.code === value)
  const shownGroup =
    groups.find((group) => group.code === (groupCode ?? chosen?.group.code)) ?? groups[0]
  const words = search.trim()
  const found = words
    ? all.filter((item) => item.label.includes(words) || item.group.label.includes(words))
    : []
  const storageName = `recent:${recentName ?? ''}`
  const recentCodes = (recentName && isOpen ? readKept<string[]>(storageName) : null) ?? []
  const recents = recentCodes.flatMap((code) => all.find((item) => item.code === code) ?? [])

  const close = () => {
    setOpen(false)
    setSearch('')
    setGroupCode(null)
  }
  const pick = (code: string) => {
    if (recentName) {
      const next = [code, ...recentCodes.filter((old) => old !== code)].slice(0, mostRecents)
      writeKeptIfRoom(storageName, next)
    }
    close()
    onChange(code)
  }

  return (
    <Labelled {...props}>
      <Press id={id} className={styles.box} onPress={() => setOpen(true)}>
        <Text className={chosen ? undefined : styles.placeholder}>
          {chosen ? `${chosen.group.label} · ${chosen.label}` : placeholder}
        </Text>
        <Icon name="down" />
      </Press>
      <Sheet id={`${id}-sheet`} open={isOpen} title={props.label} onClose={close}>
        <View className={styles.sheet}>
          <TextInput
            id={`${id}-search`}
            value={search}
            placeholder="搜一个词，如 道路"
            label="搜索"
            onChange={setSearch}
          />
          {words ? (
            <>
              {found.length === 0 ? (
                <View className={styles.none}>没有找到“{words}”，换个词试试</View>
              ) : null}
              <Items id={id} items={found} value={value} onPick={pick} />
            </>
          ) : (
            <>
              {recents.length > 0 ? (
                <View className={styles.recent}>
                  <View className={styles.caption}>最近用过</View>
                  <Items id={`${id}-recent`} items={recents} value={value} onPick={pick} />
                </View>
              ) : null}
              <View className={styles.groups}>
                {groups.map((group) => (
                  <Press
                    key={group.code}
                    id={`${id}-group-${group.code}`}
                    role="tab"
                    selected={group === shownGroup}
                    className={classes(styles.group, group === shownGroup && styles.groupOn)}
                    onPress={() => setGroupCode(group.code)}
                  >
                    {group.label}
                  </Press>
                ))}
              </View>
              <Items id={id} items={shownGroup?.items ?? []} value={value} onPick={pick} />
            </>
          )}
        </View>
      </Sheet>
    </Labelled>
  )
}
