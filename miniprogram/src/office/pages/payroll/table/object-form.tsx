import { raiseObjection, table, tables } from '@contract/payroll'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Field, TextArea } from '@/components/field'
import { payTableCopy as copy } from '@/copy/office-payroll'
import { yuanText } from '@/lib/format'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { FormSheet } from '../../../components/forms/form-sheet'
import { sayRefused } from '../../../lib/say-refused'
import styles from '../../../office.module.scss'
import type { PayTableLine, PayTableWorker } from './shown'

/** '142.5' → 14250; null when it is no amount. */
export function fenOf(text: string): number | null {
  const found = /^(-?)(\d{1,7})(?:[.。](\d{1,2}))?$/.exec(text.trim())
  if (!found) return null
  const [, sign, whole = '', part = ''] = found
  const fen = Number(whole) * 100 + Number(part.padEnd(2, '0'))
  return sign ? -fen : fen
}

interface ObjectFormProps {
  tableId: string
  worker: PayTableWorker
  line: PayTableLine
  onClose: () => void
}

/** The county's objection to a line: what is wrong, and the amount that it recognises. */
export function ObjectForm({ tableId, worker, line, onClose }: ObjectFormProps) {
  const [text, setText] = useState('')
  const [amount, setAmount] = useState('')
  const recognisedFen = fenOf(amount)
  const command = useCommand(raiseObjection, {
    refresh: [table, tables],
    onDone: () => {
      say(copy.objected, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
  return (
    <FormSheet
      id="object-form"
      title={copy.objectTitle(worker.name, line.label)}
      send={copy.objectSend}
      isReady={recognisedFen !== null && Boolean(text.trim())}
      busy={command.isPending}
      onSend={() => {
        if (recognisedFen === null) return
        const { month, lineCode } = line
        const { accountId } = worker
        command.mutate({ tableId, accountId, month, lineCode, text: text.trim(), recognisedFen })
      }}
      onClose={onClose}
    >
      <View className={styles.lead}>{copy.onTable(yuanText(line.amountFen))}</View>
      <Field
        id="object-amount"
        label={copy.recognised}
        hint={copy.recognisedHint}
        value={amount}
        onChange={setAmount}
        problem={amount && recognisedFen === null ? copy.recognisedBad : null}
      />
      <TextArea
        id="object-text"
        label={copy.objectText}
        hint={copy.objectHint}
        value={text}
        onChange={setText}
        rows={3}
        maxLength={1000}
      />
    </FormSheet>
  )
}
