import { type ClockName, clockLabel, list, set } from '@contract/clocks'
import {
  type MatterClassCode,
  type MatterLevel,
  matterClasses,
  matterLevelLabel,
  matterLevels,
} from '@contract/matter-taxonomy'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { DateField } from '@/components/date-field'
import { Field, Labelled } from '@/components/field'
import { Notice } from '@/components/notice'
import { Press } from '@/components/primitives/press'
import { classes } from '@/components/primitives/classes'
import { SelectInput } from '@/components/primitives/select-input'
import { clocksCopy } from '@/copy/office-clocks'
import { addDays, dayOf } from '@/lib/format'
import { useCommand } from '@/lib/query'
import { FormSheet } from '../../components/forms/form-sheet'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'

const copy = clocksCopy.form
const leastHours = 0.25
const mostHours = 2_160

/** Whole minutes; null where that is no length. */
export function minutesOf(text: string): number | null {
  const hours = Number(text)
  const isLength = text.trim() !== '' && hours >= leastHours && hours <= mostHours
  return isLength ? Math.round(hours * 60) : null
}

/** One length for a class or for all of them, from a day that has not begun. */
export function ClockForm(props: { countyCode: string; clock: ClockName; onClose: () => void }) {
  const { countyCode, clock, onClose } = props
  const tomorrow = addDays(dayOf(Date.now()), 1)
  const [classCode, setClassCode] = useState<MatterClassCode | null>(null)
  const [level, setLevel] = useState<MatterLevel>('ordinary')
  const [hours, setHours] = useState('')
  const [isDefault, setIsDefault] = useState(false)
  const [startsOn, setStartsOn] = useState(tomorrow)
  const [basis, setBasis] = useState('')
  const saving = useCommand(set, { refresh: [list], onDone: onClose, onRefused: sayRefused })
  const minutes = isDefault ? null : minutesOf(hours)
  const isLength = isDefault || minutes !== null
  const codes = classCode ? [classCode] : matterClasses.map(({ code }) => code)
  return (
    <FormSheet
      id="clock-form"
      title={clocksCopy.change}
      send={copy.send}
      isReady={isLength && startsOn >= tomorrow && basis.trim() !== ''}
      busy={saving.isPending}
      onSend={() =>
        saving.mutate({
          countyCode,
          startsOn,
          basis: basis.trim(),
          values: codes.map((code) => ({ clock, classCode: code, level, minutes })),
        })
      }
      onClose={onClose}
    >
      <Notice tone="note">{copy.changes(clockLabel[clock])}</Notice>
      <Labelled label={copy.subject}>
        <SelectInput
          id="clock-class"
          label={copy.subject}
          value={classCode ?? ''}
          options={[
            { value: '', label: copy.all },
            ...matterClasses.map(({ code, label }) => ({ value: code, label })),
          ]}
          onChange={(value) =>
            setClassCode(matterClasses.find(({ code }) => code === value)?.code ?? null)
          }
        />
      </Labelled>
      <Labelled label={copy.level}>
        <SelectInput
          id="clock-level"
          label={copy.level}
          value={level}
          options={matterLevels.map((value) => ({ value, label: matterLevelLabel[value] }))}
          onChange={(value) => setLevel(matterLevels.find((one) => one === value) ?? 'ordinary')}
        />
      </Labelled>
      <Field
        id="clock-hours"
        label={copy.hours}
        hint={copy.hoursHint}
        kind="decimal"
        value={isDefault ? '' : hours}
        disabled={isDefault}
        problem={hours !== '' && !isLength ? copy.hoursWrong : null}
        onChange={setHours}
      />
      <View className={styles.bar}>
        <Press
          id="clock-default"
          role="checkbox"
          selected={isDefault}
          className={classes(styles.chip, isDefault && styles.chipOn)}
          onPress={() => setIsDefault(!isDefault)}
        >
          {copy.byDefault}
        </Press>
      </View>
      <DateField
        hint={copy.startsHint}
        id="clock-starts"
        label={copy.startsOn}
        value={startsOn}
        first={tomorrow}
        onChange={setStartsOn}
      />
      <Field
        id="clock-basis"
        label={copy.basis}
        hint={copy.basisHint}
        maxLength={120}
        value={basis}
        onChange={setBasis}
      />
    </FormSheet>
  )
}
