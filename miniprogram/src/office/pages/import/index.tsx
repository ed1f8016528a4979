import { importTemplate } from '@contract/areas'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/components/button'
import { Card } from '@/components/card'
import { MonthSwitch } from '@/components/month-switch'
import { Notice } from '@/components/notice'
import { OfficePage } from '@/components/office-page'
import { Tabs } from '@/components/tabs'
import { importCopy as copy } from '@/copy/office-import'
import { confirm } from '@/lib/confirm'
import { addMonths, monthOf } from '@/lib/format'
import { nowMs } from '@/lib/server-time'
import { useSaveFile } from '../../lib/save-file'
import styles from '../../office.module.scss'
import { Differences, OneTimeCodes, Problems } from './results'
import { type ImportKind, type ImportResult, useUploadTable } from './upload-table'

const kinds: readonly ImportKind[] = ['areas', 'grids', 'workers', 'statistics']

function sizeText(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`
}

function Outcome({ result }: { result: ImportResult }) {
  if (result.problems.length > 0) {
    return (
      <>
        <Notice id="import-bad" tone="bad">
          {copy.checkedBad(result.problems.length)}
        </Notice>
        <Problems problems={result.problems} />
      </>
    )
  }
  if (!result.imported)
    return (
      <Notice id="import-good" tone="good">
        {copy.checkedGood(result.rowCount)}
      </Notice>
    )
  return (
    <Notice id="import-done" tone="good">
      {copy.done(result.rowCount)}
      {result.adjustmentCount > 0 ? copy.adjusted(result.adjustmentCount) : ''}
    </Notice>
  )
}

interface ChooseBarProps {
  kind: ImportKind
  upload: ReturnType<typeof useUploadTable>
  /** Choosing is not what comes next. */
  isSecond: boolean
}

function ChooseBar({ kind, upload, isSecond }: ChooseBarProps) {
  const { isSaving, save } = useSaveFile()
  return (
    <View className={styles.bar}>
      {kind === 'statistics' ? null : (
        <Button
          id="template"
          inline
          kind="secondary"
          busy={isSaving}
          onPress={() => void save(importTemplate, { kind }, copy.templateName(copy.tabs[kind]))}
        >
          {copy.template}
        </Button>
      )}
      <Button
        id="choose-table"
        inline
        kind={isSecond ? 'secondary' : 'primary'}
        disabled={upload.step !== 'idle'}
        onPress={() => void upload.choose()}
      >
        {upload.file ? copy.chooseOther : copy.choose}
      </Button>
    </View>
  )
}

function ImportOne(props: {
  kind: ImportKind
  month: string
  onCodes: (hasCodes: boolean) => void
}) {
  const { kind, month, onCodes } = props
  const upload = useUploadTable(kind, month)
  const { file, step, result } = upload
  const mayTake = result !== null && !result.imported && result.problems.length === 0
  const take = async () => {
    const taken = await upload.take()
    onCodes((taken?.oneTimeCodes.length ?? 0) > 0)
  }
  return (
    <>
      <Card>
        <View className={styles.lead}>{copy.about[kind]}</View>
        {kind === 'statistics' ? (
          <View className={styles.lead}>{copy.statisticsColumns}</View>
        ) : null}
        <ChooseBar kind={kind} upload={upload} isSecond={mayTake} />
        {file ? (
          <View className={styles.soft}>{copy.chosen(file.name, sizeText(file.bytes))}</View>
        ) : null}
        {step === 'checking' ? <Notice tone="note">{copy.checking}</Notice> : null}
        {step === 'importing' ? <Notice tone="note">{copy.importing}</Notice> : null}
        {mayTake && step === 'idle' ? (
          <View className={styles.block}>
            <Button id="take-table" inline onPress={() => void take()}>
              {copy.run(result.rowCount)}
            </Button>
          </View>
        ) : null}
        {file && !result && step === 'idle' ? (
          <Button id="check-again" inline kind="secondary" onPress={() => void upload.check()}>
            {copy.checkAgain}
          </Button>
        ) : null}
      </Card>
      {result && step === 'idle' ? <Outcome result={result} /> : null}
      {result && result.oneTimeCodes.length > 0 ? (
        <OneTimeCodes codes={result.oneTimeCodes} />
      ) : null}
      {kind === 'statistics' ? <Differences month={month} /> : null}
    </>
  )
}

/** Tables the county brings in: checked first, then all or nothing. */
export default function Import() {
  const [kind, setKind] = useState<ImportKind>('areas')
  const [month, setMonth] = useState(addMonths(monthOf(nowMs()), -1))
  const [hasCodes, setHasCodes] = useState(false)
  const change = async (next: ImportKind) => {
    if (hasCodes && !(await confirm({ title: copy.leaveCodes, yes: '换' }))) return
    setHasCodes(false)
    setKind(next)
  }
  return (
    <OfficePage
      id="import"
      title={copy.title}
      permission="areas.import"
      top={
        <>
          <Tabs
            id="import-kinds"
            tabs={kinds.map((value) => ({ value, label: copy.tabs[value] }))}
            value={kind}
            onChange={(next) => void change(next)}
          />
          {kind === 'statistics' ? (
            <View className={styles.bar}>
              <MonthSwitch month={month} onChange={setMonth} />
            </View>
          ) : null}
        </>
      }
    >
      <ImportOne
        key={`${kind} ${kind === 'statistics' ? month : ''}`}
        kind={kind}
        month={month}
        onCodes={setHasCodes}
      />
    </OfficePage>
  )
}
