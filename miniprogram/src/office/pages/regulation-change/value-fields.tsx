import { View } from '@tarojs/components'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { Choice, Switch } from '@/components/choice'
import { Field, Labelled } from '@/components/field'
import { SelectInput } from '@/components/primitives/select-input'
import { changeCopy as copy } from '@/copy/office-regulation'
import styles from '../../office.module.scss'
import { type DraftFields, type Entered, type Settable, enteredOf, problemOf } from './draft'

interface OneProps {
  settable: Settable
  entered: Entered
  onChange: (entered: Entered) => void
}

function hintOf({ unit }: Settable): string {
  if (unit === 'fen') return copy.amountHint
  return unit === 'none' ? '' : copy.numberHint(copy.units[unit])
}

function OneValue({ settable, entered, onChange }: OneProps) {
  const { name, label, choices, isList, nowText } = settable
  const id = `value-${name}`
  if (choices && isList) {
    const chosen = Array.isArray(entered) ? entered : []
    return (
      <Labelled label={label} hint={copy.now(nowText)}>
        {choices.map(({ value, text }) => (
          <Switch
            key={value}
            id={`${id}-${value}`}
            label={text}
            value={chosen.includes(value)}
            onChange={(on) =>
              onChange(
                choices
                  .map((one) => one.value)
                  .filter((one) => (one === value ? on : chosen.includes(one))),
              )
            }
          />
        ))}
      </Labelled>
    )
  }
  if (choices) {
    return (
      <Choice
        id={id}
        look="list"
        label={label}
        hint={copy.now(nowText)}
        options={choices.map(({ value, text }) => ({ value, label: text }))}
        value={String(entered)}
        onChange={onChange}
      />
    )
  }
  return (
    <Field
      id={id}
      label={label}
      hint={[copy.now(nowText), hintOf(settable)].filter(Boolean).join('；')}
      value={String(entered)}
      problem={problemOf(settable, entered)}
      onChange={onChange}
      maxLength={12}
    />
  )
}

/** What is to be changed, one parameter after another, each beside what holds now. */
export function ValueFields(props: {
  settable: readonly Settable[]
  entered: DraftFields['entered']
  onChange: (entered: DraftFields['entered']) => void
}) {
  const { settable, entered, onChange } = props
  const chosen = settable.filter(({ name }) => name in entered)
  const others = settable.filter(({ name }) => !(name in entered))
  const remove = (name: string) =>
    onChange(Object.fromEntries(Object.entries(entered).filter(([key]) => key !== name)))
  const add = (name: string) => {
    const one = settable.find((other) => other.name === name)
    if (one) onChange({ ...entered, [name]: enteredOf(one, one.now) })
  }
  return (
    <>
      {chosen.map((one) => (
        <Card key={one.name}>
          <OneValue
            settable={one}
            entered={entered[one.name] ?? ''}
            onChange={(next) => onChange({ ...entered, [one.name]: next })}
          />
          <View>
            <Button inline size="small" kind="plain" onPress={() => remove(one.name)}>
              {copy.remove}
            </Button>
          </View>
        </Card>
      ))}
      <Labelled label={copy.pick}>
        <View className={styles.bar}>
          <SelectInput
            id="pick-parameter"
            label={copy.pick}
            placeholder={copy.pickPlaceholder}
            value=""
            options={others.map(({ name, label, nowText }) => ({
              value: name,
              label: `${label}（${nowText}）`,
            }))}
            onChange={add}
          />
        </View>
      </Labelled>
    </>
  )
}
