import { type ScoreItem, type ScoreSheet, enter, sheet } from '@contract/scores'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Field } from '@/components/field'
import { scoresCopy as copy } from '@/copy/office-scores'
import { useCommand } from '@/lib/query'
import { say } from '@/lib/toast'
import { FormSheet } from '../../components/forms/form-sheet'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'
import { hundredthsOf, pointsText } from './points'

interface EnterProps {
  shown: ScoreSheet
  item: ScoreItem
  onClose: () => void
}

/** Everybody while the month is open; afterwards those for whom it was opened again. */
const rowsOf = ({ state, rows }: ScoreSheet) =>
  state === 'closed' ? rows.filter((row) => row.reopened) : rows

/** What stands already, as text by worker. */
function startOf({ shown, item }: EnterProps): Record<string, string> {
  const index = shown.items.findIndex((one) => one.id === item.id)
  return Object.fromEntries(
    rowsOf(shown).map((row) => {
      const given = row.scoresHundredths[index]
      return [row.accountId, given === null || given === undefined ? '' : pointsText(given)]
    }),
  )
}

/** One office's item for everybody it may score; what is left empty is not sent. */
export function EnterScores(props: EnterProps) {
  const { shown, item, onClose } = props
  const [texts, setTexts] = useState(() => startOf(props))
  const command = useCommand(enter, {
    refresh: [sheet],
    onDone: () => {
      say(copy.sent, 'good')
      onClose()
    },
    onRefused: sayRefused,
  })
  const filled = Object.entries(texts).filter(([, text]) => text.trim() !== '')
  const read = filled.map(([accountId, text]) => ({
    accountId,
    scoreHundredths: hundredthsOf(text, item.mostPoints),
  }))
  const scores = read.flatMap(({ accountId, scoreHundredths }) =>
    scoreHundredths === null ? [] : [{ accountId, scoreHundredths }],
  )
  const isWrong = (text: string) =>
    text.trim() !== '' && hundredthsOf(text, item.mostPoints) === null
  return (
    <FormSheet
      id="score-form"
      title={copy.enter(item.office, item.title)}
      isReady={scores.length > 0 && scores.length === filled.length}
      busy={command.isPending}
      send={copy.send}
      onSend={() => command.mutate({ itemId: item.id, scores })}
      onClose={onClose}
    >
      <View className={styles.soft}>{copy.enterHint(item.mostPoints)}</View>
      {rowsOf(shown).map((row) => {
        const text = texts[row.accountId] ?? ''
        return (
          <Field
            key={row.accountId}
            id={`score-${row.accountId}`}
            label={`${row.workerName}　${row.gridName}`}
            value={text}
            problem={isWrong(text) ? copy.wrong(item.mostPoints) : null}
            onChange={(changed) => setTexts({ ...texts, [row.accountId]: changed })}
            maxLength={6}
          />
        )
      })}
    </FormSheet>
  )
}
