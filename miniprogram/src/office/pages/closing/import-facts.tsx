import type { OutputOf } from '@contract/define'
import { monthNeeds, months } from '@contract/pay'
import { importTable, sheet, template } from '@contract/recorded-facts'
import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { Button } from '@/components/button'
import { Field } from '@/components/field'
import { Notice } from '@/components/notice'
import { recordedFactsCopy as copy } from '@/copy/office-recorded-facts'
import { newId } from '@/lib/id'
import { refresh } from '@/lib/query'
import { uploadFile } from '@/lib/request'
import { type PickedFile, pickTable } from '../../lib/pick-file'
import { useSaveFile } from '../../lib/save-file'
import { sayRefused } from '../../lib/say-refused'
import styles from '../../office.module.scss'
import { Problems } from '../import/results'

type Result = OutputOf<typeof importTable>

interface ImportFactsProps {
  townshipCode: string
  townshipName: string
  month: string
}

/** A table of the month: looked through first, then taken in whole. */
function useFactTable({ townshipCode, month }: ImportFactsProps, evidence: string) {
  const [file, setFile] = useState<PickedFile | null>(null)
  const [result, setResult] = useState<Result | null>(null)
  const [isBusy, setBusy] = useState(false)
  // the same table sent again after an answer that got lost is the same command
  const importId = useRef(newId())
  const send = async (chosen: PickedFile, rehearse: 'yes' | 'no') => {
    setBusy(true)
    try {
      const input = { townshipCode, month, rehearse, evidence: evidence.trim() }
      const commandId = rehearse === 'yes' ? newId() : importId.current
      const options = { fileName: chosen.name, commandId }
      const answer = await uploadFile(importTable, input, chosen.body, options)
      setResult(answer)
      if (answer.imported) refresh(sheet, monthNeeds, months)
    } catch (error) {
      sayRefused(error)
    } finally {
      setBusy(false)
    }
  }
  return {
    result,
    isBusy,
    choose: async () => {
      const chosen = await pickTable()
      if (!chosen) return
      importId.current = newId()
      setFile(chosen)
      setResult(null)
      await send(chosen, 'yes')
    },
    take: async () => {
      if (file) await send(file, 'no')
    },
  }
}

function Outcome({ result }: { result: Result }) {
  if (result.problems.length > 0)
    return (
      <>
        <Notice id="facts-bad" tone="bad">
          {copy.bad(result.problems.length)}
        </Notice>
        <Problems problems={result.problems} />
      </>
    )
  return (
    <Notice id={result.imported ? 'facts-taken' : 'facts-good'} tone="good">
      {result.imported ? copy.taken(result.rowCount) : copy.check(result.rowCount)}
    </Notice>
  )
}

/** The same facts for everybody by a table: all of it or nothing. */
export function ImportFacts(props: ImportFactsProps) {
  const { townshipCode, townshipName, month } = props
  const [evidence, setEvidence] = useState('')
  const { result, isBusy, choose, take } = useFactTable(props, evidence)
  const { isSaving, save } = useSaveFile()
  const mayTake =
    result !== null && !result.imported && result.problems.length === 0 && result.rowCount > 0
  return (
    <View className={styles.block}>
      <View className={styles.soft}>{copy.tableHint}</View>
      <Field
        id="facts-evidence"
        label={copy.evidence}
        hint={copy.evidenceHint}
        value={evidence}
        onChange={setEvidence}
        maxLength={500}
      />
      <View className={styles.bar}>
        <Button
          id="facts-template"
          inline
          size="small"
          kind="secondary"
          busy={isSaving}
          onPress={() =>
            void save(template, { townshipCode, month }, copy.templateName(townshipName, month))
          }
        >
          {copy.template}
        </Button>
        <Button
          id="facts-choose"
          inline
          size="small"
          kind="secondary"
          disabled={evidence.trim() === ''}
          busy={isBusy}
          onPress={() => void choose()}
        >
          {copy.choose}
        </Button>
        {mayTake ? (
          <Button id="facts-take" inline size="small" busy={isBusy} onPress={() => void take()}>
            {copy.take(result.rowCount)}
          </Button>
        ) : null}
      </View>
      {isBusy ? <Notice tone="note">{copy.bringing}</Notice> : null}
      {result && !isBusy ? <Outcome result={result} /> : null}
    </View>
  )
}
