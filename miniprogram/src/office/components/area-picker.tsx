import { children } from '@contract/areas'
import { View } from '@tarojs/components'
import { type LabelledProps, Labelled } from '@/components/field'
import { SelectInput } from '@/components/primitives/select-input'
import { useAsk } from '@/lib/query'
import { type AreaLevel, levelOf } from '../lib/scope'
import styles from '../office.module.scss'

export interface AreaPickerProps extends LabelledProps {
  id: string
  /** The widest area that may be chosen. */
  root: string
  value: string
  onChange: (code: string) => void
  /** How far down it goes. */
  depth?: Exclude<AreaLevel, 'county'>
  /** Among other selects: without the label above. */
  bare?: boolean
  /** One place has to be chosen, down to the depth: all of them together will not do. */
  needed?: boolean
}

const lengthOf: Record<AreaLevel, number> = { county: 6, township: 9, village: 12, grid: 16 }
const order: AreaLevel[] = ['county', 'township', 'village', 'grid']
const allText = { county: '', township: '全部乡镇', village: '全部村（社区）', grid: '全部网格' }
const nameOf = { county: '', township: '乡镇', village: '村（社区）', grid: '网格' }

function Step(props: {
  id: string
  parent: string
  level: AreaLevel
  value: string
  none: string
  onChange: (code: string) => void
}) {
  const { id, parent, level, value, none, onChange } = props
  const asked = useAsk(children, { code: parent }).data
  const places = (level === 'grid' ? asked?.grids : asked?.children) ?? []
  return (
    <View className={styles.half}>
      <SelectInput
        id={`${id}-${level}`}
        label={nameOf[level]}
        value={
          value.slice(0, lengthOf[level]).length === lengthOf[level]
            ? value.slice(0, lengthOf[level])
            : parent
        }
        options={[
          { value: parent, label: none },
          ...places.map((place) => ({ value: place.code, label: place.name })),
        ]}
        onChange={onChange}
      />
    </View>
  )
}

/** A township, a village or a grid, one select after another, never outside the person's area. */
export function AreaPicker(props: AreaPickerProps) {
  const { id, root, value, onChange, depth = 'village', bare } = props
  const levels = order.slice(order.indexOf(levelOf(root)) + 1, order.indexOf(depth) + 1)
  const shown = levels.filter((level) => {
    const parentLength = lengthOf[order[order.indexOf(level) - 1] ?? 'county']
    return Math.max(value.length, root.length) >= parentLength
  })
  const steps = shown.map((level) => {
    const parentLevel = order[order.indexOf(level) - 1] ?? 'county'
    const parent = (value || root).slice(0, lengthOf[parentLevel])
    return (
      <Step
        key={level}
        id={id}
        parent={parent}
        level={level}
        value={value}
        none={props.needed ? `请选${nameOf[level]}` : allText[level]}
        onChange={onChange}
      />
    )
  })
  if (bare) return <>{steps}</>
  // whose place has no parts has nothing to choose
  if (steps.length === 0) return null
  return (
    <Labelled {...props}>
      <View className={styles.bar}>{steps}</View>
    </Labelled>
  )
}
