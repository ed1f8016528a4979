import { type ScoreSheet, type ScorerRole, setScheme, sheet } from '@contract/scores'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Field, Labelled } from '@/components/field'
import { Notice } from '@/components/notice'
import { SelectInput } from '@/components/primitives/select-input'
import { scoresCopy as copy } from '@/copy/office-scores'
import { monthText } from '@/lib/format'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { FormSheet } from '../../components/forms/form-sheet'
import { optionsOf } from '../../components/forms/options'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'

const fullPoints = 100
const mostItems = 20

interface Item {
  key: number
  title: string
  office: string
  role: ScorerRole
  most: string
}

const emptyItem = (key: number): Item => ({
  key,
  title: '',
  office: '',
  role: 'townshipOffice',
  most: '',
})

function startOf({ items }: ScoreSheet): Item[] {
  if (items.length === 0) return [emptyItem(0)]
  return items.map((item, key) => ({
    key,
    title: item.title,
    office: item.office,
    role: item.role as ScorerRole,
    most: String(item.mostPoints),
  }))
}

const pointsOf = ({ most }: Item) => (/^\d{1,3}$/.test(most.trim()) ? Number(most) : 0)
const isWhole = (item: Item) =>
  item.title.trim() !== '' && item.office.trim() !== '' && pointsOf(item) > 0

function ItemFields(props: {
  item: Item
  onChange: (item: Item) => void
  onRemove: (() => void) | null
}) {
  const { item, onChange, onRemove } = props
  return (
    <View className={styles.block}>
      <Field
        id={`item-title-${item.key}`}
        label={copy.itemTitle}
        value={item.title}
        onChange={(title) => onChange({ ...item, title })}
        maxLength={64}
      />
      <Field
        id={`item-office-${item.key}`}
        label={copy.office}
        value={item.office}
        onChange={(office) => onChange({ ...item, office })}
        maxLength={32}
      />
      <Labelled label={copy.role}>
        <SelectInput
          id={`item-role-${item.key}`}
          label={copy.role}
          value={item.role}
          options={optionsOf(copy.roles)}
          onChange={(role) => onChange({ ...item, role: role as ScorerRole })}
        />
      </Labelled>
      <Field
        id={`item-most-${item.key}`}
        label={copy.most}
        value={item.most}
        onChange={(most) => onChange({ ...item, most })}
        maxLength={3}
      />
      {onRemove ? (
        <Button inline size="small" kind="plain" onPress={onRemove}>
          {copy.remove}
        </Button>
      ) : null}
    </View>
  )
}

/** Who scores what, to a hundred points in all. */
export function SchemeForm({ shown, onClose }: { shown: ScoreSheet; onClose: () => void }) {
  const { townshipCode, month } = shown
  const [items, setItems] = useState(() => startOf(shown))
  const command = useCommand(setScheme, {
    refresh: [sheet],
    onDone: () => {
      say(copy.saved, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
  const total = items.reduce((sum, item) => sum + pointsOf(item), 0)
  const change = (changed: Item) =>
    setItems(items.map((item) => (item.key === changed.key ? changed : item)))
  const send = () =>
    command.mutate({
      townshipCode,
      month,
      items: items.map((item) => ({
        title: item.title.trim(),
        office: item.office.trim(),
        role: item.role,
        mostPoints: pointsOf(item),
      })),
    })
  return (
    <FormSheet
      id="scheme-form"
      title={copy.setTitle(monthText(month))}
      isReady={items.every(isWhole) && total === fullPoints}
      busy={command.isPending}
      send={copy.save}
      onSend={send}
      onClose={onClose}
    >
      {items.map((item) => (
        <ItemFields
          key={item.key}
          item={item}
          onChange={change}
          onRemove={items.length > 1 ? () => setItems(items.filter((one) => one !== item)) : null}
        />
      ))}
      {items.length < mostItems ? (
        <Button
          id="item-add"
          inline
          size="small"
          kind="secondary"
          onPress={() =>
            setItems([...items, emptyItem(Math.max(...items.map((item) => item.key)) + 1)])
          }
        >
          {copy.add}
        </Button>
      ) : null}
      <View className={styles.block}>
        <Notice id="scheme-sum" tone={total === fullPoints ? 'good' : 'warn'}>
          {total === fullPoints ? copy.sum(total) : copy.sumWrong(total)}
        </Notice>
      </View>
    </FormSheet>
  )
}
