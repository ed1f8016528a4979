import { list, record } from '@contract/household-files'
import type { GridHouseholds } from '@contract/household-files'
import { monthNeeds } from '@contract/pay'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Field } from '@/components/field'
import { Stateful } from '@/components/stateful'
import { closingCopy } from '@/copy/office-closing'
import { monthText } from '@/lib/format'
import { stateOf } from '@/lib/page-state'
import { useAsk, useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { FormSheet } from '../../components/forms/form-sheet'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'

const copy = closingCopy.households
const mostHouseholds = 100_000

interface HouseholdFormProps {
  townshipCode: string
  month: string
  onClose: () => void
}

function countOf(text: string): number | null {
  const count = /^\d{1,6}$/.test(text.trim()) ? Number(text) : null
  return count !== null && count <= mostHouseholds ? count : null
}

function GridField(props: {
  grid: GridHouseholds
  text: string
  onChange: (text: string) => void
}) {
  const { grid, text, onChange } = props
  const told = grid.decisions
    .map((one) => copy.decided(monthText(one.fromMonth), one.households, one.reason))
    .join('；')
  return (
    <Field
      id={`households-${grid.gridCode}`}
      label={grid.gridName}
      hint={[grid.file?.document, told].filter(Boolean).join('；') || undefined}
      value={text}
      problem={text.trim() !== '' && countOf(text) === null ? copy.wrong : null}
      onChange={onChange}
      maxLength={6}
    />
  )
}

/** The year's households of every grid, as the police station gives them; what did not change is not sent. */
export function HouseholdForm({ townshipCode, month, onClose }: HouseholdFormProps) {
  const year = month.slice(0, 4)
  const asked = useAsk(list, { townshipCode, year })
  const [document, setDocument] = useState('')
  const [texts, setTexts] = useState<Record<string, string>>({})
  const command = useCommand(record, {
    refresh: [list, monthNeeds],
    onDone: () => {
      say(copy.saved, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
  const filled = Object.entries(texts).filter(([, text]) => text.trim() !== '')
  const grids = filled.flatMap(([gridCode, text]) => {
    const households = countOf(text)
    return households === null ? [] : [{ gridCode, households }]
  })
  const isReady = document.trim() !== '' && grids.length > 0 && grids.length === filled.length
  const shownOf = (grid: GridHouseholds) =>
    texts[grid.gridCode] ?? (grid.file ? String(grid.file.households) : '')
  return (
    <FormSheet
      id="household-form"
      title={copy.title(year)}
      isReady={isReady}
      busy={command.isPending}
      send={copy.save}
      onSend={() => command.mutate({ year, document: document.trim(), grids })}
      onClose={onClose}
    >
      <View className={styles.soft}>{copy.hint}</View>
      <Field
        id="household-document"
        label={copy.document}
        value={document}
        onChange={setDocument}
        maxLength={120}
      />
      <Stateful state={stateOf(asked)}>
        {asked.data?.grids.map((grid) => (
          <GridField
            key={grid.gridCode}
            grid={grid}
            text={shownOf(grid)}
            onChange={(text) => setTexts({ ...texts, [grid.gridCode]: text })}
          />
        ))}
      </Stateful>
    </FormSheet>
  )
}
