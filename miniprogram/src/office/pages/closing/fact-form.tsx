import { monthNeeds, months } from '@contract/pay'
import { type FactRow, type FactToRecord, record, sheet } from '@contract/recorded-facts'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Field } from '@/components/field'
import { recordedFactsCopy as copy } from '@/copy/office-recorded-facts'
import { instantText } from '@/lib/format'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { FormSheet } from '../../components/forms/form-sheet'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'
import { factText, factValue } from './fact-values'

interface FactFormProps {
  row: FactRow
  facts: readonly FactToRecord[]
  month: string
  onClose: () => void
}

function History({ fact, entries }: { fact: FactToRecord; entries: FactRow['entries'][number] }) {
  return (
    <>
      {entries.map((one, index) => (
        <View key={`${one.recordedAtMs} ${one.value}`} className={styles.soft}>
          {`${index === 0 ? copy.held : copy.earlier} `}
          {copy.history(
            factText(one.value, fact.unit),
            one.recordedByName,
            instantText(one.recordedAtMs),
            one.evidence,
          )}
        </View>
      ))}
    </>
  )
}

/** One person's facts of a month, with everything that was recorded of them; only what changed is sent. */
export function FactForm({ row, facts, month, onClose }: FactFormProps) {
  const heldOf = (index: number) => row.entries[index]?.[0]?.value
  const [texts, setTexts] = useState(() =>
    facts.map(({ unit }, index) => {
      const held = heldOf(index)
      return held === undefined ? '' : factText(held, unit)
    }),
  )
  const [evidence, setEvidence] = useState('')
  const command = useCommand(record, {
    refresh: [sheet, monthNeeds, months],
    onDone: () => {
      say(copy.saved, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
  const read = facts.map(({ name, unit }, index) => {
    const text = texts[index] ?? ''
    const value = factValue(text, unit)
    return { name, value, isWrong: text.trim() !== '' && value === null, held: heldOf(index) }
  })
  const values = read.flatMap(({ name, value, held }) =>
    value === null || value === held ? [] : [{ name, value }],
  )
  const isReady =
    values.length > 0 && evidence.trim() !== '' && !read.some(({ isWrong }) => isWrong)
  return (
    <FormSheet
      id="fact-form"
      title={copy.formTitle(row.workerName)}
      isReady={isReady}
      busy={command.isPending}
      send={copy.save}
      onSend={() =>
        command.mutate({ accountId: row.accountId, month, evidence: evidence.trim(), values })
      }
      onClose={onClose}
    >
      {facts.map((fact, index) =>
        row.notAsked.includes(fact.name) ? null : (
          <View key={fact.name}>
            <Field
              id={`fact-${fact.name}`}
              label={copy.head(fact.label, fact.measure)}
              hint={fact.articleTitle}
              optional={!fact.isNeeded}
              value={texts[index] ?? ''}
              problem={
                read[index]?.isWrong
                  ? fact.unit === 'count'
                    ? copy.wrongCount
                    : copy.wrongPoints
                  : null
              }
              onChange={(text) => setTexts(texts.map((one, at) => (at === index ? text : one)))}
              maxLength={9}
            />
            <History fact={fact} entries={row.entries[index] ?? []} />
          </View>
        ),
      )}
      <Field
        id="fact-evidence"
        label={copy.evidence}
        hint={copy.evidenceHint}
        value={evidence}
        onChange={setEvidence}
        maxLength={500}
      />
    </FormSheet>
  )
}
